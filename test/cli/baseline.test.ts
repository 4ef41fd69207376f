// The ratchet: what a baseline accepts, what it lets through to the exit code, and which baselines are refused.

import { beforeAll, describe, expect, it } from "vitest";
import type { Drift } from "../../src/catalog/drift.ts";
import { accepted, loadBaseline } from "../../src/judge/baseline.ts";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { reportOf } from "../support/report.ts";
import { sample } from "../support/sample.ts";
import { wrongValues } from "../support/wrong-values.ts";

const folder = useFolder();
const run = (...args: readonly string[]) => driftcheck(args, { cwd: folder().path });
const checked = async (live: string, ...more: readonly string[]) => {
  const ran = await run("check", "--declared", "declared.sql", "--live", live, "--reporter", "json", ...more);
  return { code: ran.code, report: reportOf(ran.stdout) };
};
const ratchet = (live: string, ...more: readonly string[]) => checked(live, "--baseline", "baseline.yaml", ...more);

const table = (columns: string) => `CREATE TABLE t (id integer PRIMARY KEY, email text NOT NULL, ${columns});\n`;
const index = (oid: number) => `CREATE INDEX idx_${oid}_by_email ON t (email DESC);\n`;

beforeAll(async () => {
  await folder().write("declared.sql", table("a text, b text DEFAULT 'x', c integer"));
  const accepted = table("a text NOT NULL, b text, c integer");
  await folder().write("live.sql", accepted + index(16390));
  await folder().write("renumbered.sql", accepted + index(99_999_999));
  await folder().write("worse.sql", table("a text NOT NULL, b text, c text") + index(16390));
  await folder().write("otherwise.sql", table("a text NOT NULL, b text DEFAULT 'y', c integer") + index(16390));
  await folder().write("twice.sql", accepted + index(16390) + index(16391));
  await folder().write("fixed.sql", table("a text, b text, c integer") + index(16390));
  const ran = await run("baseline", "--declared", "declared.sql", "--live", "live.sql", "--out", "baseline.yaml");
  expect(ran).toEqual({ code: 0, stdout: "baseline.yaml accepts 3 differences.\n", stderr: "" });
});

describe("a check with a baseline", () => {
  it("passes on what was accepted, which stays visible", async () => {
    expect((await checked("live.sql")).code).toBe(1);
    const { code, report } = await ratchet("live.sql");
    expect([code, report.outcome, report.drift, report.fixedInBaseline]).toEqual([0, "clean", [], []]);
    expect(report.baselined?.map(({ id, attribute }) => [id, attribute])).toEqual([
      ["column:public.t.a", "notNull"],
      ["column:public.t.b", "default"],
      ["index:public.t.idx_16390_by_email", undefined],
    ]);
    const text = await run("--declared", "declared.sql", "--live", "live.sql", "--baseline", "baseline.yaml");
    expect(text.stdout).toMatch(/^No drift\. Compared [\s\S]*\n3 drifts accepted by the baseline\.\n/);
  });

  it("passes after pgloader has numbered everything anew", async () => {
    const { code, report } = await ratchet("renumbered.sql", "--strict");
    expect([code, report.fixedInBaseline]).toEqual([0, []]);
  });

  it("fails on what is new, and on nothing else", async () => {
    const { code, report } = await ratchet("worse.sql");
    expect([code, report.drift.map(({ id, attribute }) => [id, attribute])]).toEqual([
      1,
      [["column:public.t.c", "type"]],
    ]);
  });

  it("fails on what was accepted with another value", async () => {
    const { code, report } = await ratchet("otherwise.sql");
    expect([code, report.drift.map(({ live }) => live)]).toEqual([1, ["'y'::text"]]);
    expect(report.fixedInBaseline?.map(({ id }) => id)).toEqual(["column:public.t.b"]);
  });

  it("accepts each drift once, though two look the same but for their numbers", async () => {
    const { code, report } = await ratchet("twice.sql");
    expect([code, report.drift.map(({ type, id }) => [type, id])]).toEqual([
      1,
      [["unexpected", "index:public.t.idx_16391_by_email"]],
    ]);
  });

  it("tells what has been fixed, and fails on it under --strict", async () => {
    const lenient = await ratchet("fixed.sql");
    expect([lenient.code, lenient.report.fixedInBaseline?.map(({ id }) => id)]).toEqual([0, ["column:public.t.a"]]);
    const strict = await ratchet("fixed.sql", "--strict");
    expect([strict.code, strict.report.outcome]).toEqual([1, "drift"]);
    expect(strict.report.failures).toEqual(["baseline entry already fixed: column:public.t.a"]);
    const args = ["--declared", "declared.sql", "--live", "fixed.sql", "--baseline", "baseline.yaml"];
    expect((await run(...args)).stdout).toContain(
      "Baseline entry already fixed: column:public.t.a  notNull. Remove it.",
    );
  });
});

