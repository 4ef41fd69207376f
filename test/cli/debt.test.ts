// A project's own rules as reviewed debt: what each of their fields does to a check, and what `rules suggest` writes.

import { beforeAll, describe, expect, it } from "vitest";
import { writeSnapshot } from "../../src/snapshot/file.ts";
import { catalogOf } from "../support/catalogs.ts";
import { driftcheck, expectRefusal, useFolder } from "../support/cli.ts";
import { reportOf } from "../support/report.ts";

const folder = useFolder();
const run = (...args: readonly string[]) => driftcheck(args, { cwd: folder().path });
const sides = (live: string) => ["--declared", "model.yaml", "--live", `${live}.yaml`];

beforeAll(async () => {
  const catalogs = {
    model: catalogOf({ a: { type: "integer" }, b: { type: "integer" }, c: { type: "integer" } }),
    one: catalogOf({ a: { type: "text" }, b: { type: "integer" }, c: { type: "integer" } }),
    two: catalogOf({ a: { type: "text" }, b: { type: "text" }, c: { type: "integer" } }),
    worse: catalogOf({ a: { type: "bytea" }, b: { type: "integer" }, c: { type: "integer" } }),
    moved: catalogOf({ b: { type: "integer" }, a: { type: "integer" }, c: { type: "integer" } }),
    hidden: catalogOf({ "x*\u202e\u0007": { type: "integer", default: "'\u202e: #'::text" } }),
  };
  for (const [name, catalog] of Object.entries(catalogs))
    await folder().write(`${name}.yaml`, writeSnapshot(catalog, `${name}.yaml`));
});

/** What a check says with one own rule. */
async function withRule(fields: string, live: string, ...more: readonly string[]) {
  await folder().write("rules.yaml", `rules: [{ id: own, reason: decided, ${fields} }]`);
  const ran = await run("check", ...sides(live), "--rules", "rules.yaml", "--reporter", "json", ...more);
  const { drift, staleRules, failures } = reportOf(ran.stdout);
  return { code: ran.code, drift: drift.map(({ id }) => id), stale: staleRules.map(({ reason }) => reason), failures };
}

const [a, b] = ["column:public.users.a", "column:public.users.b"];
const types = "match: { kind: column, type: changed, attribute: type }";

describe("a rule", () => {
  it("that has expired fails the check, though nothing else drifted", async () => {
    const gone = await withRule(`expires: 2020-01-31, ${types}`, "model");
    const why = ["rule own expired on 2020-01-31"];
    expect(gone).toEqual({ code: 1, drift: [], stale: ["expired on 2020-01-31"], failures: why });
    const open = await withRule(`expires: 2020-01-31, ${types}`, "one");
    expect(open).toEqual({ code: 1, drift: [a], stale: ["expired on 2020-01-31"], failures: why });
    const { stdout } = await run("check", ...sides("model"), "--rules", "rules.yaml");
    expect(stdout).toContain("The check fails: rule own expired on 2020-01-31.");
    expect((await withRule(`expires: 2999-01-31, ${types}`, "one")).code).toBe(0);
  });

  it("with expect dies once the drift is another one", async () => {
    const expect_ = `expect: { declared: integer, live: text }, ${types}`;
    expect(await withRule(expect_, "one")).toEqual({ code: 0, drift: [], stale: [], failures: undefined });
    const dead = await withRule(expect_, "worse");
    expect([dead.code, dead.drift]).toEqual([1, [a]]);
    expect(dead.stale).toEqual([`matched nothing: ${a} type has other values than it expects`]);
  });

  it("with max ignores nothing once it matches more", async () => {
    expect((await withRule(`max: 1, ${types}`, "one")).code).toBe(0);
    const over = await withRule(`max: 1, ${types}`, "two");
    expect([over.code, over.drift]).toEqual([1, [a, b]]);
    expect(over.stale).toEqual([expect.stringMatching(/^matched 2, max is 1: nothing was ignored/)]);
    expect((await withRule(`max: 2, ${types}`, "two")).code).toBe(0);
  });

  it("that matched nothing is told, and fails under --strict", async () => {
    const idle = { drift: [], stale: ["matched nothing"] };
    expect(await withRule(types, "model")).toEqual({ ...idle, code: 0, failures: undefined });
    const failures = ["rule own matched nothing"];
    expect(await withRule(types, "model", "--strict")).toEqual({ ...idle, code: 1, failures });
    expect((await withRule(types, "one", "--strict")).code).toBe(0);
  });

  const rule = (fields: string) => `rules: [{ id: own, reason: r, match: { kind: column }, ${fields} }]`;
  const cases: readonly [what: string, fields: string, problem: RegExp][] = [
    ["an unwritten reason", "rules: [{ id: own, reason: TODO, match: { kind: column } }]", /field reason: is still/],
    ["a max of none", rule("max: 0"), /field max: must be a whole number, 1 or more, not 0/],
    ["a max in words", rule("max: few"), /field max/],
    ["half of expect", rule("expect: { live: text }"), /field expect.declared: is missing/],
    ["expect as text", rule("expect: text"), /field expect: must be a mapping/],
    ["expect of a date", rule("expect: { declared: [[]], live: null }"), /field expect.declared: must be/],
    ["more in expect", rule("expect: { declared: 1, live: 2, both: 3 }"), /field expect.both: is unknown/],
    ["an empty issue", rule("issue: ''"), /field issue: must be text/],
    ["lenient by half", rule("lenient: maybe"), /field lenient/],
  ];
  it.each(cases)("with %s is refused", async (_, content, problem) => {
    await folder().write("bad.yaml", content);
    expectRefusal(await run(...sides("model"), "--rules", "bad.yaml"), /bad\.yaml: rule own: /, problem);
  });
});

