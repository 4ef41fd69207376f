// driftcheck plan on pairs of schemas, each a folder: what it prints stands beside them. UPDATE with `npx vitest run test/plan -u`,
// and read what changed.

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { driftcheck, expectRefusal } from "../support/cli.ts";
import { hasTurn } from "../support/sample.ts";

const folderOf = (name: string) => join(import.meta.dirname, "pairs", name);

const sides = ["--declared", "declared.sql", "--live", "live.sql"];

const plan = (name: string, ...args: readonly string[]) =>
  driftcheck(["plan", ...sides, ...args], { cwd: folderOf(name) });

test("what can be done beside the work of others is done so, noise is left alone, and a view comes back with its comment", async () => {
  const { code, stdout, stderr } = await plan("safe");
  expect(stderr).toBe("");
  await expect(stdout).toMatchFileSnapshot(join(folderOf("safe"), "plan.sql"));
  expect(code).toBe(1);
  // A timestamptz that means timestamp is noise, whatever else is planned for its column.
  expect(stdout).not.toContain("timestamp without time zone");
  expect(stdout).toMatch(
    /\n-- proven, but the way back is incomplete: (\d+) of \1 statements; 13 drifts gone, 0 new\. No way back for enum:public\.mood labels\n/,
  );
});

test.runIf(hasTurn("was run"))("a plan that was run leaves nothing to plan", async () => {
  const { stdout } = await plan("safe");
  const folder = mkdtempSync(join(tmpdir(), "driftcheck-plan-"));
  const { readFileSync } = await import("node:fs");
  const live = readFileSync(join(folderOf("safe"), "live.sql"), "utf8");
  writeFileSync(join(folder, "declared.sql"), readFileSync(join(folderOf("safe"), "declared.sql")));
  writeFileSync(join(folder, "live.sql"), `${live}\n${stdout}`);
  const again = await driftcheck(["plan", ...sides], { cwd: folder });
  expect(again).toEqual({ code: 0, stdout: "-- nothing to plan: no drift is reported\n", stderr: "" });
});

test("what loses data is a comment with the query that counts the rows, until it is allowed", async () => {
  const { code, stdout } = await plan("losing");
  await expect(stdout).toMatchFileSnapshot(join(folderOf("losing"), "plan.sql"));
  expect(code).toBe(1);
  const running = stdout.split("\n").filter((line) => !line.startsWith("--") && line !== "");
  expect(running).toEqual([]);
  const allowed = await plan("losing", "--allow", "data-loss");
  expect(allowed.stdout).toContain("\nDROP TABLE public.old_users;\n");
  expect(allowed.stdout).toContain("7 drifts gone, 0 new");
});

// A comment on an aggregate of no argument; a start that moves with its bound; keys that go with a column; a sequence that goes over
// to another table; a partition that has to have its table's check.
test("what follows from a statement is planned, too", async () => {
  const { code, stdout } = await plan("following", "--allow", "data-loss");
  await expect(stdout).toMatchFileSnapshot(join(folderOf("following"), "plan.sql"));
  expect(code).toBe(1);
});

test("a body in quotes comes after what it names, or is not looked into, as a dump leaves the checks off and psql has them on", async () => {
  const folder = mkdtempSync(join(tmpdir(), "driftcheck-plan-"));
  const live = "SET check_function_bodies = off; CREATE TABLE base (id int);";
  const body = (name: string, of: string) =>
    `CREATE FUNCTION ${name}() RETURNS SETOF int LANGUAGE sql AS $$ SELECT id FROM ${of} $$;`;
  const declared = `${live} CREATE VIEW later AS SELECT id FROM base; ${body("known", "public.later")} ${body("unknown", "later")}`;
  writeFileSync(join(folder, "declared.sql"), declared);
  writeFileSync(join(folder, "live.sql"), live);
  const { code, stdout } = await driftcheck(["plan", ...sides], { cwd: folder });
  expect(code).toBe(1);
  const running = stdout.split("\n").filter((line) => /^(?:CREATE|SET check|RESET)/.test(line));
  expect(running).toEqual([
    "CREATE VIEW public.later AS",
    "CREATE FUNCTION public.known()",
    "SET check_function_bodies = off;",
    "CREATE FUNCTION public.unknown()",
    "RESET check_function_bodies;",
  ]);
});

test("a check of a domain comes to it and goes", async () => {
  const folder = mkdtempSync(join(tmpdir(), "driftcheck-plan-"));
  writeFileSync(
    join(folder, "live.sql"),
    "CREATE DOMAIN pos AS int CONSTRAINT old CHECK (VALUE > 1); CREATE DOMAIN neg AS int CONSTRAINT low CHECK (VALUE < 0);",
  );
  writeFileSync(
    join(folder, "declared.sql"),
    "CREATE DOMAIN pos AS int CONSTRAINT new CHECK (VALUE > 0); CREATE DOMAIN neg AS int CONSTRAINT low CHECK (VALUE < 1);",
  );
  const { code, stdout } = await driftcheck(["plan", ...sides], { cwd: folder });
  expect(stdout).toContain("ALTER DOMAIN public.pos ADD CONSTRAINT new CHECK ((VALUE > 0));");
  expect(stdout).toContain("ALTER DOMAIN public.neg ADD CONSTRAINT low CHECK ((VALUE < 1));");
  expect(code).toBe(1);
});

test("statements are in the live names, of schemas, types and indexes", async () => {
  const { code, stdout } = await plan("mapped", "--map-schema", "shop=public");
  await expect(stdout).toMatchFileSnapshot(join(folderOf("mapped"), "plan.sql"));
  expect(code).toBe(1);
  expect(stdout).toContain("ADD COLUMN refund_method shop.orders_method");
});

test("--only plans one object's drift, and --reverse is the way back", async () => {
  const { code, stdout } = await plan("safe", "--only", "public.users.name");
  expect(code).toBe(1);
  expect(stdout).toContain("1 drift gone, 0 new");
  const back = await plan("safe", "--only", "public.users.name", "--reverse");
  expect(back.stdout).toContain("ALTER TABLE public.users ALTER COLUMN name DROP NOT NULL;");
  const same = await plan("safe", "--only", "public.users.id");
  expect([same.code, same.stdout]).toEqual([
    0,
    "-- nothing to plan: no drift is reported of public.users.id (--only)\n",
  ]);
  const nobody = await plan("safe", "--only", "public.users.id", "--only", "public.nobody");
  expectRefusal(nobody, "--only public.nobody matches no object of either side. Correct its name.");
});

test.runIf(hasTurn("refused"))(
  "what can't be written is refused with a skeleton, and a rename is suggested and planned only when asked for",
  async () => {
    const { code, stdout } = await plan("refused");
    await expect(stdout).toMatchFileSnapshot(join(folderOf("refused"), "plan.sql"));
    expect(code).toBe(2);
    expect(stdout).toContain("pass --rename public.tickets.mail=email");
    const renamed = await plan("refused", "--rename", "public.tickets.mail=email", "--only", "public.tickets.*");
    expect(renamed.stdout).toContain("\nALTER TABLE public.tickets RENAME COLUMN mail TO email;\n");
    expect(renamed.stdout).toContain("proven: 1 of 1 statement");
    expect(renamed.code).toBe(1);
    const wrong = await plan("refused", "--rename", "public.tickets.nobody=email");
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      "driftcheck: --rename public.tickets.nobody: the live schema has no such object. Name it as in public.users.mail=email.\n",
    ]);
  },
);
