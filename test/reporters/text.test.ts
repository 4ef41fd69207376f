// The text report stays one that a person reads: long definitions and long lists are cut, and it says what was cut.

import { expect, test } from "vitest";
import { compare } from "../../src/compare/steps.ts";
import type { Report } from "../../src/reporters/reporter.ts";
import { text } from "../../src/reporters/text/text.ts";
import { useEmbedded } from "../support/pglite.ts";

const read = useEmbedded();

const side = { locator: "x.sql", server: "18.6" };
const nothing: Report = {
  version: 1,
  outcome: "drift",
  declared: side,
  live: side,
  ...{ compared: {}, coverage: {}, notCompared: [], drift: [], ignored: [], hints: [], staleRules: [] },
};

const long = Array.from({ length: 40 }, (_, at) => `a + ${at} AS c${at}`).join(", ");

test("what one side lacks is told with what goes with it, and with a definition that is cut", async () => {
  const declared = await read("CREATE TABLE t (a int);");
  const live = await read(`CREATE TABLE t (a int);
    CREATE TABLE users (id int PRIMARY KEY, name text, mail text, age int CHECK (age > 0));
    CREATE INDEX users_name ON users (name);
    CREATE VIEW v AS SELECT ${long} FROM t;
    COMMENT ON TABLE users IS 'of the application';`);
  const { drift } = await compare(declared, live);
  expect(drift.find(({ id }) => id === "table:public.users")?.holds).toEqual({ column: 4, constraint: 2, index: 1 });
  const lines = text.render({ ...nothing, drift }).split("\n");
  expect(lines).toContain("  + table  4 columns, 2 constraints, 1 index, comment of the application");
  const view = lines.find((line) => line.startsWith("  + view")) ?? "";
  expect(view).toMatch(/ {2}\+ view {2}body SELECT \(a \+ 0\) AS c0, .*…/);
  expect(view.length).toBeLessThan(120);
});

test("long lists are cut, and say so", () => {
  const ids = Array.from({ length: 280 }, (_, at) => `m${at}`);
  const printed = text.render({
    ...nothing,
    migrations: {
      tool: "goose",
      table: "public.goose_db_version",
      recorded: ["m0"],
      heads: ["m279"],
      pending: ids.map((id) => ({ id, file: `${id}.sql` })),
      comparedAtRecorded: true,
    },
    staleRules: ids.map((rule) => ({ rule, reason: "matched nothing" })),
    failures: ids,
  });
  expect(printed).toContain("280 migrations pending:");
  expect(printed).toContain("  m11  m11.sql\n  12 of 280 pending migrations shown; --reporter json lists all.");
  expect(printed).toContain("12 of 280 stale rules shown");
  expect(printed).toContain("12 of 280 failures shown");
  expect(printed).not.toContain("m12");
});
