import { expect, test } from "vitest";
import { type Case, sqlOf } from "../../../support/audit-source.ts";

const cases: readonly Case[] = [
  {
    what: "a query with a context",
    code: "db.QueryContext(ctx, `SELECT a FROM t WHERE b = ?`, x)",
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  {
    what: "a query in an if",
    code: 'if err := db.QueryRow("SELECT a FROM t WHERE b = $1", x).Scan(&a); err != nil { return }',
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  { what: "Sprintf", code: 'db.Exec(fmt.Sprintf("UPDATE %s SET a = %d", t, x))', sql: ["! UPDATE $1 SET a = $2"] },
  {
    what: "Sprintf with indexes",
    code: 'db.Exec(fmt.Sprintf("UPDATE t SET a = %[2]d WHERE b = %[1]d", x, y))',
    sql: ["UPDATE t SET a = $1 WHERE b = $2"],
  },
  {
    what: "a builder",
    code: 'var sb strings.Builder; sb.WriteString("DELETE FROM t "); sb.WriteString("WHERE a = 1"); db.Exec(sb.String())',
    sql: ["DELETE FROM t WHERE a = 1"],
  },
  {
    what: "appended conditions",
    code: 'w := []string{"1 = 1"}; if x { w = append(w, "a = ?") }; db.Query("SELECT a FROM t WHERE " + strings.Join(w, " AND "))',
    sql: ["SELECT a FROM t WHERE 1 = 1 AND a = $1", "SELECT a FROM t WHERE 1 = 1"],
  },
  {
    what: "a constant",
    code: 'const q = `SELECT a FROM t`; db.Query(q + " LIMIT 1")',
    sql: ["SELECT a FROM t LIMIT 1"],
  },
  { what: "sqlx", code: 'db.Select(&a, "SELECT a FROM t WHERE b = :b")', sql: ["SELECT a FROM t WHERE b = $1"] },
  { what: "an error", code: 'return fmt.Errorf("DELETE FROM t WHERE a = 1: %w", err)', sql: [] },
  { what: "a log message", code: 'log.Printf("UPDATE t SET a = 1")', sql: [] },
  { what: "a sentence", code: 'x := "Select a file from the list"', sql: [] },
  {
    what: "a function that is called at once",
    code: 'go func() { _, err := db.Exec("UPDATE t SET a = ?", x); log.Error("UPDATE t SET a = 1: %v", err) }()',
    sql: ["UPDATE t SET a = $1"],
  },
];

test("Go's strings become statements", async () => {
  const { found, wanted, skipped } = await sqlOf(cases, ".go", (code) => `package a\nfunc f() {\n${code}\n}`);
  expect(skipped).toEqual([]);
  expect(found).toEqual(wanted);
});
