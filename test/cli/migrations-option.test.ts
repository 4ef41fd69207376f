// --migrations, and folders with problems: what is named is read or refused, and what is wrong with it is never laundered.

import { join } from "node:path";
import { expect, test } from "vitest";
import { alembic } from "../../src/migrations/alembic/alembic.ts";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { describeWith } from "../support/python.ts";
import { hasTurn } from "../support/sample.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const files = useFolder();
const model = "CREATE TABLE t (id integer);";
const goose = `-- +goose Up\n${model}\n-- +goose Down\nDROP TABLE t;\n`;
const run = (...args: string[]) => driftcheck(args, { cwd: files().path });

test.each([
  ["gm-that-is-not", "the folder does not exist"],
  ["gose:gm", "no migration tool is named gose. Did you mean goose"],
  ["plain", "no known migration tool stores its files like this"],
  ["model.sql", "no known migration tool stores its files like this"],
  ["postgres://me:s3cr3t@127.0.0.1:1/db", "a URL is not a migrations folder"],
  ["prisma:model.sql", "no known migration tool stores its files like this"],
])("--migrations %s is refused, also where an environment says it", async (migrations, why) => {
  await files().write("model.sql", model);
  await files().write("plain/1.sql", model);
  const given = await run("--declared", "model.sql", "--live", "model.sql", "--migrations", migrations);
  expectRefusal(given, `driftcheck: --migrations`, why, "goose, dbmate");
  expect(given.stderr).not.toContain("s3cr3t");
  if (migrations.includes("s3cr3t")) return;
  const environment = `environments: { ci: { declared: model.sql, live: model.sql, migrations: "${migrations}" } }`;
  await files().write("driftcheck.yaml", environment);
  expectRefusal(await run("check", "--env", "ci"), why);
  expectRefusal(await run("explain", "table:public.t", "--env", "ci"), why);
});

test("a snapshot is not made of a folder in which something is wrong", async () => {
  await files().write("skipped/1_t.sql", goose);
  await files().write("skipped/t.sql", model);
  await files().write("doubled/1_t.sql", goose);
  await files().write("doubled/1_u.sql", goose);
  await files().write("good/1_t.sql", goose);
  await files().write("model.sql", model);
  for (const [folder, problem] of [
    ["skipped", "goose does not run skipped/t.sql"],
    ["doubled", "have the same id 1"],
  ] as const) {
    expectRefusal(await run("snapshot", "--from", folder, "--out", "x.yaml"), problem, "Correct the folder");
    expectRefusal(await run("--declared", "model.sql", "--live", folder), problem);
    expectRefusal(await run("--declared", folder, "--live", "model.sql", "--migrations", "good"), problem);
  }
  const told = await run("--declared", "skipped", "--live", "model.sql");
  expect([told.code, told.stdout]).toEqual([1, expect.stringContaining("goose does not run skipped/t.sql")]);
  expectRefusal(await run("--declared", "doubled", "--live", "model.sql"), "have the same id 1", "Rename one");
  expect(await files().list()).not.toContain("x.yaml");
});

test("nor of a graph with two heads, and no graph is read without Python", async () => {
  const revision = (id: string, down: string) => `revision = "${id}"\ndown_revision = ${down}\n`;
  await files().write("alembic/env.py", "");
  await files().write("alembic/script.py.mako", "");
  await files().write("alembic/versions/a.py", revision("a", "None"));
  await files().write("alembic/versions/b.py", revision("b", '"a"'));
  await files().write("alembic/versions/c.py", revision("c", '"a"'));
  expectRefusal(await run("snapshot", "--from", "alembic", "--out", "x.yaml"), "has several heads: b, c");
  const without = await run(
    "--declared",
    "model.sql",
    "--live",
    "model.sql",
    "--migrations",
    "alembic",
    "--python",
    "/no",
  );
  expectRefusal(without, "reading alembic:alembic needs Python", "Name the project's interpreter with --python");
});

describeWith("alembic sqlalchemy", ({ python }) => {
  test.runIf(hasTurn("not seen"))("a live side that Alembic has not seen lacks no table for that", async () => {
    const ini = join(import.meta.dirname, "../fixtures/models/alembic/shop/alembic.ini");
    const { scripts } = await alembic.ddl(ini, await alembic.history(ini, {}), undefined, { python });
    const ddl = scripts.map(({ text }) => text).join("\n");
    await files().write("unstamped.sql", `${ddl}DROP TABLE bookkeeping.alembic_version;`);
    await files().write("stamped.sql", ddl);
    const against = (live: string) => run("--declared", `alembic:${ini}`, "--live", live, "--python", python);
    const unstamped = await against("unstamped.sql");
    expect(unstamped.stderr).toBe("");
    expect(unstamped.stdout).toContain("bookkeeping.alembic_version is a table of alembic that the live side lacks");
    expect([unstamped.code, unstamped.stderr]).toEqual([0, ""]);
    expect((await against("stamped.sql")).code).toBe(0);
  });
});

