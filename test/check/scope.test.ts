// Scope: what is outside is counted, and is never drift; what is inside is compared just as without any.

import { expect, test } from "vitest";
import { objectId } from "../../src/catalog/object-id.ts";
import { type CheckOptions, check } from "../../src/check.ts";
import { isInScope, type Scope } from "../../src/compare/in-scope.ts";
import { outside } from "../../src/compare/scope.ts";
import type { Report } from "../../src/reporters/reporter.ts";
import { hasTurn } from "../support/sample.ts";
import { useScripts } from "../support/scripts.ts";
import { query } from "../support/servers/query.ts";
import { describeWithServer } from "../support/servers.ts";

const script = useScripts();

const compare = (declared: string, live: string, scope: Scope, more: Partial<CheckOptions> = {}) =>
  check({ declared: script(declared), live: script(live), rules: [], scope, ...more });

const driftOf = ({ drift }: Report) =>
  drift.map(({ type, id, attribute }) => [type, id, ...(attribute ? [attribute] : [])]);
const outsideOf = ({ notCompared }: Report) =>
  notCompared.filter(({ reason }) => reason === outside).map(({ what, side, count }) => `${what} ${side} ${count}`);

const ours = "CREATE TABLE a (id integer); CREATE TABLE keys (id integer PRIMARY KEY);";
const legacy = `
  CREATE FUNCTION touched() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TABLE legacy_a (id serial PRIMARY KEY, n integer CHECK (n > 0) REFERENCES keys);
  CREATE INDEX ON legacy_a (n); CREATE STATISTICS both_of ON id, n FROM legacy_a;
  ALTER TABLE legacy_a ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON legacy_a USING (true);
  CREATE RULE r AS ON DELETE TO legacy_a DO INSTEAD NOTHING;
  CREATE TRIGGER t BEFORE UPDATE ON legacy_a FOR EACH ROW EXECUTE FUNCTION touched();
  CREATE TABLE legacy_b (id integer)`;

test.runIf(hasTurn("outside"))(
  "a table that is outside goes with all that belongs to it, and is counted on its side",
  async () => {
    const scope = { tables: ["public.*", "!public.legacy_*"] };
    const report = await compare(ours, ours + legacy, scope);
    expect(driftOf(report)).toEqual([["unexpected", "function:public.touched()"]]);
    expect(outsideOf(report)).toEqual(["table live 2"]);
    expect(report.coverage.table).toEqual({ declared: 2, live: 2 });
    for (const kind of ["index", "policy", "rule", "trigger", "statistics", "sequence"])
      expect(report.coverage, kind).not.toHaveProperty(kind);
    expect(driftOf(await compare(ours + legacy, ours, scope))).toEqual([["missing", "function:public.touched()"]]);
  },
);

test("what is inside is compared as ever, also where it refers to what is outside", async () => {
  const keyed = "CREATE TABLE legacy (id integer PRIMARY KEY); CREATE TABLE a (n integer REFERENCES legacy);";
  const report = await compare(keyed, keyed.replace(" REFERENCES legacy", "").replace("a (n integer", "a (n bigint"), {
    tables: ["!public.legacy"],
  });
  expect(driftOf(report)).toEqual([
    ["missing", "constraint:public.a.a_n_fkey"],
    ["changed", "column:public.a.n", "type"],
  ]);
});

test("a schema that is outside goes with every kind of object in it, and with itself", async () => {
  const other = `CREATE SCHEMA other; CREATE TYPE other.mood AS ENUM ('a'); CREATE VIEW other.v AS SELECT 1 AS one;
    CREATE FUNCTION other.f() RETURNS integer LANGUAGE sql RETURN 1; CREATE SEQUENCE other.s; CREATE TABLE other.t (id int)`;
  const report = await compare(ours, ours + other, { schemas: ["*", "!other"] });
  expect([report.outcome, driftOf(report)]).toEqual(["clean", []]);
  expect(outsideOf(report).sort()).toEqual(
    ["enum", "function", "schema", "sequence", "table", "view"].map((kind) => `${kind} live 1`),
  );
});