describe("a baseline", () => {
  const write = (live: string, out: string) =>
    run("baseline", "--declared", "declared.sql", "--live", live, "--out", out);

  it("is the same text for the same drift, whatever was numbered", async () => {
    const first = await folder().read("baseline.yaml");
    for (const live of ["live.sql", "renumbered.sql"]) {
      expect((await write(live, "again.yaml")).code).toBe(0);
      expect(await folder().read("again.yaml")).toBe(first);
    }
    expect(first).not.toMatch(/16390/);
    for (const part of ['id: "column:public.t.b"', 'attribute: "default"', `declared: "'x'::text"`, "live: null"])
      expect(first).toContain(part);
    expect(await folder().list()).not.toContainEqual(expect.stringContaining(".tmp"));
  });

  it("may have entries taken out by hand", async () => {
    const [head, ...entries] = (await folder().read("baseline.yaml")).split(/^(?= {2}- )/m);
    await folder().write("shorter.yaml", [head, ...entries.filter((entry) => !entry.includes("public.t.a"))].join(""));
    const { code, report } = await checked("live.sql", "--baseline", "shorter.yaml");
    expect([code, report.drift.map(({ id }) => id)]).toEqual([1, ["column:public.t.a"]]);
  });

  it("of nothing accepts nothing", async () => {
    expect((await write("declared.sql", "empty.yaml")).code).toBe(0);
    expect((await checked("live.sql", "--baseline", "empty.yaml")).report.drift).toHaveLength(3);
  });

  it("that is damaged, edited or hostile is refused in one line", async () => {
    const good = await folder().read("baseline.yaml");
    const entry = '{ id: "table:public.t", type: missing, declared: null, live: null, fingerprint: f }';
    const cases: readonly [content: string, problem: RegExp][] = [
      [good.replace("live: null", 'live: "other"'), /entry \d: field fingerprint: .*edited by hand/],
      [good.slice(0, good.lastIndexOf("    fingerprint")), /entry 3: field fingerprint: is missing/],
      [good.replace("version: 2", "version: 1"), /field version: must be 2, not 1\. Make it again/],
      [good.replace("drift:", "drifts:"), /field drifts: is unknown/],
      ["", /the baseline must be a mapping/],
      ["rules: []\n", /field rules: is unknown/],
      ["version: 2\ndrift: {}\n", /field drift: must be a list/],
      [`version: 2\ndrift: [${entry}]\n`, /fingerprint/],
      ["version: 2\ndrift: [1]\n", /list of mappings/],
      ["version: 2\ndrift: &a [*a]\n", /aliases are not supported/],
      [`version: 2\ndrift: ${"[".repeat(50_000)}`, /damaged\.yaml/],
      ["\0\u0001", /damaged\.yaml/],
    ];
    for (const [content, problem] of cases) {
      await folder().write("damaged.yaml", content);
      const args = ["--declared", "declared.sql", "--live", "declared.sql", "--baseline", "damaged.yaml"];
      expectRefusal(await run("check", ...args), problem, /damaged\.yaml/);
    }
    const args = ["--declared", "declared.sql", "--live", "declared.sql", "--baseline", "none.yaml"];
    expectRefusal(await run("check", ...args), /cannot read the baseline none\.yaml/);
  });

  it("is not written where one side can't be read", async () => {
    expectRefusal(await write("none.sql", "unwritten.yaml"));
    expect(await folder().list()).not.toContain("unwritten.yaml");
  });
});

