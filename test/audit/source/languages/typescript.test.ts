// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code of another language has them.
import { expect, test } from "vitest";
import { type Case, sqlOf } from "../../../support/audit-source.ts";

const cases: readonly Case[] = [
  {
    what: "a call in a method",
    code: 'class A { async f() { await this.db.query("SELECT a FROM t WHERE b = $1", [1]); } }',
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  {
    what: "a template with a value",
    code: "pool.query(`SELECT a FROM t WHERE b = ${x}`);",
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  {
    what: "a template with a name",
    code: "pool.query(`SELECT a FROM ${t} WHERE b = ${x}`);",
    sql: ["! SELECT a FROM $1 WHERE b = $2"],
  },
  {
    what: "a template with a known name",
    code: 'const T = "t"; pool.query(`SELECT a FROM ${T}`);',
    sql: ["SELECT a FROM t"],
  },
  { what: "plus over lines", code: 'db.query("SELECT a " +\n "FROM t");', sql: ["SELECT a FROM t"] },
  {
    what: "question marks",
    code: 'conn.execute("UPDATE t SET a = ? WHERE b = ?", [1, 2]);',
    sql: ["UPDATE t SET a = $1 WHERE b = $2"],
  },
  { what: "an object for values", code: 'conn.query("INSERT INTO t SET ?", row);', sql: ["! INSERT INTO t SET $1"] },
  {
    what: "named parameters",
    code: 'sequelize.query("SELECT a FROM t WHERE b = :b", { replacements: { b: 1 } });',
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  { what: "at parameters", code: 'pool.query("SELECT a FROM t WHERE b = @b");', sql: ["SELECT a FROM t WHERE b = $1"] },
  {
    what: "a query as an object",
    code: 'client.query({ text: "SELECT a FROM t", values: [] });',
    sql: ["SELECT a FROM t"],
  },
  {
    what: "a tagged template",
    code: "const r = await sql`SELECT a FROM t WHERE b = ${x}`;",
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  {
    what: "Prisma",
    code: 'await prisma.$queryRaw`SELECT a FROM "T" WHERE b = ${x}`; await prisma.$executeRawUnsafe("UPDATE t SET a = $1", 1);',
    sql: ['SELECT a FROM "T" WHERE b = $1', "UPDATE t SET a = $1"],
  },
  { what: "knex.raw of a joined list", code: 'knex.raw(["select a", "from t"].join(" "));', sql: ["select a from t"] },
  {
    what: "a builder",
    code: 'function f(x) { let s = "SELECT a FROM t"; if (x) { s += " WHERE b = ?"; } db.query(s, [x]); }',
    sql: ["SELECT a FROM t WHERE b = $1", "SELECT a FROM t"],
  },
  {
    what: "a constant used in a callback",
    code: 'const q = "SELECT a FROM t"; function f() { pool.getConnection((e, conn) => conn.query(q)); }',
    sql: ["SELECT a FROM t"],
  },
  { what: "a template of another library", code: "client.query({ query: gql`query { update { a } }` });", sql: [] },
  { what: "a log message", code: 'console.log("DELETE FROM t WHERE a = 1");', sql: [] },
  { what: "an error", code: 'throw new Error("UPDATE t SET a = 1");', sql: [] },
  { what: "a label", code: 'const x = { title: "Select a from b where c = d" };', sql: [] },
  { what: "a key named sql", code: 'const x = { sql: "select a from t" };', sql: ["? select a from t"] },
  { what: "a sentence", code: 'const x = "Select a file from the list";', sql: [] },
  { what: "a sentence with a hole", code: "const x = `Delete ${name} from ${list}`;", sql: [] },
  { what: "escapes and line ends", code: "db.query(\"SELECT 'a\\\\n'\\nFROM t\");", sql: ["SELECT 'a\\n'\nFROM t"] },
  {
    what: "templates of the project",
    code: 'db.query("SELECT a FROM t WHERE b = {{b}}");',
    sql: ["! SELECT a FROM t WHERE b = $1"],
  },
  {
    what: "a function that is called at once",
    code: '(async () => { await db.query("DELETE FROM t WHERE a = ?", [x]); })();',
    sql: ["DELETE FROM t WHERE a = $1"],
  },
  {
    what: "a list that a function of the project's own writes out",
    code: 'rows("SELECT a FROM t WHERE b IN (???)", ids);',
    sql: ["?! SELECT a FROM t WHERE b IN ($1)"],
  },
];

test("TypeScript's strings become statements", async () => {
  const { found, wanted, skipped } = await sqlOf(cases, ".ts");
  expect(skipped).toEqual([]);
  expect(found).toEqual(wanted);
});
