// The ratchet: what a baseline accepts, what it lets through to the exit code, and which baselines are refused.

import { beforeAll, describe, expect, it } from "vitest";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { reportOf } from "../support/report.ts";

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
  expect(ran).toEqual({ code: 0, stdout: "baseline.yaml accepts 3 drifts.\n", stderr: "" });
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
    expect(text.stdout).toMatch(/^No drift\.\n[\s\S]*\n3 drifts accepted by the baseline\.\n/);
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
    expect(strict.report.failures).toEqual(["column:public.t.a is in the baseline and is fixed"]);
    const args = ["--declared", "declared.sql", "--live", "fixed.sql", "--baseline", "baseline.yaml"];
    expect((await run(...args)).stdout).toContain("Fixed, and still in the baseline: column:public.t.a  notNull");
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
      [good.replace("version: 1", "version: 2"), /field version: must be 1, not 2/],
      [good.replace("drift:", "drifts:"), /field drifts: is unknown/],
      ["", /a baseline is a mapping/],
      ["rules: []\n", /field rules: is unknown/],
      ["version: 1\ndrift: {}\n", /field drift: must be a list/],
      [`version: 1\ndrift: [${entry}]\n`, /fingerprint/],
      ["version: 1\ndrift: [1]\n", /list of mappings/],
      ["version: 1\ndrift: &a [*a]\n", /aliases are not supported/],
      [`version: 1\ndrift: ${"[".repeat(50_000)}`, /damaged\.yaml/],
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
