// Which version table a stamp writes to: the one that the tool itself would, and never another application's.

import { rm } from "node:fs/promises";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { barePython } from "../support/python.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";
import { model, projects, writeModel } from "./projects.ts";

const folder = useFolder();
const run = (...args: readonly string[]) => driftcheck(args, { cwd: folder().path });
const stamp = (live: string, tool: string, ...more: readonly string[]) =>
  run("stamp", "--live", live, "--declared", "model.yaml", "--tool", tool, "--migrations", tool, ...more);

const goose = (schema: string, ...versions: readonly number[]) =>
  `CREATE TABLE ${schema}.goose_db_version (id serial PRIMARY KEY, version_id bigint NOT NULL, is_applied boolean NOT NULL,
     tstamp timestamp NOT NULL DEFAULT now());
   INSERT INTO ${schema}.goose_db_version (version_id, is_applied) VALUES ${versions.map((each) => `(${each}, true)`).join()};`;

beforeAll(async () => {
  await writeModel(folder());
  for (const [tool, write] of Object.entries(projects)) await write(folder(), tool);
  await folder().write("al/alembic.ini", "[alembic]\nscript_location = %(here)s\n");
  const revision = (id: string, down: string) => `revision = "${id}"\ndown_revision = ${down}\n`;
  await folder().write("al/versions/a.py", revision("aaaa", "None"));
  await folder().write("al/versions/b.py", revision("bbbb", '"aaaa"'));
  await folder().write("driftcheck.yaml", "environments: { public: { scope: { schemas: [public] } } }\n");
});
beforeEach(() => rm(folder().at("driftcheck-attestation.yaml"), { force: true }));

describeWithServer(15, (server) => {
  const database = async (more = "") => {
    const live = await server().createDatabase();
    await query(live, model + more);
    return live;
  };
  const versions = async (live: string, table: string) =>
    (await query(live, `SELECT version_id::int AS id FROM ${table} ORDER BY id`)).map(({ id }) => id);

  it("another schema's is not written to, let alone purged, unless it is named", async () => {
    const live = await database(`CREATE SCHEMA other; ${goose("other", 0, 7)}`);
    const scope = ["--env", "public"];
    for (const more of [[], ["--purge"], ["--dry-run"]])
      expectRefusal(
        await stamp(live, "goose", ...scope, ...more),
        /other\.goose_db_version may belong to another application.*\. Name the table with --version-table/,
      );
    expect(await versions(live, "other.goose_db_version")).toEqual([0, 7]);
    const named = ["--version-table", "public.goose_db_version"];
    expect(await stamp(live, "goose", ...scope, ...named)).toMatchObject({ code: 0, stderr: "" });
    expect(await versions(live, "public.goose_db_version")).toEqual([0, 1, 2]);
    expect(await versions(live, "other.goose_db_version")).toEqual([0, 7]);
  });

  it("is the connection's own schema's, whatever is left in public", async () => {
    const live = await database(`CREATE SCHEMA app; ${goose("app", 0, 1)} ${goose("public", 0, 1, 2)}`);
    const name = new URL(live).pathname.slice(1);
    await query(live, `ALTER DATABASE ${name} SET search_path = app, public`);
    const checked = await run("check", "--live", live, "--declared", "goose:goose", "--env", "public");
    expect(checked.stdout).toMatch(/1 (?:migration|pending)|pending/);
    expect(checked.stdout).not.toContain("no migration is pending");
    expect((await stamp(live, "goose", "--env", "public", "--force")).stdout).toContain(
      "Stamped: goose at 2 in app.goose_db_version",
    );
    expect(await versions(live, "app.goose_db_version")).toEqual([0, 1, 2]);
  });

  it("one of several that are none of the connection's is nobody's guess", async () => {
    const live = await database(`CREATE SCHEMA a; CREATE SCHEMA b; ${goose("a", 0)} ${goose("b", 0)}`);
    expectRefusal(
      await stamp(live, "goose", "--env", "public"),
      /a\.goose_db_version, b\.goose_db_version could each be/,
    );
  });

  it("one of the same name that is another tool's is told as that", async () => {
    const live = await database(
      "CREATE TABLE schema_migrations (version varchar PRIMARY KEY); CREATE TABLE ar_internal_metadata (key varchar PRIMARY KEY);",
    );
    expectRefusal(
      await stamp(live, "dbmate"),
      /public\.schema_migrations exists, but looks like the table of rails\. .*--version-table/,
    );
    const odd = await database("CREATE TABLE schema_migrations (a integer);");
    expectRefusal(await stamp(odd, "dbmate"), /exists, but differs from the table that dbmate creates/);
  });

  describe("Alembic's", () => {
    const env = (given: string) =>
      `from alembic import context\nSCHEMA = "ops"\ndef online():\n    context.configure(\n        connection=c, # x\n        ${given}\n    )\nonline()\n`;
    const alembic = (live: string, ...more: readonly string[]) =>
      stamp(live, "alembic", "--migrations", "alembic:al/alembic.ini", "--python", python, ...more);
    let python = "";
    beforeAll(() => {
      python = barePython(folder().path);
    });
    const tables = async (live: string) =>
      (
        await query(
          live,
          "SELECT attrelid::regclass::text AS name FROM pg_attribute WHERE attname = 'version_num' AND attnum > 0 AND attrelid::regclass::text !~ 'pk'",
        )
      ).map(({ name }) => name);

    it.each([
      ['version_table="my_versions"', "my_versions"],
      ['version_table="my_versions", version_table_schema=SCHEMA', "ops.my_versions"],
      ["version_table_schema='ops'", "ops.alembic_version"],
      ["include_schemas=True", "alembic_version"],
    ])("is where env.py says it: %s", async (given, table) => {
      await folder().write("al/env.py", env(given));
      const live = await database();
      expect(await alembic(live)).toMatchObject({ code: 0, stderr: "" });
      expect(await tables(live)).toEqual([table]);
      expect((await alembic(live)).stdout).toMatch(/^Already stamped/);
    });

    it("is not made beside one that it may be", async () => {
      await folder().write("al/env.py", env("**options"));
      const live = await database("CREATE TABLE my_versions (version_num varchar(32) PRIMARY KEY);");
      expectRefusal(
        await alembic(live, "--force"),
        /public\.my_versions may be alembic's version table.*--version-table/,
      );
      expect(await tables(live)).toEqual(["my_versions"]);
      const ran = await alembic(live, "--force", "--version-table", "public.my_versions");
      expect(ran).toMatchObject({ code: 0, stderr: "" });
    });
  });
});
