// Each format's files are read back by driftcheck's own locator of that tool: they hold the plan's statements and no others.
// (Rails' are Ruby, which no locator reads: the tool itself runs them in real-tools.test.ts.)

import { beforeAll, describe, expect, test } from "vitest";
import { fingerprintIn } from "../../../src/plan/formats/comments.ts";
import type { PlanFormat } from "../../../src/plan/formats/format.ts";
import { planFormats } from "../../../src/plan/formats/registry.ts";
import { noted } from "../../../src/plan/formats/state.ts";
import { writeDraft } from "../../../src/plan/formats/write.ts";
import type { Plan } from "../../../src/plan/plan.ts";
import { splitScript } from "../../../src/scripts/psql-script.ts";
import { loadParser, parseStatements } from "../../../src/sql/parse.ts";
import { toolNamed } from "../../sources/migrations/fixtures.ts";
import { useFolder } from "../../support/cli.ts";
import { pythonsWith } from "../../support/python.ts";
import { example, planOf, withLabel } from "./example.ts";
import { makeProject } from "./projects.ts";

const files = useFolder();
const python = pythonsWith("alembic", "django", "sqlalchemy")[0]?.python;
const withPython = python === undefined ? {} : { python };

const place = { name: "to_declared", now: new Date("2026-11-29T17:15:00Z"), lockTimeout: "3s", ...withPython };

beforeAll(loadParser);

function formatNamed(name: string): PlanFormat {
  const format = planFormats.find((each) => each.name === name);
  if (format === undefined) throw new Error(`no format ${name}`);
  return format;
}

async function write(name: string, path: string, plan: Plan): Promise<string[]> {
  const format = formatNamed(name);
  return writeDraft(await format.draft(noted(plan, format, `${name}:${path}`), { ...place, path }));
}

/** What a statement means, without where its parts stand. */
const meaning = (sql: string) =>
  JSON.stringify(parseStatements(sql.replaceAll(" CONCURRENTLY", "")), (key, value) =>
    /location$/.test(key) ? 0 : value,
  );

const bookkeeping = /^(?:BEGIN|COMMIT|SET LOCAL lock_timeout|RESET|CREATE TABLE alembic_version)\b/;

const run = (plan: Plan) => plan.statements.filter(({ commented }) => !commented).map(({ sql }) => meaning(sql));

const sqlTools = planFormats.map(({ name }) => name).filter((name) => name !== "sql" && name !== "rails");

describe.each(sqlTools)("%s", (name) => {
  const isLacking = ["alembic", "django"].includes(name) && python === undefined;

  test.skipIf(isLacking)("holds the plan's statements behind what was there", async () => {
    const path = await makeProject(files(), name);
    const tool = toolNamed(name);
    const there = new Set((await tool.history(path, withPython)).revisions.map(({ id }) => id));
    const written = await write(name, path, example);
    expect(fingerprintIn(await files().read(written[0]?.slice(files().path.length + 1) ?? ""))).toBe(
      example.live.fingerprint,
    );
    const texts = await Promise.all(written.map((file) => files().read(file.slice(files().path.length + 1))));
    expect(texts.join("\n")).toMatch(/^\s*(?:--|#) unproven: PGlite lacks "x: /m);
    // What a tool keeps besides the database, and that a new one would run this after the migrations that it is held against.
    const { state } = formatNamed(name);
    expect(texts[0]).toContain(`${state ?? "The declared schema is made by the migrations of this folder."}`);
    const history = await tool.history(path, withPython);
    expect(history.problems).toEqual([]);
    const added = history.revisions.filter(({ id }) => !there.has(id)).map(({ id }) => id);
    expect(history.revisions.slice(-added.length).map(({ id }) => id)).toEqual(added);
    const { scripts } = await tool.ddl(path, history, added, withPython);
    const statements = scripts.flatMap(({ name: file, text, sent }) =>
      splitScript(text, file, { dialect: sent && "server" }),
    );
    const sent = statements.map(({ sql }) => sql).filter((sql) => !bookkeeping.test(sql));
    expect(sent.map(meaning)).toEqual(run(example));
  });
});

test("sql: a transaction ends before what forbids one", async () => {
  await write("sql", files().at("plan.sql"), planOf(withLabel));
  expect(await files().read("plan.sql")).toMatchInlineSnapshot(`
    "-- driftcheck plan
    -- live fingerprint: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    -- unproven: 1 drift not planned. Of the rest, proven: 2 of 2 statements; 2 drifts gone, 0 new
    -- declared: declared.sql
    -- live: postgres://localhost/app (written for PostgreSQL 15.20)
    -- not planned: column:public.users."a\\nmigrate:down": "x: \${p}\\n-- migrate:down\\n-- +goose Down\\n--> statement-breakpoint" is hostile
    --   ALTER TABLE public.users
    --     ADD COLUMN "x: \${p}
    --   -- migrate:down
    --   -- +goose Down
    --   --> statement-breakpoint" text
    --   migrate:down
    --   +goose Down
    -- run it with: psql -X -v ON_ERROR_STOP=1 -f FILE "$DATABASE_URL"

    SET lock_timeout = 0;

    -- type:public.state labels
    ALTER TYPE public.state ADD VALUE 'done';

    SET lock_timeout = '3s';

    -- column:public.orders.state default
    -- lock: ACCESS EXCLUSIVE on public.orders
    ALTER TABLE public.orders ALTER COLUMN state SET DEFAULT 'done'::public.state;
    "
  `);
});

test("what can't be: a label that is used in the transaction that adds it", async () => {
  const path = await makeProject(files(), "drizzle-label", "drizzle");
  await expect(write("drizzle", path, planOf(withLabel))).rejects.toThrow(
    /Drizzle runs all pending migrations in one transaction/,
  );
});

test("nothing is overwritten, and nothing is left of what could not be written", async () => {
  const file = await files().write("there.sql", "-- mine\n");
  await expect(write("sql", file, example)).rejects.toThrow(/cannot write .*there\.sql: it exists/);
  expect(await files().read("there.sql")).toBe("-- mine\n");
});
