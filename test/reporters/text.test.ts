// The text report stays one that a person reads: long definitions and long lists are cut, and it says what was cut.

import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { objectId } from "../../src/catalog/object-id.ts";
import { compare } from "../../src/compare/steps.ts";
import { github } from "../../src/reporters/github.ts";
import { gitlab } from "../../src/reporters/gitlab.ts";
import { pageData } from "../../src/reporters/html/data.ts";
import { junit } from "../../src/reporters/junit.ts";
import { markdown } from "../../src/reporters/markdown.ts";
import type { Report } from "../../src/reporters/reporter.ts";
import { sarif } from "../../src/reporters/sarif.ts";
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
  expect(lines).toContain("      4 columns, 2 constraints, 1 index, comment of the application");
  const view = lines.slice(lines.indexOf("  + view:public.v") + 1);
  expect(view[0]).toMatch(/^ {6}body SELECT \(a \+ 0\) AS c0, .*…$/);
  expect(view[0]?.length).toBeLessThan(100);
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

describe("the verdict", () => {
  const drift = [
    { type: "unexpected", id: objectId("column", ["public", "a", "x"]), declared: null, live: { type: "text" } },
    {
      type: "changed",
      id: objectId("column", ["public", "b", "x"]),
      attribute: "type",
      declared: "int",
      live: "text",
      review: true,
    },
    { type: "missing", id: objectId("table", ["public", "c"]), declared: {}, live: null },
  ] as const;
  const shown = (more: Partial<Report> = {}) => text.render({ ...nothing, drift, ...more });

  test("comes first and last, and the worst table before the others", () => {
    const lines = shown().trimEnd().split("\n");
    expect(lines[0]).toBe("3 drifts: 1 missing, 1 changed, 1 unexpected.");
    expect(lines.at(-2)).toBe(lines[0]);
    const worstFirst = ["public.c", "public.a", "public.b"];
    expect(lines.filter((line) => /^public\.\w$/.test(line))).toEqual(worstFirst);
    const comment = markdown.render({ ...nothing, drift });
    expect([...comment.matchAll(/^#### `(.*)`$/gm)].map(([, name]) => name)).toEqual(worstFirst);
    const groups = pageData({ ...nothing, drift }).groups;
    expect(groups.map(({ name }) => name)).toEqual(worstFirst);
  });

  test("says that what --fail-on names is not there, and only then", () => {
    expect(shown({ failOn: ["data"] })).toContain("None of them fails the check (--fail-on data).");
    expect(shown({ failOn: ["missing", "review"] })).toContain("None of them fails the check");
    for (const failOn of [["missing"], ["missing", "semantic"], ["review"], ["changed", "review"]])
      expect(shown({ failOn })).not.toContain("None of them");
  });

  test("and every other format tell what --fail-on leaves out from what fails the check", () => {
    expect(shown({ failOn: ["missing"] })).toMatch(/^3 drifts: .* 1 of 3 fails the check \(--fail-on missing\)\.\n/);
    const report = { ...nothing, drift, failOn: ["missing"] };
    expect(github.render(report).match(/^::\w+/gm)).toEqual(["::error", "::warning", "::warning"]);
    const run = JSON.parse(sarif.render(report)).runs[0] as { results: { level: string }[] };
    expect(run.results.map(({ level }) => level)).toEqual(["error", "warning", "warning"]);
    const issues = JSON.parse(gitlab.render(report)) as { severity: string }[];
    expect(issues.map(({ severity }) => severity).sort()).toEqual(["major", "minor", "minor"]);
    expect(junit.render(report)).toMatch(/tests="4" failures="1"[\s\S]*<system-out>column public\.a\.x is live/);
    expect(markdown.render(report)).toContain("1 of 3 fails the check");
  });

  test("marks what differs under it, whatever characters stand before it, and cuts none of them", () => {
    const changed = (declared: string, live: string) => {
      const [, , one] = drift.map((each) => ({
        ...each,
        type: "changed" as const,
        attribute: "default",
        declared,
        live,
      }));
      return text.render({ ...nothing, drift: one === undefined ? [] : [one] }, { width: 60, colour: true });
    };
    const lines = stripVTControlCharacters(changed("既定 a b", "既定 c b")).split("\n");
    expect(lines.at(lines.indexOf("      live      既定 c b") + 1)).toBe(`${" ".repeat(21)}^`);
    const long = "🎉🎊".repeat(60);
    for (const printed of [changed("🎉", "🎊"), changed(`${long}a`, `${long}b`), changed(`a${long}`, `b${long}`)])
      expect(Buffer.from(printed).toString()).toBe(printed);
    expect(stripVTControlCharacters(changed(`${long}a`, `${long}b`))).toContain(`\n      - ${"🎉🎊".repeat(13)}\n`);
  });

  test("over noise alone stands in three lines", () => {
    const ignored = [{ ...drift[0], rule: "column-order", because: "why" }] as const;
    const owner = { what: "owner", side: "live", count: 3, reason: "off by default" } as const;
    const printed = text.render({
      ...nothing,
      outcome: "clean",
      compared: { table: 3 },
      ignored,
      notCompared: [owner],
    });
    expect(printed.trimEnd().split("\n")).toEqual([
      "No drift. Compared 3 tables. PostgreSQL 18.6 declared, 18.6 live.",
      "1 difference ignored as noise (--reporter json lists each with its reason): 1 column-order.",
      "Not compared: owner, 3 live (off by default).",
    ]);
  });

  test("of ten thousand drifts is bounded, and says how to see the rest", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({
      ...drift[0],
      id: objectId("column", ["public", `t${at}`, "x"]),
    }));
    const printed = text.render({ ...nothing, drift: many });
    expect(printed.split("\n").length).toBeLessThan(1000);
    expect(printed).toContain("200 of 10,000 objects shown; --reporter json=drift.json lists all.");
  });
});

describe("two values", () => {
  const rendered = (declared: string, live: string, terminal = {}) =>
    text.render(
      {
        ...nothing,
        drift: [{ type: "changed", id: objectId("view", ["public", "v"]), attribute: "body", declared, live }],
      },
      terminal,
    );

  test("stand under each other, with a mark under what differs", () => {
    const printed = rendered("CHECK (status = 'new')", "CHECK (status = 'newer')");
    expect(printed).toContain(
      [
        "      declared  CHECK (status = 'new')",
        "      live      CHECK (status = 'newer')",
        "                                 ^^^^^",
      ].join("\n"),
    );
    expect(rendered("int", "text")).not.toContain("^");
  });

  test("of several lines are shown as the lines that differ", () => {
    const body = (line: string) =>
      ["BEGIN", ...Array.from({ length: 9 }, (_, at) => `  f(${at});`), line, "END"].join("\n");
    const printed = rendered(body("  a();"), body("  b();"));
    expect(printed).toContain(["        … 8 lines the same", "        f(7);"].join("\n").replace("f(7)", "  f(7)"));
    expect(printed).toContain(["      -   a();", "      +   b();", "        END"].join("\n"));
    expect(printed).not.toContain("f(3)");
  });

  test.each([60, 100, 160])("fit into %i columns, and lose no letter", (width) => {
    const list = Array.from({ length: 30 }, (_, at) => `'value_${at}'`).join(", ");
    const printed = rendered(`(x = ANY (ARRAY[${list}]))`, `(x = ANY (ARRAY[${list}, 'more']))`, { width });
    for (const line of printed.split("\n")) expect(line.length).toBeLessThanOrEqual(width);
    expect(printed).toContain("+ 'more']))");
  });
});

test("colour is asked for, and changes no letter", () => {
  const changed = {
    type: "changed",
    id: objectId("column", ["public", "t", "a"]),
    attribute: "type",
    declared: "int",
    live: "text",
  } as const;
  const plain = text.render({ ...nothing, drift: [changed] });
  const coloured = text.render({ ...nothing, drift: [changed] }, { colour: true });
  expect(coloured).not.toBe(plain);
  expect(stripVTControlCharacters(coloured)).toBe(plain);
});

test("what was not compared is one line a reason, with its number and the first names", () => {
  const lost = (id: string, side: "declared" | "live") => ({
    ...{ what: "index", count: 1, reason: "made of what is not here", side },
    id: `index:public.t.${id}` as NonNullable<Report["notCompared"][number]["id"]>,
  });
  const printed = text.render({
    ...nothing,
    notCompared: [
      ...["a", "b", "c", "d", "e"].map((name) => lost(name, "declared")),
      lost("a", "live"),
      { what: "owner", count: 2, reason: "off", side: "declared" },
      { what: "owner", count: 3, reason: "off", side: "live" },
      { ...lost("f", "live"), reason: "another" },
    ],
  });
  expect(printed.split("\n").filter((line) => line.startsWith("Not compared"))).toEqual([
    "Not compared: index (index:public.t.a, index:public.t.b, index:public.t.c, 2 more), 5 declared, 1 live (made of what is not here).",
    "Not compared: owner, 2 declared, 3 live (off).",
    "Not compared: index:public.t.f, live (another).",
  ]);
});
