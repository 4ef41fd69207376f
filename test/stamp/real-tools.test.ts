// What the real tool says of a database that driftcheck has stamped: nothing to run. Each is skipped, loudly, where it is not there:
// Alembic and Django are asked of $DRIFTCHECK_PYTHON (or /usr/bin/python3), the npm ones of $DRIFTCHECK_TOOLS (or /tmp/i5-tools).

import { execFile, execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { migrationTools } from "../../src/migrations/registry.ts";
import { driftcheck, useFolder } from "../support/cli.ts";
import { hasTurn } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";
import { model, projects, writeModel } from "./projects.ts";

const run = promisify(execFile);
const python = process.env.DRIFTCHECK_PYTHON ?? "/usr/bin/python3";
const tools = process.env.DRIFTCHECK_TOOLS ?? "/tmp/i5-tools";
const folder = useFolder();

function has(what: string, isThere: () => unknown): boolean {
  try {
    if (isThere() !== false) return true;
  } catch {
    // Then it is not there.
  }
  process.stderr.write(`\n!! SKIPPED: no ${what} to ask what it makes of a stamp\n\n`);
  return false;
}

const imports =
  (...names: string[]) =>
  () =>
    execFileSync(python, ["-c", `import ${names.join(", ")}`], { stdio: "ignore" });
const knows = (tool: string) => migrationTools.some(({ name }) => name === tool);
const hasAlembic = has("Alembic", imports("alembic", "psycopg2")) && knows("alembic");
const hasDjango = has("Django", imports("django", "psycopg2")) && knows("django");
const hasDbmate = has("dbmate", () => existsSync(join(tools, "node_modules/.bin/dbmate")));
const hasPrisma = has("Prisma", () =>
  // The package alone is not enough: it would fetch its engine when it is first run.
  readdirSync(join(tools, "node_modules/@prisma/engines")).some((name) => name.startsWith("schema-engine")),
);
const hasDrizzle = has("Drizzle", () => existsSync(join(tools, "node_modules/drizzle-orm/node-postgres")));

const stamp = (live: string, ...more: readonly string[]) =>
  driftcheck(["stamp", "--live", live, "--declared", "model.yaml", ...more], { cwd: folder().path });

beforeEach(() => rm(folder().at("driftcheck-attestation.yaml"), { force: true }));
beforeAll(async () => {
  await writeModel(folder());
  for (const [tool, write] of Object.entries(projects)) await write(folder(), tool);
});

describeWithServer(15, (server) => {
  const database = async () => {
    const live = await server().createDatabase();
    await query(live, model);
    return live;
  };
  const columns = `SELECT c.table_schema || '.' || c.table_name || '.' || column_name AS name, data_type AS type, is_nullable AS "null",
      column_default AS "default", character_maximum_length AS length, is_identity AS identity
    FROM information_schema.columns c WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_name <> 'users' ORDER BY 1`;
  const constraints = `SELECT conname, contype, pg_get_constraintdef(oid) AS text FROM pg_constraint
    WHERE conrelid::regclass::text <> 'users' AND connamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;
  const shape = async (live: string) => [await query(live, columns), await query(live, constraints)];

  describe.runIf(hasAlembic)("Alembic", () => {
    beforeAll(async () => {
      const revision = (id: string, down: string | null, body: string) =>
        `revision = "${id}"\ndown_revision = ${down === null ? "None" : JSON.stringify(down)}\nbranch_labels = None\ndepends_on = None\nfrom alembic import op\ndef upgrade():\n    op.execute("""${body}""")\ndef downgrade():\n    pass\n`;
      const [first = "", second = ""] = model.split(/(?<=;\n)/);
      await folder().write("al/alembic.ini", "[alembic]\nscript_location = %(here)s/m\nsqlalchemy.url = x\n");
      await folder().write(
        "al/m/env.py",
        `import os\nfrom alembic import context\nfrom sqlalchemy import create_engine\nif context.is_offline_mode():\n    context.configure(dialect_name="postgresql")\n    with context.begin_transaction():\n        context.run_migrations()\nelse:\n    with create_engine(os.environ["URL"]).connect() as connection:\n        context.configure(connection=connection)\n        with context.begin_transaction():\n            context.run_migrations()\n`,
      );
      await folder().write("al/m/script.py.mako", "");
      await folder().write("al/m/versions/a.py", revision("aaaa1111", null, first.trim()));
      await folder().write("al/m/versions/b.py", revision("bbbb2222", "aaaa1111", second.trim()));
    });
    const alembic = async (live: string, ...args: readonly string[]) => {
      const all = ["-m", "alembic", "-c", folder().at("al/alembic.ini"), ...args];
      return (await run(python, all, { env: { ...process.env, URL: live.replace(/^postgres:/, "postgresql:") } }))
        .stdout;
    };

    it("is at its head", async () => {
      const live = await database();
      const ran = await stamp(live, "--tool", "alembic", "--migrations", "alembic:al/alembic.ini");
      expect(ran).toMatchObject({ code: 0, stderr: "" });
      expect(await alembic(live, "current")).toBe("bbbb2222 (head)\n");
      const own = await server().createDatabase();
      await alembic(own, "upgrade", "head");
      expect(await shape(live)).toEqual(await shape(own));
      expect(await query(live, "SELECT * FROM alembic_version")).toEqual(
        await query(own, "SELECT * FROM alembic_version"),
      );
    });

    it.runIf(hasTurn("ancestor"))("goes on from an ancestor, also to several heads", async () => {
      const live = await database();
      await alembic(live, "stamp", "aaaa1111");
      const declared = ["--tool", "alembic", "--migrations", "alembic:al/alembic.ini"];
      expect((await stamp(live, ...declared)).code).toBe(0);
      expect(await alembic(live, "current")).toBe("bbbb2222 (head)\n");
      const text = await folder().read("al/m/versions/b.py");
      await folder().write("al/m/versions/c.py", text.replace("bbbb2222", "cccc3333"));
      const several = await stamp(live, ...declared);
      expect(several.stderr).toMatch(/has 2 heads: .*bbbb2222.*--revision heads/);
      expect((await stamp(live, ...declared, "--revision", "heads", "--force")).code).toBe(0);
      expect((await alembic(live, "current")).trim().split("\n").sort()).toEqual([
        "bbbb2222 (head)",
        "cccc3333 (head)",
      ]);
    });
  });

  describe.runIf(hasDjango)("Django", () => {
    beforeAll(async () => {
      await folder().write(
        "dj/site_settings.py",
        `import os\nfrom urllib.parse import urlparse\nu = urlparse(os.environ.get("URL", "postgres://x@127.0.0.1:1/x"))\nSECRET_KEY = "x"\nINSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth"]\nDATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": u.path[1:], "USER": u.username, "HOST": u.hostname, "PORT": u.port}}\nDEFAULT_AUTO_FIELD = "django.db.models.AutoField"\n`,
      );
      await folder().write(
        "dj/manage.py",
        `import os, sys\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_settings")\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line(sys.argv)\n`,
      );
    });
    const manage = async (live: string, ...args: readonly string[]) =>
      (await run(python, ["manage.py", ...args], { cwd: folder().at("dj"), env: { ...process.env, URL: live } }))
        .stdout;

    it.runIf(hasTurn("nothing to migrate"))("has nothing to migrate", async () => {
      const own = await server().createDatabase();
      await manage(own, "migrate");
      const live = await server().createDatabase();
      await manage(live, "migrate");
      await query(live, "DROP TABLE django_migrations");
      const declared = ["--tool", "django", "--migrations", "django:dj/manage.py", "--python", python];
      const ran = await driftcheck(["stamp", "--live", live, "--declared", own, ...declared], { cwd: folder().path });
      expect(ran).toMatchObject({ code: 0, stderr: "" });
      expect(await manage(live, "showmigrations")).not.toContain("[ ]");
      await manage(live, "migrate", "--check");
      const names = "SELECT app, name FROM django_migrations ORDER BY 1, 2";
      expect(await query(live, names)).toEqual(await query(own, names));
      expect(await shape(live)).toEqual(await shape(own));
    });
  });

  it.runIf(hasDjango && hasTurn("squashed migrations"))(
    "Django has nothing to migrate where migrations were squashed, also where only a part has run",
    async () => {
      const fields = (name: string) =>
        `("id", models.AutoField(primary_key=True, serialize=False)), ("${name}", models.IntegerField())`;
      const head =
        "from django.db import migrations, models\nclass Migration(migrations.Migration):\n    initial = True\n";
      const make = (name: string) => `migrations.CreateModel(name="${name}", fields=[${fields("a")}])`;
      const text = (more: string, ...made: readonly string[]) =>
        `${head}    ${more}\n    operations = [${made.join(", ")}]\n`;
      await folder().write(
        "sq/site_settings.py",
        (await folder().read("dj/site_settings.py")).replace(/\[".*"\]/, '["sq"]'),
      );
      await folder().write("sq/manage.py", await folder().read("dj/manage.py"));
      for (const name of ["sq/sq/__init__.py", "sq/sq/migrations/__init__.py"]) await folder().write(name, "");
      const file = (name: string) => `sq/sq/migrations/${name}.py`;
      await folder().write(file("0001_one"), text("dependencies = []", make("One")));
      await folder().write(file("0002_two"), text('dependencies = [("sq", "0001_one")]', make("Two")));
      const manage = async (live: string, ...args: readonly string[]) =>
        (await run(python, ["manage.py", ...args], { cwd: folder().at("sq"), env: { ...process.env, URL: live } }))
          .stdout;
      const own = await server().createDatabase();
      await manage(own, "migrate");
      const half = await server().createDatabase();
      await manage(half, "migrate", "sq", "0001");
      await query(half, "CREATE TABLE sq_two (id serial PRIMARY KEY, a integer NOT NULL)");
      const none = await server().createDatabase();
      await manage(none, "migrate");
      await query(none, "DROP TABLE django_migrations");
      const squashed = text('replaces = [("sq", "0001_one"), ("sq", "0002_two")]', make("One"), make("Two"));
      await folder().write(file("0001_squashed_0002_two"), squashed);
      for (const live of [half, none]) {
        const declared = ["--tool", "django", "--migrations", "django:sq/manage.py", "--python", python, "--force"];
        const args = ["stamp", "--live", live, "--declared", own, ...declared, "--attestation", `${live.at(-1)}.yaml`];
        expect(await driftcheck(args, { cwd: folder().path })).toMatchObject({ code: 0, stderr: "" });
        expect(await manage(live, "showmigrations", "sq")).not.toContain("[ ]");
        await manage(live, "migrate", "--check");
        const verify = ["stamp", "--verify", `${live.at(-1)}.yaml`, "--live", live, "--python", python];
        expect((await driftcheck(verify, { cwd: folder().path })).stdout).toContain("revision  same");
      }
    },
  );

  it.runIf(hasDbmate)("dbmate has nothing to run", async () => {
    const live = await database();
    expect((await stamp(live, "--tool", "dbmate", "--migrations", "dbmate")).code).toBe(0);
    const dbmate = async (url: string, command: string) => {
      const args = [
        "--url",
        `${url}?sslmode=disable`,
        "--migrations-dir",
        folder().at("dbmate"),
        "--no-dump-schema",
        command,
      ];
      return (await run(join(tools, "node_modules/.bin/dbmate"), args)).stdout;
    };
    expect(await dbmate(live, "status")).toMatch(/\[X\][\s\S]*\[X\][\s\S]*Applied: 2\nPending: 0/);
    const own = await server().createDatabase();
    await dbmate(own, "up");
    expect(await shape(live)).toEqual(await shape(own));
  });

  it.runIf(hasDrizzle)("Drizzle has nothing to run", async () => {
    const live = await database();
    expect((await stamp(live, "--tool", "drizzle", "--migrations", "drizzle")).code).toBe(0);
    const migrate = async (url: string) => {
      const at = (name: string) => join(tools, "node_modules/drizzle-orm", name);
      const pg = new URL("../../node_modules/pg/lib/index.js", import.meta.url).pathname;
      const code = `const pg = require(${JSON.stringify(pg)});
        const { drizzle } = require(${JSON.stringify(at("node-postgres/index.cjs"))});
        const { migrate } = require(${JSON.stringify(at("node-postgres/migrator.cjs"))});
        (async () => { const pool = new pg.Pool({ connectionString: ${JSON.stringify(url)} });
          await migrate(drizzle(pool), { migrationsFolder: ${JSON.stringify(folder().at("drizzle"))} }); await pool.end(); })();`;
      await run(process.execPath, ["-e", code], {
        env: { ...process.env, NODE_PATH: new URL("../../node_modules", import.meta.url).pathname },
      });
    };
    await migrate(live);
    const own = await server().createDatabase();
    await migrate(own);
    expect(await shape(live)).toEqual(await shape(own));
    const rows = "SELECT * FROM drizzle.__drizzle_migrations ORDER BY id";
    expect(await query(live, rows)).toEqual(await query(own, rows));
  });

  it.runIf(hasPrisma)("Prisma has nothing to run", async () => {
    const live = await database();
    await folder().write("pr/schema.prisma", 'datasource db {\n  provider = "postgresql"\n}\n');
    expect((await stamp(live, "--tool", "prisma", "--migrations", "prisma")).code).toBe(0);
    await folder().write(
      "pr/prisma.config.mjs",
      `export default { schema: "schema.prisma", migrations: { path: "../prisma" }, datasource: { url: process.env.URL } };\n`,
    );
    const prisma = async (url: string, ...args: readonly string[]) =>
      (
        await run(join(tools, "node_modules/.bin/prisma"), ["migrate", ...args, "--config", "prisma.config.mjs"], {
          cwd: folder().at("pr"),
          env: { ...process.env, URL: url },
        })
      ).stdout;
    expect(await prisma(live, "status")).toContain("Database schema is up to date!");
    const own = await server().createDatabase();
    await prisma(own, "deploy");
    expect(await shape(live)).toEqual(await shape(own));
  });
});
