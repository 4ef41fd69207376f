// How the projects of each tool are known: each has a sign of its own, and what only resembles it is not its.

import { rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { candidatesIn, unreadableIn } from "../../src/init/candidates.ts";
import { composeDatabase } from "../../src/init/database/compose.ts";
import { migrationTools, tableKeepers } from "../../src/migrations/registry.ts";
import { models } from "../../src/models/registry.ts";
import { projectFiles } from "../../src/scripts/project-files.ts";

const folder = await mkdtemp(join(tmpdir(), "driftcheck-recognition-"));
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
async function project(files: Readonly<Record<string, string>>): Promise<string> {
  made += 1;
  const root = join(folder, String(made));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return root;
}

const found = async (files: Readonly<Record<string, string>>) =>
  (await candidatesIn(await projectFiles(await project(files)))).map(({ locator }) => locator);

const lock = (provider: string) => `provider = "${provider}"\n`;
const env = "from alembic import context\n";

/** The locators that are found, the best first. */
const cases: readonly [name: string, files: Readonly<Record<string, string>>, locators: readonly string[]][] = [
  ["Alembic", { "alembic.ini": "", "alembic/env.py": env, "alembic/script.py.mako": "" }, ["alembic:alembic.ini"]],
  [
    "Alembic without a file",
    { "db/env.py": env, "db/script.py.mako": "", "pyproject.toml": "[tool.alembic]" },
    ["alembic:db"],
  ],
  [
    "Flask-Migrate",
    {
      "migrations/alembic.ini": "",
      "migrations/env.py": "from flask import current_app",
      "migrations/script.py.mako": "",
    },
    ["alembic:migrations"],
  ],
  ["Django", { "site/manage.py": "import django" }, ["django:site/manage.py"]],
  ["another manage.py", { "manage.py": "from flask_script import Manager" }, []],
  ["goose", { "db/migrations/1_a.sql": "-- +goose Up\n" }, ["goose:db/migrations"]],
  [
    "dbmate",
    { "db/migrations/1_a.sql": "-- migrate:up\n", "db/schema.sql": "CREATE TABLE t ();" },
    ["dbmate:db/migrations"],
  ],
  ["golang-migrate", { "m/1_a.up.sql": "", "m/1_a.down.sql": "" }, ["golang-migrate:m"]],
  [
    "Flyway",
    { "src/main/resources/db/migration/V1__a.sql": "", "src/main/resources/db/migration/more/V2__b.sql": "" },
    ["flyway:src/main/resources/db/migration"],
  ],
  ["Sqitch", { "sqitch.plan": "%project=a\n" }, ["sqitch:."]],
  ["Drizzle", { "drizzle/meta/_journal.json": '{"dialect": "postgresql"}' }, ["drizzle:drizzle"]],
  ["Drizzle 1.0", { "drizzle/20260101000000_a/snapshot.json": "{}" }, ["drizzle:drizzle"]],
  ["Drizzle of another database", { "drizzle/meta/_journal.json": '{"dialect": "mysql"}' }, []],
  [
    "Drizzle's model",
    { "drizzle.config.ts": 'export default { dialect: "postgresql" }' },
    ["drizzle:drizzle.config.ts"],
  ],
  ["Prisma", { "prisma/migrations/migration_lock.toml": lock("postgresql") }, ["prisma:prisma/migrations"]],
  ["Prisma of another database", { "prisma/migrations/migration_lock.toml": lock("mysql") }, []],
  [
    "Prisma's model",
    { "prisma/schema.prisma": `datasource db {\n  ${lock("postgresql")}}` },
    ["prisma:prisma/schema.prisma"],
  ],
  ["Rails", { "db/structure.sql": "", "db/migrate/1_a.rb": "" }, ["rails:db"]],
  ["Rails' model", { "db/structure.sql": "" }, ["rails:db/structure.sql"]],
  ["SQLAlchemy", { "shop/models.py": "class Base(DeclarativeBase):\n    pass\n" }, ["sqlalchemy:shop.models:Base"]],
  ["Flask-SQLAlchemy", { "app/__init__.py": "db = SQLAlchemy()\n" }, ["sqlalchemy:app:db"]],
  ["a file in SQL", { "schema.sql": "" }, ["schema.sql"]],
  [
    "another's packages",
    { "node_modules/a/alembic.ini": "", "venv/lib/manage.py": "django", ".git/schema.sql": "" },
    [],
  ],
  [
    "two applications that share a database",
    {
      "alembic.ini": "",
      "app/models.py": "Base = declarative_base()",
      "services/goose/1_a.sql": "-- +goose Up\n",
      "prisma/schema.prisma": lock("postgresql"),
    },
    ["alembic:alembic.ini", "goose:services/goose", "prisma:prisma/schema.prisma"],
  ],
  [
    "the nearest of two",
    { "a/b/alembic.ini": "", "c/alembic.ini": "" },
    ["alembic:c/alembic.ini", "alembic:a/b/alembic.ini"],
  ],
];

test.each(cases)("%s", async (_, files, locators) => {
  expect(await found(files)).toEqual(locators);
});

test("every tool and model is found in one of these", () => {
  const prefixes = new Set(cases.flatMap(([, , locators]) => locators.map((each) => each.split(":")[0])));
  expect([...models, ...migrationTools].map(({ name }) => name).filter((name) => !prefixes.has(name))).toEqual([]);
});

test("a tool whose folder can't be read is told by a sign of its own", async () => {
  const readable: readonly string[] = migrationTools.map(({ name }) => name);
  expect(tableKeepers.filter(({ name, sign }) => !readable.includes(name) && sign === undefined)).toEqual([]);
  const files = await projectFiles(await project({ "knexfile.ts": "", "priv/repo/migrations/1_a.exs": "" }));
  expect(unreadableIn(files).map(({ title }) => title)).toEqual(["Ecto", "Knex"]);
});

describe("the database of a compose file", () => {
  const of = async (text: string) => composeDatabase(await project({ "docker-compose.yml": text }));
  const service = (lines: string) => `services:\n  db:\n    image: docker.io/library/postgres:17-alpine\n${lines}`;
  const cases: readonly [string, string, object | undefined][] = [
    ["defaults, and no port", service(""), { service: "db", user: "postgres", database: "postgres" }],
    [
      "a mapping",
      service('    environment: { POSTGRES_USER: a, POSTGRES_DB: b }\n    ports: ["5433:5432"]\n'),
      { user: "a", database: "b", port: 5433 },
    ],
    [
      "a list, and variables with defaults",
      service(
        `    environment:\n      - POSTGRES_USER=\${U:-a}\n      - POSTGRES_PASSWORD=\${P?}\n    ports: ["127.0.0.1:\${PORT:-5434}:5432"]\n`,
      ),
      { user: "a", database: "a", port: 5434 },
    ],
    [
      "an image with extensions",
      'services: { x: { image: "timescale/timescaledb:latest-pg17", ports: ["5432:5432/tcp"] } }',
      { service: "x", port: 5432 },
    ],
    ["no database", 'services: { web: { image: "nginx", ports: ["5432:5432"] } }', undefined],
    ["an image that only sounds like one", 'services: { x: { image: "postgrest/postgrest" } }', undefined],
    ["no YAML", "services: [", undefined],
  ];
  test.each(cases)("%s", async (_, text, wanted) => {
    const database = await of(text);
    if (wanted === undefined) expect(database).toBeUndefined();
    else expect(database).toMatchObject(wanted);
  });
});