describe("what one side lacks is accepted with all that belongs to it", () => {
  const held = {
    table: "CREATE TABLE old (a int PRIMARY KEY, b serial, c text); CREATE INDEX idx_7_by_c ON old (c);",
    view: "CREATE VIEW v AS SELECT 1 AS a;",
    domain: "CREATE DOMAIN d AS text;",
  };
  const all = `CREATE TABLE t (id int, old_id int); ${held.table} ${held.view} ${held.domain}`;
  const added: readonly [what: string, sql: string, id: string][] = [
    ["a column", "ALTER TABLE old ADD COLUMN d text;", "table:public.old"],
    ["another type", "ALTER TABLE old ALTER COLUMN c TYPE varchar(9);", "table:public.old"],
    ["a foreign key", "ALTER TABLE old ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES old;", "table:public.old"],
    ["an index", "CREATE INDEX ON old (b);", "table:public.old"],
    [
      "an index in place of another",
      "DROP INDEX idx_7_by_c; CREATE INDEX idx_7_by_c ON old (c DESC);",
      "table:public.old",
    ],
    ["what a column owns", "ALTER SEQUENCE old_b_seq MAXVALUE 9;", "table:public.old"],
    ["a rule", "CREATE RULE r AS ON INSERT TO v DO INSTEAD NOTHING;", "view:public.v"],
    ["a CHECK", "ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE <> '');", "domain:public.d"],
  ];

  beforeAll(async () => {
    await folder().write("few.sql", "CREATE TABLE t (id int, old_id int);");
    await folder().write("more.sql", all);
    const ran = await run("baseline", "--declared", "few.sql", "--live", "more.sql", "--out", "held.yaml");
    expect(ran.code).toBe(0);
    const suggested = await run("rules", "suggest", "--declared", "few.sql", "--live", "more.sql");
    await folder().write("held-rules.yaml", suggested.stdout.replaceAll("reason: TODO", "reason: known"));
  });

  const against = async (live: string, ...more: readonly string[]) => {
    const sides = ["--declared", "few.sql", "--live", live] as const;
    const ran = await run("check", ...sides, "--reporter", "json", ...more);
    return { code: ran.code, report: reportOf(ran.stdout) };
  };

  it.each(sample(added, 3))("and not with %s more", async (_, sql, id) => {
    await folder().write("grown.sql", `${all} ${sql}`);
    for (const accepted of [
      ["--baseline", "held.yaml"],
      ["--rules", "held-rules.yaml"],
    ] as const) {
      expect((await against("more.sql", ...accepted, "--strict")).code).toBe(0);
      const { code, report } = await against("grown.sql", ...accepted);
      expect([code, report.drift.map((drift) => drift.id)]).toEqual([1, [id]]);
      expect(report.fixedInBaseline?.map((entry) => entry.id) ?? [id]).toEqual([id]);
    }
  });

  it("whatever was numbered, and in whatever order it was made", async () => {
    const { table: old, view, domain } = held;
    const other = `${domain} ${view} ${old} CREATE TABLE t (id int, old_id int);`.replaceAll("idx_7_", "idx_16400_");
    await folder().write("reloaded.sql", other);
    expect((await against("reloaded.sql", "--baseline", "held.yaml", "--strict")).code).toBe(0);
  });

  it("and the other way round, where it is missing", async () => {
    const [declared, grown] = [`${held.table} CREATE TABLE t (a int);`, "ALTER TABLE old ADD COLUMN d text;"];
    await folder().write("whole.sql", declared);
    await folder().write("whole-grown.sql", declared + grown);
    await folder().write("without.sql", "CREATE TABLE t (a int);");
    await run("baseline", "--declared", "whole.sql", "--live", "without.sql", "--out", "missing.yaml");
    const code = async (file: string) =>
      (await run("check", "--declared", file, "--live", "without.sql", "--baseline", "missing.yaml")).code;
    expect([await code("whole.sql"), await code("whole-grown.sql")]).toEqual([0, 1]);
  });

  it("by a rule that says so, and explain tells what it would have to say", async () => {
    const [rule = ""] =
      / {2}- id: unexpected-table-public-old\n[\s\S]*?expect: .*\n/.exec(await folder().read("held-rules.yaml")) ?? [];
    await folder().write("blind.yaml", `rules:\n${rule.replace(/,"contents":"[0-9a-f]*"/, "")}`);
    expect((await against("more.sql", "--rules", "blind.yaml")).report.drift.map(({ id }) => id)).toContain(
      "table:public.old",
    );
    const sides = ["--declared", "few.sql", "--live", "more.sql", "--rules", "blind.yaml"] as const;
    const contents = /"contents":"([0-9a-f]+)"/.exec(rule)?.[1];
    expect((await run("explain", "table:public.old", ...sides)).stdout).toContain(
      `Add contents: ${contents} to expect them`,
    );
  });
});

