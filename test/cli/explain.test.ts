// driftcheck explain on real databases: both sides, what they come down to, the rule that fired or each reason that it did not.

import { beforeAll, describe, expect, it } from "vitest";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";

const folder = useFolder();
const run = (...args: readonly string[]) => driftcheck(args, { cwd: folder().path });
const explain = (id: string, ...more: readonly string[]) =>
  run("explain", id, "--declared", "declared.sql", "--live", "live.sql", ...more);

beforeAll(async () => {
  await folder().write(
    "declared.sql",
    `CREATE TABLE orders (id integer PRIMARY KEY, total numeric(6,2) DEFAULT 1.50, paid boolean DEFAULT false,
       note varchar(20), same text, code text CONSTRAINT uq_code UNIQUE, CONSTRAINT ck CHECK (total > 0));
     CREATE TABLE gone (a integer); CREATE TABLE "My Table" (a integer);`,
  );
  await folder().write(
    "live.sql",
    `CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(6,2) DEFAULT '1.5'::numeric, paid boolean DEFAULT true,
       note text, same text, code text);
     CREATE UNIQUE INDEX idx_16388_uq_code ON orders (code);`,
  );
});

describe("driftcheck explain", () => {
  it("shows both sides of what is noise, their normal forms, the rule and its proof", async () => {
    const { code, stdout } = await explain("column:public.orders.total");
    expect(code).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "column:public.orders.total",
      "",
      "changed default",
      "  declared  1.50",
      "  live      1.5",
      "  read as  declared the number 1.5",
      "           live the number 1.5",
      expect.stringMatching(/^ {2}Ignored as noise by rule default-spelling: /),
      "  Because both are the number 1.5",
      "",
    ]);
  });

  it("tells for drift why each rule considered declined", async () => {
    const { stdout } = await explain("column:public.orders.paid");
    expect(stdout).toContain("\n  Reported as drift. Rules considered:\n");
    expect(stdout).toContain("    null-default: both sides have a default\n");
    expect(stdout).toContain("    default-spelling: the two are different values\n      read as  declared false\n");
    // Of a rule about types nothing is told here.
    expect(stdout).not.toContain("widened-integer");
  });

  it("says what still differs between a unique constraint and a unique index", async () => {
    const { stdout } = await explain("uq_code");
    expect(stdout).toMatch(/unique-index-for-constraint[\s\S]*DEFERRABLE[\s\S]*ON CONFLICT ON CONSTRAINT/);
  });

  it("asks a project's own rules, and says why they are silent", async () => {
    const own = (id: string, more: string) => `{ id: ${id}, reason: decided, match: { kind: column }, ${more} }`;
    const rules = [
      own("elsewhere", "").replace("kind: column", 'id: "column:public.other.*"'),
      own("old", "expires: 2020-01-31"),
      own("otherwise", "expect: { declared: integer, live: text }"),
      own("few", "max: 1"),
    ];
    await folder().write("rules.yaml", `rules: [${rules.join(", ")}]`);
    const { stdout } = await explain("column:public.orders.note", "--rules", "rules.yaml");
    expect(stdout).toContain("    elsewhere: the rule matches only column:public.other.*\n");
    expect(stdout).toContain("    old: the rule expired on 2020-01-31\n");
    expect(stdout).toContain("    otherwise: the two values differ from those that the rule expects\n");
    expect(stdout).toMatch(/ {4}few: the rule matched \d+, max is 1: nothing was ignored/);
    expect((await explain("orders.note", "--no-rules")).stdout).toContain("Reported as drift. No rule is about");
  });

  it("takes a part of an id or a glob that means no other object", async () => {
    const exact = await explain("column:public.orders.paid");
    for (const part of ["orders.paid", "paid", "column:*.*.pa*", "public.orders.paid"])
      expect(await explain(part)).toEqual(exact);
    // As a shell leaves an id that was pasted without quotes.
    expect((await explain("table:public.My Table")).stdout).toContain('table:public."My Table"');
    expectRefusal(await explain("orders"), /orders matches \d+ objects: .*column:public\.orders\.paid.*Name one/);
    expectRefusal(await explain("column:**"), /matches \d+ objects/);
  });

  it("says so where both sides are the same, and where the whole table is what drifted", async () => {
    expect((await explain("column:public.orders.same")).stdout).toContain("Identical on both sides");
    expect((await explain("column:public.gone.a")).stdout).toContain("missing table:public.gone");
  });

  it("refuses an id that is not there with the nearest ones", async () => {
    expectRefusal(await explain("column:public.orders.pain"), /nearest are column:public\.orders\.paid/);
    expectRefusal(await explain("piad"), /column:public\.orders\.paid/);
    expectRefusal(await explain(""), /neither side has an object/);
    expectRefusal(
      await run("explain", "--declared", "declared.sql", "--live", "live.sql"),
      /missing required argument/,
    );
  });

  it("tells what the baseline accepts", async () => {
    await run("baseline", "--declared", "declared.sql", "--live", "live.sql", "--out", "baseline.yaml");
    const { stdout } = await explain("orders.note", "--baseline", "baseline.yaml");
    expect(stdout).toContain("\n  Drift that the baseline accepts. Rules considered:");
  });
});
