// The legacy team's whole loop, on an application of our own: MariaDB by its own migrations, the real pgloader, a dump, and from
// there bootstrap, stamp and check. Alembic itself must then agree. Skipped, aloud, where one of these tools is missing.

import { execFile } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Report } from "../../src/reporters/reporter.ts";
import { driftcheck, useFolder } from "../support/cli.ts";
import { type MariaDb, missingPrograms, startMariaDb } from "../support/mariadb.ts";
import { describeWith } from "../support/python.ts";
import { pgDump } from "../support/servers/pg-dump.ts";
import { describeWithOwnServer } from "../support/servers.ts";

const run = promisify(execFile);
const missing = await missingPrograms("mariadbd", "mariadb-install-db", "mariadb", "pgloader");
const declared = "sqlalchemy:app:create_app()";
const migrations = "alembic:migrations";
const head = "1fbbd0bfb674";
const shown = `--declared '${declared}' --migrations ${migrations}`;

describeWith("alembic flask flask_sqlalchemy flask_migrate pymysql psycopg2", ({ python }) => {
  describeWithOwnServer(15, (server) => {
    const folder = useFolder();
    let mariadb: MariaDb | undefined;
    let url = "";

    const inFolder = (...args: string[]) =>
      driftcheck([...args, "--python", python], { cwd: folder().path, env: { PYTHONDONTWRITEBYTECODE: "1" } });
    /** What README shows: each command with what it printed, stderr first. */
    const transcript: string[] = [];
    const show = (command: string, printed = "") =>
      transcript.push(`$ ${command}\n${printed.replaceAll(url, "$DATABASE_URL")}`);
    const report = async () => {
      const ran = await inFolder(
        "check",
        "--declared",
        declared,
        "--migrations",
        migrations,
        "--live",
        url,
        "--reporter",
        "json",
      );
      return JSON.parse(ran.stdout) as Report;
    };
    const alembic = async () => {
      const env = { ...process.env, DATABASE_URL: url.replace("postgres://", "postgresql+psycopg2://") };
      const script = join(import.meta.dirname, "operations.py");
      const { stdout } = await run(python, ["-B", script], { cwd: folder().path, env });
      return JSON.parse(stdout) as { current: string[]; heads: string[]; operations: [string, string, string][] };
    };

    beforeAll(async () => {
      if (missing.length > 0) return;
      await cp(join(import.meta.dirname, "../fixtures/flask"), folder().path, { recursive: true });
      mariadb = await startMariaDb("library");
      const env = { ...process.env, DATABASE_URL: mariadb.url.replace("mysql://", "mysql+pymysql://") };
      await run(python, ["-B", "-m", "flask", "--app", "app:create_app", "db", "upgrade"], { cwd: folder().path, env });
      const moved = await server().createDatabase("moved");
      const load = `LOAD DATABASE FROM ${mariadb.url} INTO ${moved} ALTER SCHEMA 'library' RENAME TO 'public';`;
      await writeFile(join(folder().path, "library.load"), load);
      await run("pgloader", ["--root-dir", join(folder().path, "pgloader"), "library.load"], { cwd: folder().path });
      const dump = await pgDump(moved, ["--schema-only", "--no-owner", "--no-privileges"]);
      if (dump !== undefined) await writeFile(join(folder().path, "schema.sql"), dump);
      url = await server().createDatabase("rebuilt");
    }, 180_000);

    afterAll(() => mariadb?.stop());

    it("rebuilds from the dump, stamps, and finds nothing", { timeout: 120_000 }, async (context) => {
      context.skip(missing.length > 0, `NOT TESTED: no ${missing.join(", ")} here`);
      const model = ["--declared", declared, "--migrations", migrations];
      const ran = await inFolder("bootstrap", "--dump", "schema.sql", "--into", url, ...model);
      expect({ code: ran.code, out: ran.stdout }).toEqual({
        code: 0,
        out: `Stamped: alembic at ${head} in public.alembic_version; attested in driftcheck-attestation.yaml.\n`,
      });
      show("pgloader library.load");
      show('pg_dump --schema-only --no-owner --no-privileges "$MOVED" > schema.sql');
      show(`driftcheck bootstrap --dump schema.sql --into "$DATABASE_URL" ${shown}`, `${ran.stderr}${ran.stdout}`);
      const { drift, ignored, migrations: migrated } = await report();
      expect(drift).toEqual([]);
      expect(ignored.length).toBeGreaterThan(25);
      expect(migrated).toMatchObject({ recorded: [head], pending: [] });
      const verified = await inFolder(
        "stamp",
        "--verify",
        "driftcheck-attestation.yaml",
        "--declared",
        declared,
        "--live",
        url,
      );
      expect(verified.code).toBe(0);
      expect(verified.stdout).toMatch(/schema {4}same/);
    });

    it("agrees with Alembic on the revision, and on what is there", { timeout: 60_000 }, async (context) => {
      context.skip(missing.length > 0, `NOT TESTED: no ${missing.join(", ")} here`);
      const { current, heads, operations } = await alembic();
      expect({ current, heads }).toEqual({ current: [head], heads: [head] });
      // All that Alembic lists is what driftcheck proved to be noise.
      show("flask db current", `${current[0]} (head)\n`);
      const { ignored } = await report();
      const noise = new Set(
        ignored.flatMap(({ id, liveId }) => [id, liveId ?? id]).map((id) => id.replace(/^\w+:public\./, "")),
      );
      const unknown = operations.filter(([, table, name]) => !noise.has(`${table}.${name}`));
      expect({ count: operations.length > 20, unknown }).toEqual({ count: true, unknown: [] });
    });

    it("tells one change of the model, and no more, as Alembic lists one operation more", {
      timeout: 60_000,
    }, async (context) => {
      context.skip(missing.length > 0, `NOT TESTED: no ${missing.join(", ")} here`);
      const before = (await alembic()).operations;
      const edit = "s/^    notes = .*/&\\n    phone = db.Column(db.String(40))/";
      await run("sed", ["-i", edit, "models.py"], { cwd: folder().path });
      const { drift, migrations: migrated } = await report();
      expect(drift).toMatchObject([
        { type: "missing", id: "column:public.members.phone", declared: { type: "character varying(40)" } },
      ]);
      expect(migrated?.pending).toEqual([]);
      const after = (await alembic()).operations.map((each) => JSON.stringify(each));
      const known = new Set(before.map((each) => JSON.stringify(each)));
      expect(after.filter((each) => !known.has(each))).toEqual([JSON.stringify(["add_column", "members", "phone"])]);
      show(`sed -i '${edit}' models.py`);
      const model = ["--declared", declared, "--migrations", migrations];
      const ran = await inFolder("check", ...model, "--live", url);
      expect(ran.code).toBe(1);
      show(`driftcheck check ${shown}`, ran.stdout);
    });

    it("is what README shows", async (context) => {
      context.skip(missing.length > 0, `NOT TESTED: no ${missing.join(", ")} here`);
      const file = join(import.meta.dirname, "transcript.txt");
      if (process.env.UPDATE_DOCS) await writeFile(file, transcript.join(""));
      // Of any version.
      const bare = (text: string) => text.replaceAll(/\d+\.\d+(?:\.\d+)?(?=[ ,)])/g, "…");
      expect(bare(transcript.join(""))).toBe(bare(await readFile(file, "utf8")));
    });
  });
});
