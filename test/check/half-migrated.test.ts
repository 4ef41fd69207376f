// A database whose migration stopped half way is one finding. Every drift stays in the report; the text has one line for them.

import { describe, expect, test } from "vitest";
import { compare } from "../../src/compare/steps.ts";
import { findHalfMigrated } from "../../src/judge/half-migrated.ts";
import { judge } from "../../src/judge/judge.ts";
import { explainLosses } from "../../src/judge/losses/losses.ts";
import { reportOf } from "../../src/report.ts";
import type { Report } from "../../src/reporters/reporter.ts";
import { text } from "../../src/reporters/text/text.ts";
import { useEmbedded } from "../support/pglite.ts";

const read = useEmbedded();

const tables = ["a", "b", "c"];
const table = (name: string, more = "") => `CREATE TABLE ${name} (id int NOT NULL, a_id int${more});`;
const whole = tables
  .map(
    (name) =>
      `${table(name, ", PRIMARY KEY (id)")} CREATE INDEX ix_${name} ON ${name} (a_id); ALTER TABLE ${name} ADD FOREIGN KEY (a_id) REFERENCES a;`,
  )
  .join("\n");

async function found(declared: string, live: string) {
  const comparison = await compare(await read(declared), await read(live));
  const { drift, findings } = findHalfMigrated(await explainLosses(comparison.drift, comparison), comparison);
  expect(drift).toHaveLength(comparison.drift.length);
  expect(drift.filter(({ finding }) => finding !== undefined)).toHaveLength(
    findings.reduce((sum, { count }) => sum + count, 0),
  );
  const side = { locator: "x.sql", server: "18" };
  const nothing = { compared: {}, coverage: {}, notCompared: [], ignored: [], hints: [], staleRules: [] };
  const report: Report = { version: 1, outcome: "drift", declared: side, live: side, ...nothing, drift, findings };
  return { drift, findings, printed: text.render(report) };
}

describe("one finding", () => {
  const cases: readonly (readonly [what: string, live: string, id: string, count: number, says: string])[] = [
    [
      "tables alone",
      tables.map((name) => table(name)).join("\n"),
      "no-primary-keys-no-foreign-keys-no-indexes",
      9,
      "none of them is live. Tables are usually loaded before their keys",
    ],
    [
      "no foreign key",
      tables
        .map((name) => `${table(name, ", PRIMARY KEY (id)")} CREATE INDEX ix_${name} ON ${name} (a_id);`)
        .join("\n"),
      "no-foreign-keys",
      3,
      "none of them is live. Tables are usually loaded before their keys",
    ],
    [
      "what pgloader leaves when it stops before the primary keys",
      tables
        .map(
          (name, at) =>
            `${table(name)} CREATE UNIQUE INDEX idx_${at + 1}_primary ON ${name} (id); CREATE INDEX idx_${at + 1}_ix_${name} ON ${name} (a_id);`,
        )
        .join("\n"),
      "no-primary-keys-no-foreign-keys",
      9,
      "Look in its log for where it stopped",
    ],
    [
      "a schema that was not mapped",
      `DROP SCHEMA IF EXISTS other CASCADE; CREATE SCHEMA other; ${tables.map((name) => table(`other.${name}`)).join("\n")}`,
      "schema-other-not-mapped",
      7,
      "--map-schema other=public",
    ],
    ["no table at all", "CREATE TABLE z (a int);", "no-tables-in-public", 3, "declared in public is live."],
    [
      "no table but one that pgloader made",
      "CREATE TABLE z (a int CONSTRAINT idx_16390_primary PRIMARY KEY);",
      "no-tables-in-public",
      3,
      "one transaction",
    ],
  ];

  test("tells of a schema that was not mapped once", async () => {
    const live = `DROP SCHEMA IF EXISTS other CASCADE; CREATE SCHEMA other; ${tables.map((name) => table(`other.${name}`)).join("\n")}`;
    const comparison = await compare(await read(whole), await read(live));
    const verdict = await judge(comparison, { rules: [] });
    const { hints, findings = [] } = reportOf(comparison, verdict, { declared: "d.sql", live: "l.sql" });
    const told = [...hints, ...findings.map(({ says }) => says)].filter((each) => each.includes("--map-schema"));
    expect(told).toHaveLength(1);
  });

  test.each(cases)("%s", async (_, live, id, count, says) => {
    const { findings, printed } = await found(whole, live);
    expect(findings.map((each) => [each.id, each.count])).toEqual([[id, count]]);
    expect(findings[0]?.says).toContain(says);
    expect(printed).toContain(`(${count} drifts; --reporter json lists each)`);
    expect(printed).not.toContain("  - constraint");
    expect(printed.split("\n").filter((line) => /^ {2}- /.test(line))).toEqual([]);
  });
});

describe("no finding", () => {
  test.each([
    ["one key that is lost", whole.replace(table("b", ", PRIMARY KEY (id)"), table("b"))],
    ["a table that is lost", whole.replace(table("d"), "")],
    ["nothing that is lost", whole],
  ])("%s", async (_, live) => {
    expect((await found(`${whole} ${table("d")}`, live)).findings).toEqual([]);
  });

  test("two tables are told one by one", async () => {
    const two = "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY);";
    const { findings, printed } = await found(
      two,
      "CREATE TABLE a (id int NOT NULL); CREATE TABLE b (id int NOT NULL);",
    );
    expect(findings).toEqual([]);
    expect(printed).toContain("(2 times): The live table lacks this primary key.");
  });
});
