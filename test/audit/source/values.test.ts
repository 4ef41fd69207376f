// SQL that does not stand where it is run: another function of the file returns it, a dictionary or a list holds it.

import { expect, test } from "vitest";
import { type Case, sqlOf } from "../../support/audit-source.ts";

const python: readonly Case[] = [
  {
    what: "a function that stands after its caller, with what it is given",
    code: `
def load(cur):
    cur.execute(by_key("boat", limit=5), (1,))

def by_key(table, limit):
    return f"SELECT a FROM {table} WHERE id = %s LIMIT {limit}"
`,
    sql: ["SELECT a FROM boat WHERE id = $1 LIMIT 5"],
  },
  {
    what: "a method that returns what another does",
    code: `
class Boats:
    COLUMNS = "a, b"
    def base(self):
        return "SELECT " + self.COLUMNS + " FROM boat"
    def whole(self, order):
        sql = self.base()
        return sql + " ORDER BY a"
    def all(self):
        return self.conn.execute(self.whole("a"))
`,
    sql: ["SELECT a, b FROM boat ORDER BY a"],
  },
  {
    what: "one of several that are returned",
    code: `
def sql(kind):
    if kind:
        return "SELECT a FROM t"
    return "SELECT b FROM t"
cur.execute(sql(1))
`,
    sql: ["SELECT a FROM t", "SELECT b FROM t"],
  },
  {
    what: "another object's method is not this one's",
    code: 'def sql():\n    return "not really text"\ncur.execute(other.sql())\n',
    sql: ["! $1"],
  },
  {
    what: "a dictionary by its key, and by a key that is not known",
    code: `
QUERIES = {"one": "SELECT a FROM t", "two": "SELECT b FROM t"}
cur.execute(QUERIES["one"])
def run(name):
    cur.execute(QUERIES.get(name))
`,
    sql: ["SELECT a FROM t", "SELECT b FROM t"],
  },
  {
    what: "loops over lists, pairs and dictionaries",
    code: `
STATEMENTS = ["DELETE FROM a", "DELETE FROM b"]
for sql in STATEMENTS:
    cur.execute(sql)
for table in ("c", "d"):
    cur.execute("DELETE FROM " + table)
for name, sql in [("e", "DELETE FROM e"), ("f", "DELETE FROM f")]:
    cur.execute(sql)
for name, sql in {"g": "DELETE FROM g"}.items():
    cur.execute(sql)
`,
    sql: [
      "DELETE FROM a",
      "DELETE FROM b",
      "DELETE FROM c",
      "DELETE FROM d",
      "DELETE FROM e",
      "DELETE FROM f",
      "DELETE FROM g",
    ],
  },
];

const typescript: readonly Case[] = [
  {
    what: "an arrow function, an object and a loop",
    code: `
const columns = { boat: "id, name" };
const byId = (table: string) => \`SELECT \${columns.boat} FROM \${table} WHERE id = $1\`;
export async function run(pool) {
  await pool.query(byId("boat"), [1]);
  for (const table of ["a", "b"]) await pool.query(\`TRUNCATE \${table}\`);
}
`,
    sql: ["SELECT id, name FROM boat WHERE id = $1", "TRUNCATE a", "TRUNCATE b"],
  },
];

const php: readonly Case[] = [
  {
    what: "a method, a class constant, an array and a loop",
    code: `
class Boats {
  const TABLE = 'boat';
  private $queries = ['one' => 'SELECT a FROM t'];
  private function base($order) { return 'SELECT a FROM ' . self::TABLE . ' ORDER BY ' . $order; }
  public function all($db) {
    $db->query($this->base('a'));
    foreach (['x', 'y'] as $table) { $db->exec("DELETE FROM $table"); }
    $sqls = ['one' => 'SELECT b FROM t'];
    $db->query($sqls['one']);
  }
}`,
    sql: ["? SELECT a FROM t", "SELECT a FROM boat ORDER BY a", "DELETE FROM x", "DELETE FROM y", "SELECT b FROM t"],
  },
];

const sorted = (all: readonly Pick<Case, "what" | "sql">[]) =>
  all.map(({ what, sql }) => ({ what, sql: sql.toSorted() }));

test.each([
  ["Python", ".py", python, ""],
  ["TypeScript", ".ts", typescript, ""],
  ["PHP", ".php", php, "<?php\n"],
])("%s: text of other functions, of dictionaries and of lists", async (_, extension, cases, head) => {
  const { found, wanted } = await sqlOf(cases, extension, (code) => head + code);
  expect(sorted(found)).toEqual(sorted(wanted));
});
