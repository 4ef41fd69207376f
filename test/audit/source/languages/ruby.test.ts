import { expect, test } from "vitest";
import { type Case, sqlOf } from "../../../support/audit-source.ts";

const cases: readonly Case[] = [
  { what: "execute in a migration", code: 'execute "UPDATE user SET a = 1"', sql: ["UPDATE user SET a = 1"] },
  {
    what: "a heredoc",
    code: "execute <<~SQL\n  SELECT a\n  FROM t WHERE b = #{x}\nSQL\n",
    sql: ["  SELECT a\n  FROM t WHERE b = $1\n"],
  },
  {
    what: "two heredocs",
    code: "execute(<<~A)\n  SELECT a FROM t\nA\nexecute(<<~B)\n  SELECT b FROM t\nB\n",
    sql: ["  SELECT a FROM t\n", "  SELECT b FROM t\n"],
  },
  { what: "squish", code: 'connection.select_all("SELECT a\n FROM t".squish)', sql: ["SELECT a\n FROM t"] },
  {
    what: "interpolation of a name",
    code: 'connection.execute("SELECT a FROM #{t} WHERE b = #{x}")',
    sql: ["! SELECT a FROM $1 WHERE b = $2"],
  },
  {
    what: "find_by_sql with values",
    code: 'User.find_by_sql(["SELECT a FROM t WHERE b = ? AND c = :c", 1])',
    sql: ["SELECT a FROM t WHERE b = $1 AND c = $2"],
  },
  {
    what: "a constant",
    code: 'class A\n  Q = "SELECT a FROM t".freeze\n  def f\n    connection.execute(Q + " LIMIT 1")\n  end\nend',
    sql: ["SELECT a FROM t LIMIT 1"],
  },
  {
    what: "shovels",
    code: 'def f(x)\n  q = +"SELECT a "\n  q = "SELECT a "\n  q << "FROM t"\n  connection.execute(q)\nend',
    sql: ["SELECT a FROM t"],
  },
  {
    what: "a modifier",
    code: 'def f(x)\n  q = "SELECT a FROM t"\n  q += " WHERE b = 1" if x\n  connection.execute(q)\nend',
    sql: ["SELECT a FROM t WHERE b = 1", "SELECT a FROM t"],
  },
  {
    what: "percent literals",
    code: "connection.execute(%q(SELECT a FROM t)); connection.execute(%(SELECT b FROM t))",
    sql: ["SELECT a FROM t", "SELECT b FROM t"],
  },
  { what: "a fragment", code: 'User.where("a = ? AND b = 1", x)', sql: [] },
  { what: "output", code: 'puts "SELECT a FROM t WHERE b = 1"', sql: [] },
  { what: "what is raised", code: 'raise E, "UPDATE t SET a = 1"', sql: [] },
  { what: "a sentence", code: 'x = "Update your profile, set a picture"', sql: [] },
];

test("Ruby's strings become statements", async () => {
  const { found, wanted, skipped } = await sqlOf(cases, ".rb");
  expect(skipped).toEqual([]);
  expect(found).toEqual(wanted);
});