describeWithServer(15, (server) => {
  test("what is pending although the live schema has it is told", async () => {
    const live = await server().createDatabase("pending");
    await query(
      live,
      `${model} CREATE TABLE goose_db_version (id serial PRIMARY KEY, version_id bigint NOT NULL,
      is_applied boolean NOT NULL, tstamp timestamp DEFAULT now())`,
    );
    await files().write("model.sql", model);
    await files().write("gm/1_t.sql", goose);
    const ran = await run("--declared", "model.sql", "--live", live, "--migrations", "goose:gm");
    expect(ran.stdout).toContain("1 is pending, but the live schema already matches");
    expect(ran.code).toBe(0);
    await query(live, "DROP TABLE t; CREATE TABLE other (id integer)");
    const behind = await run("--declared", "model.sql", "--live", live, "--migrations", "goose:gm");
    expect([behind.code, behind.stdout]).toEqual([1, expect.not.stringContaining("already matches")]);
  });

  test("a declared bookkeeping table that an unstamped database lacks is no drift", async () => {
    const live = await server().createDatabase("unstamped");
    await query(live, model);
    const structure = `${model} CREATE TABLE schema_migrations (version character varying NOT NULL PRIMARY KEY);
      INSERT INTO schema_migrations (version) VALUES ('20240101000000');`;
    await files().write("rails/structure.sql", structure);
    await files().write("rails/migrate/20240101000000_t.rb", "");
    const ran = await run("--declared", "rails:rails/migrate", "--live", live);
    expect(ran.stdout).toMatch(
      /Not compared: table, 1 declared.*public.schema_migrations is a table of rails that the live side lacks/,
    );
    expect([ran.code, ran.stderr]).toEqual([0, ""]);
    await query(
      live,
      "CREATE TABLE schema_migrations (version character varying NOT NULL PRIMARY KEY); INSERT INTO schema_migrations VALUES ('20240101000000')",
    );
    expect((await run("--declared", "rails:rails/migrate", "--live", live)).code).toBe(0);
  });

  test.runIf(hasTurn("Flyway"))(
    "Flyway: a changed repeatable migration is pending, and a changed versioned one fails the check",
    async () => {
      const live = await server().createDatabase("flyway");
      const view = "CREATE OR REPLACE VIEW v AS SELECT id FROM t;";
      const { flywayChecksum } = await import("../../src/migrations/flyway/checksum.ts");
      const [a, b] = [flywayChecksum(model), flywayChecksum(view)];
      await query(
        live,
        `${model} ${view} CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, version varchar(50),
      description varchar(200) NOT NULL, type varchar(20) NOT NULL, script varchar(1000) NOT NULL, checksum int,
      installed_by varchar(100) NOT NULL, installed_on timestamp NOT NULL DEFAULT now(), execution_time int NOT NULL, success boolean NOT NULL);
      INSERT INTO flyway_schema_history VALUES (1, '1', 't', 'SQL', 'V1__t.sql', ${a}, 'x', now(), 0, true),
        (2, NULL, 'v', 'SQL', 'R__v.sql', ${b}, 'x', now(), 0, true)`,
      );
      await files().write("fly/V1__t.sql", model);
      await files().write("fly/R__v.sql", view);
      const check = () => run("--declared", "fly", "--live", live, "--reporter", "json");
      const same = JSON.parse((await check()).stdout);
      expect([same.outcome, same.migrations.pending]).toEqual(["clean", []]);
      await files().write("fly/R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT id, 1 AS one FROM t;");
      const changed = JSON.parse((await check()).stdout);
      expect(changed.drift).toEqual([]);
      expect([changed.outcome, changed.failures]).toEqual(["clean", undefined]);
      expect(changed.migrations.pending.map(({ id }: { id: string }) => id)).toEqual(["R__v.sql"]);
      expect(changed.notCompared).toContainEqual(expect.objectContaining({ id: "view:public.v", side: "declared" }));
      await files().write("fly/V1__t.sql", `${model} -- edited`);
      const edited = JSON.parse((await check()).stdout);
      expect(edited.failures).toEqual([
        "public.flyway_schema_history: The checksum of 1 differs from that of fly/V1__t.sql. The file changed after it ran.",
      ]);
      expect(edited.outcome).toBe("drift");
    },
  );
});