describe("a name with a number", () => {
  const numbered: readonly (readonly [what: string, accepted: string, other: string])[] = [
    ["a table", "CREATE TABLE idx_1_foo (a int);", "CREATE TABLE idx_2_foo (a int);"],
    ["a column", "ALTER TABLE t ADD idx_2023_x int;", "ALTER TABLE t ADD idx_2024_x int;"],
    ["a sequence", "CREATE SEQUENCE idx_1_s;", "CREATE SEQUENCE idx_2_s;"],
    ["a column of a table", "CREATE TABLE u (idx_2023_x int);", "CREATE TABLE u (idx_2024_x int);"],
  ];
  it.each(sample(numbered, 1))("is its own where it is %s's", async (_, accepted, other) => {
    await folder().write("plain.sql", "CREATE TABLE t (id int);");
    await folder().write("one.sql", `CREATE TABLE t (id int); ${accepted}`);
    await folder().write("two.sql", `CREATE TABLE t (id int); ${other}`);
    await run("baseline", "--declared", "plain.sql", "--live", "one.sql", "--out", "numbered.yaml");
    const code = async (live: string) =>
      (await run("check", "--declared", "plain.sql", "--live", live, "--baseline", "numbered.yaml")).code;
    expect([await code("one.sql"), await code("two.sql")]).toEqual([0, 1]);
  });
});

it("refuses an entry with a value of another type anywhere, whatever its fingerprint", async () => {
  const entry = {
    id: "column:public.t.a",
    type: "changed",
    attribute: "type",
    declared: "x",
    live: ["y"],
    contents: "z",
  };
  const file = folder().at("wrong.yaml");
  for (const { place, by, document } of wrongValues(entry)) {
    // An attribute may be text, a number, a flag or a list of texts, and all of an object's attributes a mapping of these.
    const isValue = place[0] === "declared" || place[0] === "live";
    if (isValue && !["[[]]", "[null]", "[1]"].includes(JSON.stringify(by)) && place.length === 1) continue;
    const fingerprint = fingerprintOf(document);
    await folder().write("wrong.yaml", JSON.stringify({ version: 2, drift: [withFingerprint(document, fingerprint)] }));
    const told = `${place.join(".")} = ${JSON.stringify(by)}`;
    await expect(loadBaseline(file), told).rejects.toMatchObject({ name: "RuleError" });
  }
});

const withFingerprint = (entry: unknown, fingerprint: string) =>
  typeof entry === "object" && entry !== null && !Array.isArray(entry) ? { ...entry, fingerprint } : entry;

function fingerprintOf(entry: unknown): string {
  try {
    return accepted(entry as Drift).fingerprint;
  } catch {
    return "0";
  }
}
