// A program in JavaScript is told which option is wrong: no mistake in a call ends in an error from inside.

import { describe, expect, test } from "vitest";
import * as driftcheck from "../../src/index.ts";

const sides = { declared: "schema.sql", live: "dump.sql" };
// No type checker has seen these.
const api = driftcheck as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;

const calls: readonly (readonly [name: string, given: readonly unknown[], problem: RegExp])[] = [
  ["check", [{}], /declared is missing/],
  ["check", [{ declared: "schema.sql" }], /live is missing/],
  ["check", [{ declared: 7, live: "x" }], /declared must be a text/],
  ["check", [{ ...sides, live: " " }], /live must be a text/],
  ["check", [{ ...sides, rules: "rules.yaml" }], /rules must be a list/],
  ["check", [{ ...sides, baseline: "baseline.yaml" }], /baseline must be a list/],
  ["check", [{ ...sides, scope: { tables: "public.*" } }], /scope must have schemas and tables/],
  ["check", [{ ...sides, mapSchemas: { app: "public" } }], /mapSchemas must be a Map/],
  ["check", [{ ...sides, timeout: -1 }], /timeout must be a number of seconds/],
  ["check", [{ ...sides, restoreTimeout: Number.NaN }], /restoreTimeout must be a number of seconds/],
  ["check", [{ ...sides, strict: "yes" }], /strict must be true or false/],
  ["check", [{ ...sides, mapSchema: new Map() }], /mapSchema is unknown\. Did you mean mapSchemas/],
  ["readCatalog", [undefined], /live is missing/],
  ["readCatalog", ["schema.sql", { privileges: 1 }], /privileges must be true or false/],
  ["explainObject", ["users", { live: "dump.sql" }], /declared is missing/],
  ["stamp", [{ live: "x" }], /declared is missing/],
  ["bootstrap", [sides], /dump is missing/],
  ["verify", ["attestation.yaml", {}], /live is missing/],
];

describe("a mistake in a call", () => {
  test.each(calls)("%s %j", async (name, given, problem) => {
    const call = api[name]?.(...given);
    await expect(call).rejects.toBeInstanceOf(driftcheck.UsageError);
    await expect(call).rejects.toThrow(problem);
  });

  test("an unknown preset is no empty list of rules", async () => {
    await expect(driftcheck.loadPreset(["djnago"])).rejects.toThrow(/Did you mean django/);
  });

  test("names the text that is not a snapshot", () => {
    expect(() => driftcheck.readSnapshot("x", "shop.yaml")).toThrow(/^shop\.yaml is not a driftcheck snapshot/);
  });
});
