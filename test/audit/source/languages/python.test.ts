import { expect, test } from "vitest";
import { type Case, sqlOf } from "../../../support/audit-source.ts";

const cases: readonly Case[] = [
  { what: "a plain string", code: 'cur.execute("SELECT a FROM t")', sql: ["SELECT a FROM t"] },
  {
    what: "psycopg's parameters",
    code: 'cur.execute("SELECT a FROM t WHERE b = %s AND c = %(n)s", x)',
    sql: ["SELECT a FROM t WHERE b = $1 AND c = $2"],
  },
  {
    what: "a doubled percent sign",
    code: "cur.execute(\"SELECT 'a%%' FROM t WHERE b = %s\", (x,))",
    sql: ["SELECT 'a%' FROM t WHERE b = $1"],
  },
  {
    what: "a percent sign without parameters",
    code: "cur.execute(\"SELECT a FROM t WHERE b LIKE 'x%'\")",
    sql: ["SELECT a FROM t WHERE b LIKE 'x%'"],
  },
  {
    what: "a list for one parameter",
    code: 'cur.execute("SELECT a FROM t WHERE b IN %s", (ids,))',
    sql: ["SELECT a FROM t WHERE b IN ($1)"],
  },
  {
    what: "rows for one parameter",
    code: 'execute_values(cur, "INSERT INTO t (a, b) VALUES %s", rows)',
    sql: ["?! INSERT INTO t (a, b) VALUES $1"],
  },
  {
    what: "qmark parameters",
    code: 'cur.execute("UPDATE t SET a = ? WHERE b = ?", (1, 2))',
    sql: ["UPDATE t SET a = $1 WHERE b = $2"],
  },
  {
    what: "named parameters beside a cast",
    code: 'from sqlalchemy import text\ntext("SELECT a::int FROM t WHERE b = :b AND c = :b")',
    sql: ["SELECT a::int FROM t WHERE b = $1 AND c = $1"],
  },
  { what: "text that another module has", code: 'label.text("Select a file, then update it")', sql: [] },
  {
    what: "implicit concatenation",
    code: 'cur.execute("SELECT a "\n  "FROM t "\n  f"WHERE b = {x}")',
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  {
    what: "plus",
    code: 'cur.execute("SELECT a FROM t" + " WHERE b = " + str(x))',
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  {
    what: "an f-string's name",
    code: 'cur.execute(f"SELECT a FROM {t} WHERE b = {x}")',
    sql: ["! SELECT a FROM $1 WHERE b = $2"],
  },
  {
    what: "an f-string's part of a name",
    code: 'cur.execute(f"SELECT a FROM {p}users WHERE b = 1")',
    sql: ["! SELECT a FROM $1 WHERE b = 1"],
  },
  {
    what: "a value in quotes",
    code: "cur.execute(f\"SELECT a FROM t WHERE b = '{x}%'\")",
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  {
    what: "percent format",
    code: 'cur.execute("SELECT a FROM %s WHERE b = %d" % (t, x))',
    sql: ["! SELECT a FROM $1 WHERE b = $2"],
  },
  {
    what: "percent format of known text",
    code: 'T = "t"\ncur.execute("SELECT a FROM %s" % T)',
    sql: ["SELECT a FROM t"],
  },
  {
    what: "format",
    code: 'cur.execute("SELECT {0} FROM t WHERE b = {n} AND c = {{}}".format("a", n=x))',
    sql: ["! SELECT a FROM t WHERE b = $1 AND c = $2"],
  },
  {
    what: "a constant of the module",
    code: 'Q = "SELECT a FROM t"\ndef f():\n  cur.execute(Q + " LIMIT 1")',
    sql: ["SELECT a FROM t LIMIT 1"],
  },
  {
    what: "a constant of the class",
    code: 'class A:\n  Q = "SELECT a FROM t"\n  def f(self):\n    cur.execute(self.Q)',
    sql: ["SELECT a FROM t"],
  },
  {
    what: "another of that name in a parameter",
    code: 'q = "SELECT a FROM t"\ndef f(q):\n  cur.execute(q)',
    sql: ["? SELECT a FROM t", "! $1"],
  },
  {
    what: "a builder with a branch",
    code: 'def f(x):\n  q = "SELECT a FROM t"\n  if x:\n    q += " WHERE b = 1"\n  cur.execute(q)',
    sql: ["SELECT a FROM t WHERE b = 1", "SELECT a FROM t"],
  },
  {
    what: "a builder with two arms",
    code: 'def f(x):\n  q = "SELECT a FROM t ORDER BY a"\n  if x:\n    q += " ASC"\n  else:\n    q += " DESC"\n  cur.execute(q)',
    sql: ["SELECT a FROM t ORDER BY a ASC", "SELECT a FROM t ORDER BY a DESC"],
  },
  {
    what: "a list that is joined",
    code: 'def f():\n  w = ["SELECT a", "FROM t"]\n  w.append("WHERE b = %s")\n  cur.execute(" ".join(w), (1,))',
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  {
    what: "a list that is not known",
    code: 'cur.execute("SELECT a FROM t WHERE " + " AND ".join(w))',
    sql: ["! SELECT a FROM t WHERE $1"],
  },
  {
    what: "Django's RunSQL",
    code: 'migrations.RunSQL(["UPDATE t SET a = 1", ("UPDATE t SET b = %s", [1])], reverse_sql="UPDATE t SET a = 0")',
    sql: ["UPDATE t SET a = 1", "UPDATE t SET b = $1", "UPDATE t SET a = 0"],
  },
  { what: "Alembic", code: 'op.execute("UPDATE user SET a = 1")', sql: ["UPDATE user SET a = 1"] },
  { what: "a variable that is named for SQL", code: 'sql = "select a from t"', sql: ["? select a from t"] },
  {
    what: "MySQL's statement that goes nowhere",
    code: 'x = "INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = VALUES(a)"',
    sql: ["? INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = VALUES(a)"],
  },
  { what: "documentation", code: 'def f():\n  """SELECT a FROM t WHERE b = 1"""', sql: [] },
  { what: "documentation of a module", code: '"""UPDATE t SET a = 1"""\nx = 1', sql: [] },
  { what: "a comment", code: "# SELECT a FROM t WHERE b = 1\nx = 1", sql: [] },
  { what: "a log message", code: 'log.info("DELETE FROM t WHERE a = 1")', sql: [] },
  { what: "an exception", code: 'raise ValueError("UPDATE t SET a = 1 failed")', sql: [] },
  { what: "a message to people", code: 'flash("Update your settings, set a = b")', sql: [] },
  { what: "help of an option", code: 'parser.add_argument("--x", help="SELECT a FROM t WHERE b = 1")', sql: [] },
  { what: "execute of something else", code: 'command.execute("Select a file from the list")', sql: [] },
  {
    what: "a raw string",
    code: "cur.execute(r\"SELECT a FROM t WHERE b ~ '\\d'\")",
    sql: ["SELECT a FROM t WHERE b ~ '\\d'"],
  },
  { what: "an escaped line end", code: 'cur.execute("SELECT a \\\n  FROM t")', sql: ["SELECT a   FROM t"] },
  {
    what: "jsonb's operator",
    code: "cur.execute(\"SELECT a FROM t WHERE b ? 'k'\")",
    sql: ["SELECT a FROM t WHERE b ? 'k'"],
  },
  {
    what: "a string in double quotes",
    code: "cur.execute('SELECT a FROM t WHERE b = \"%s\"' % x)",
    sql: ['SELECT a FROM t WHERE b = "x"'],
  },
];

test("Python's strings become statements", async () => {
  const { found, wanted, skipped } = await sqlOf(cases, ".py");
  expect(skipped).toEqual([]);
  expect(found).toEqual(wanted);
});