test("what is in no schema is always ours, and so is a cast between the system's types", () => {
  const scope = { schemas: ["public"] };
  expect(isInScope(objectId("extension", ["citext"]), scope)).toBe(true);
  expect(isInScope(objectId("cast", ["pg_catalog", "int4"], "text"), scope)).toBe(true);
  expect(isInScope(objectId("function", ["other", "f"], "integer"), scope)).toBe(false);
});

test("globs see names as reports write them, and `!` always wins", () => {
  const inScope = (tables: string[], ...path: string[]) => isInScope(objectId("table", path), { tables });
  expect(inScope(['public."My.*"'], "public", "My.T")).toBe(true);
  expect(inScope(["!public.a", "public.a"], "public", "a")).toBe(false);
  expect(inScope(["!public.a"], "public", "b")).toBe(true);
  expect(inScope(["public.a"], "public", "b")).toBe(false);
  expect(inScope(["**"], "x", "b")).toBe(true);
});

test("it is about the declared names, after the schemas were mapped", async () => {
  const live =
    "CREATE SCHEMA shop; CREATE TABLE shop.a (id integer); CREATE TABLE shop.legacy (id integer); CREATE TABLE b (i int)";
  const report = await compare(
    "CREATE TABLE a (id integer)",
    live,
    { schemas: ["public"], tables: ["!public.legacy"] },
    {
      mapSchemas: new Map([["shop", "public"]]),
    },
  );
  expect(report.drift).toEqual([]);
  // What the live schema public holds is read under a name that nobody declares.
  expect(outsideOf(report)).toEqual(["table live 2"]);
});

test.runIf(hasTurn("nothing"))("a scope that leaves nothing of a side is no pass, unless that is said", async () => {
  await expect(compare(ours, ours, { schemas: ["pubic"] })).rejects.toThrow(
    /^the scope excludes everything on the declared side, which has the schemas public\. Correct the scope/,
  );
  const mapped = compare(ours, "CREATE SCHEMA shop; CREATE TABLE shop.a (id integer)", { schemas: ["public"] });
  await expect(mapped).rejects.toThrow(/everything on the live side.* public, shop\. .*map-schema/);
  expect((await compare(ours, ours, { schemas: ["pubic"] }, { allowEmpty: true })).outcome).toBe("clean");
});

test("a table that could not be restored and is outside leaves the rest a whole answer", async () => {
  // A key that refers to a column of another type: what ORMs emit, and no server takes.
  const whole = `${ours} CREATE TABLE named (name text PRIMARY KEY);`;
  const broken = `${whole} CREATE TABLE far (id integer REFERENCES named);`;
  const twice = await compare(broken, whole, { tables: ["!public.far"] });
  expect([twice.outcome, driftOf(twice)]).toEqual(["clean", []]);
});

describeWithServer(15, (server) => {
  test("a view over what is outside is printed by two versions and still the same", async () => {
    const sql =
      "CREATE TABLE legacy (a integer, b text); CREATE VIEW v AS SELECT a, upper(b) AS b FROM legacy WHERE a > 1;";
    const live = await server().createDatabase();
    await query(live, sql);
    const report = await check({ declared: script(sql), live, rules: [], scope: { tables: ["!public.legacy"] } });
    expect(report.drift).toEqual([]);
    expect(report.coverage.view).toEqual({ declared: 1, live: 1 });
  });
});

test("a schema goes with the last of what it holds, on both sides or on none", async () => {
  const legacySchema = "CREATE SCHEMA legacy; CREATE TABLE legacy.t (id integer);";
  const view = "CREATE VIEW legacy.v AS SELECT 1 AS one;";
  const scope = { tables: ["public.*"] };
  const gone = await compare(ours, ours + legacySchema, scope);
  expect([gone.outcome, driftOf(gone), outsideOf(gone)]).toEqual(["clean", [], ["table live 1", "schema live 1"]]);
  expect(driftOf(await compare(ours + legacySchema + view, ours + legacySchema, scope))).toEqual([
    ["missing", "view:legacy.v"],
  ]);
  expect(driftOf(await compare(ours, `${ours}CREATE SCHEMA empty;`, scope))).toEqual([["unexpected", "schema:empty"]]);
});
