// `driftcheck ddl` on the command line: a snapshot becomes SQL that has no drift from it; what can't be written is said, and is 2.

import { expect, it } from "vitest";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";

const folder = useFolder();
const run = (...args: string[]) => driftcheck(args, { cwd: folder().path });

const schema = `
CREATE TABLE "order" (id integer PRIMARY KEY, note text DEFAULT 'none');
CREATE VIEW open_orders AS SELECT id FROM "order" WHERE note <> 'done';
`;

it("writes a snapshot as SQL that makes it again, to stdout or to a new file", async () => {
  await folder().write("schema.sql", schema);
  await run("snapshot", "--from", "schema.sql", "--out", "schema.yaml");
  const printed = await run("ddl", "schema.yaml");
  expect({ code: printed.code, stderr: printed.stderr }).toEqual({ code: 0, stderr: "" });
  expect(printed.stdout).toMatch(/^-- A schema as driftcheck wrote it/);
  expect(printed.stdout).toContain('CREATE TABLE public."order" (');
  expect(await run("ddl", "schema.yaml", "--out", "again.sql")).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await folder().read("again.sql")).toBe(printed.stdout);
  const compared = await run("--declared", "schema.yaml", "--live", "again.sql", "--no-rules", "--privileges");
  expect({ code: compared.code, stderr: compared.stderr }).toEqual({ code: 0, stderr: "" });
  expectRefusal(await run("ddl", "schema.yaml", "--out", "again.sql"), "again.sql", "overwrites no file");
});

const secrets = `
CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER there FOREIGN DATA WRAPPER files OPTIONS (host 'here');
CREATE USER MAPPING FOR PUBLIC SERVER there OPTIONS ("user" 'me', password 's3cret');
CREATE FOREIGN TABLE far (id integer) SERVER there;
`;

it("answers 2 where something is not written, says what, and tells no secret", async () => {
  await folder().write("secrets.sql", secrets);
  const ran = await run("ddl", "secrets.sql");
  expect(ran.code).toBe(2);
  expect(ran.stdout).toContain("CREATE USER MAPPING FOR PUBLIC SERVER there OPTIONS (\"user\" 'me');");
  const reason = "user mapping:there.public: Written without its option password, as secrets are never read.";
  expect(ran.stdout).toContain(`--   ${reason}\n`);
  expect(ran.stderr).toContain(`Not written: ${reason}\n`);
  expect(ran.stdout + ran.stderr).not.toContain("s3cret");
  expect((await run("ddl", "secrets.sql", "--allow-incomplete")).code).toBe(0);
});

it("writes owners and grants only where they are asked for", async () => {
  await folder().write("grants.sql", "CREATE TABLE t (id integer); GRANT SELECT ON t TO PUBLIC;");
  expect((await run("ddl", "grants.sql")).stdout).not.toContain("GRANT");
  const ran = await run("ddl", "grants.sql", "--privileges");
  expect(ran.stdout).toContain("GRANT SELECT ON TABLE public.t TO PUBLIC;");
  expect(ran.stdout).toContain("OWNER TO");
});