describe("--strict", () => {
  it("shows another order of columns", async () => {
    const ran = await run(...sides("moved"), "--reporter", "json");
    expect([ran.code, reportOf(ran.stdout).ignored.map(({ rule }) => rule)]).toEqual([0, ["column-order"]]);
    const strict = await run(...sides("moved"), "--strict", "--reporter", "json");
    expect([strict.code, reportOf(strict.stdout).drift.map(({ attribute }) => attribute)]).toEqual([
      1,
      ["columnOrder"],
    ]);
  });
});

describe("driftcheck rules", () => {
  it("tells whose a rule is, and what it matches where there are two sides", async () => {
    const fields = `owner: data-team, issue: 17, expires: 2999-01-31, max: 3, ${types}`;
    await folder().write("rules.yaml", `rules: [{ id: own, reason: decided, ${fields} }]`);
    const alone = await run("rules", "--rules", "rules.yaml");
    const line = "own (owner data-team, issue 17, until 2999-01-31, at most 3)\n  decided\n";
    expect(alone).toEqual({ code: 0, stdout: line, stderr: "" });
    for (const [live, matched] of [
      ["two", "matched 2"],
      ["model", "matched nothing"],
    ] as const)
      expect((await run("rules", "--rules", "rules.yaml", ...sides(live))).stdout).toBe(`${line}  ${matched}\n`);
    expect((await run("rules", "--strict", ...sides("moved"))).stdout).toMatch(/not in force under --strict/);
  });
});

describe("driftcheck rules suggest", () => {
  const suggest = (live: string, ...more: readonly string[]) => run("rules", "suggest", ...sides(live), ...more);

  it("writes rules that nothing loads before each has a reason, and that then ignore just this drift", async () => {
    expect(await suggest("two", "--out", "suggested.yaml")).toEqual({ code: 0, stdout: "", stderr: "" });
    const check = (live: string) => run(...sides(live), "--rules", "suggested.yaml");
    expectRefusal(await check("two"), /rule column-public-users-a-type: field reason: is still TODO/);
    const written = (await folder().read("suggested.yaml")).replaceAll("reason: TODO", "reason: known");
    await folder().write("suggested.yaml", written);
    expect((await check("two")).code).toBe(0);
    const worse = await check("worse");
    expect(worse.code).toBe(1);
    expect(worse.stdout).toContain(
      `Stale rule column-public-users-a-type: matched nothing: ${a} type has other values`,
    );
    expect(worse.stdout).toContain("Stale rule column-public-users-b-type: matched nothing.");
  });

  it("overwrites no file, and leaves nothing behind", async () => {
    await folder().write("mine.yaml", "rules: []\n");
    const before = await folder().list();
    expectRefusal(await suggest("two", "--out", "mine.yaml"), /mine\.yaml: it exists/);
    expect([await folder().read("mine.yaml"), await folder().list()]).toEqual(["rules: []\n", before]);
  });

  it("shows a reviewer every character of a name, and means only it", async () => {
    const { stdout } = await run("rules", "suggest", "--declared", "model.yaml", "--live", "hidden.yaml");
    for (const hidden of ["\u202e", "\u0007"]) expect(stdout).not.toContain(hidden);
    expect(stdout).toContain("max: 1");
    await folder().write("hidden-rules.yaml", stdout.replaceAll("reason: TODO", "reason: known"));
    const args = ["--declared", "model.yaml", "--live", "hidden.yaml", "--rules", "hidden-rules.yaml", "--strict"];
    expect(await run(...args)).toMatchObject({ code: 0, stderr: "" });
  });

  it("says where they belong if the project has rules, which it keeps in force", async () => {
    await folder().write("own.yaml", `rules: [{ id: own, reason: decided, match: { id: "${a}" } }]`);
    const { stdout } = await suggest("two", "--rules", "own.yaml");
    expect(stdout).toContain("move them into own.yaml");
    expect(stdout).not.toMatch(/^extends|users\.a/m);
    expect(stdout).toContain('"id":"column:public.users.b"');
  });

  it("has nothing to write without drift", async () => {
    const { stdout } = await suggest("model");
    await folder().write("none.yaml", stdout);
    expect((await run(...sides("model"), "--rules", "none.yaml", "--strict")).code).toBe(0);
  });
});
