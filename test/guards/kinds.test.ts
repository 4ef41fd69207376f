// What is known of a kind stands in its kind: no list of kinds is written down anywhere else, so that a new kind is one file
// and one line in the registry. A property of `Kind`, asked for by `kindsThat`, takes a list's place.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { kinds } from "../../src/kinds/registry.ts";

const src = join(import.meta.dirname, "../../src");

/** Lists that are about these very kinds and that no new kind could belong to unseen. */
const allowed: Readonly<Record<string, string>> = {
  "compare/across-versions/context.ts": "the statement that makes an object of each kind again",
  "ddl/kinds/system-privileges.ts": "the system catalog of each sort of object that has privileges",
  "ddl/objects-told.ts": "what pg_identify_object calls a sort of object in more words than one",
  "embedded/repeatable/": "which statements run the code of which objects",
  "embedded/stand-ins/": "what PostgreSQL says that it misses, and the DDL that makes it",
  "judge/equivalences/": "the kinds that one equivalence understands",
  "judge/losses/symptoms/whole.ts": "MySQL has tables and columns, and folds the names of both",
  "judge/evidence/enum-code.ts": "the kinds whose use of an enum is judged elsewhere",
  "judge/evidence/readers.ts": "the kinds whose SQL is no code of a table's",
  "plan/closure.ts": "what PostgreSQL makes anew when a column's type changes",
  "plan/granted.ts": "what ALTER DEFAULT PRIVILEGES and GRANT call a kind",
  "plan/order.ts": "the kinds that go early though they are made with tables",
  "models/prisma.ts": "what Prisma can't say, and another ORM can",
  "models/sqlalchemy-statements.ts": "what SQLAlchemy can't say, or only since a version",
  "prove/bookkeeping/tools-own.ts": "what a migration tool's own table may have",
};

const names = kinds
  .map(({ name }) => name)
  .sort((a, b) => b.length - a.length)
  .join("|");
const quoted = `"(?:${names})"`;
const lists = [
  new RegExp(`${quoted},\\s*${quoted}`),
  new RegExp(`=== ${quoted} \\|\\|[^|&;]*=== ${quoted}`),
  new RegExp(`!== ${quoted} &&[^|&;]*!== ${quoted}`),
];
const key = new RegExp(`^ +(?:"(${names})"|(${names})): `, "gm");

/** Keys such as `table:` and `schema:` alone are names of fields, as they are of kinds. */
const common = new Set(["table", "schema", "column", "rule", "language", "collation", "statistics", "index"]);

function hasList(text: string): boolean {
  const keys = new Set([...text.matchAll(key)].map(([, one, other]) => one ?? other ?? ""));
  return lists.some((list) => list.test(text)) || [...keys].filter((name) => !common.has(name)).length > 1;
}

test.each([
  'const few = ["view", "materialized view"];',
  'kind === "table" || kind === "foreign table"',
  'const of = {\n  "foreign table": one,\n  view: another,\n};\n',
])("a list of kinds is known for one: %s", (text) => {
  expect(hasList(text)).toBe(true);
});

test("no list of kinds is written down outside of kinds/", () => {
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => /(?<!\.d)\.ts$/.test(name));
  const listing = files.filter((file) => !file.startsWith("kinds/") && hasList(readFileSync(join(src, file), "utf8")));
  const isAllowed = (file: string) => Object.keys(allowed).some((place) => file.startsWith(place));
  expect(listing.filter((file) => !isAllowed(file))).toEqual([]);
  expect(Object.keys(allowed).filter((place) => !listing.some((file) => file.startsWith(place)))).toEqual([]);
});

test("each property of kinds is asked for", () => {
  const text = readFileSync(join(src, "kinds/kind.ts"), "utf8");
  const body = text.slice(text.indexOf("export interface Kind {"), text.indexOf("export interface SecondReading"));
  const properties = [...body.matchAll(/^ {2}readonly (\w+)/gm)].map(([, name = ""]) => name);
  expect(properties.length).toBeGreaterThan(10);
  const others = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.startsWith("kinds/"))
    .map((name) => readFileSync(join(src, name), "utf8"));
  expect(properties.filter((name) => !others.some((each) => new RegExp(`\\b${name}\\b`).test(each)))).toEqual([]);
});
