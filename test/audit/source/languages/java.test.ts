// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code of another language has them.
import { expect, test } from "vitest";
import { type Case, sqlOf } from "../../../support/audit-source.ts";

const cases: readonly Case[] = [
  {
    what: "JDBC",
    code: 'PreparedStatement s = c.prepareStatement("SELECT a FROM t WHERE b = ?");',
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  { what: "plus", code: 'stmt.executeQuery("SELECT a FROM t WHERE b = " + x);', sql: ["SELECT a FROM t WHERE b = $1"] },
  {
    what: "a text block",
    code: 'em.createNativeQuery("""\n    SELECT a\n    FROM t""");',
    sql: ["\n    SELECT a\n    FROM t"],
  },
  {
    what: "String.format",
    code: 'stmt.executeQuery(String.format("SELECT a FROM %s WHERE b = %d", t, x));',
    sql: ["! SELECT a FROM $1 WHERE b = $2"],
  },
  {
    what: "a StringBuilder",
    code: 'StringBuilder sb = new StringBuilder("SELECT a "); sb.append("FROM t").append(" WHERE b = ").append(x); c.prepareStatement(sb.toString());',
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  {
    what: "a StringBuilder with a branch",
    code: 'StringBuilder sb = new StringBuilder(); sb.append("SELECT a FROM t"); if (x) { sb.append(" WHERE b = ?"); } c.prepareStatement(sb.toString());',
    sql: ["SELECT a FROM t WHERE b = $1", "SELECT a FROM t"],
  },
  { what: "Spring's names", code: 'jdbcTemplate.update("UPDATE t SET a = :a", x);', sql: ["UPDATE t SET a = $1"] },
  {
    what: "MyBatis",
    code: '} @Select("SELECT a FROM t WHERE b = #{b} ORDER BY ${c}") void m(); void g() {',
    sql: ["! SELECT a FROM t WHERE b = $1 ORDER BY $2"],
  },
  {
    what: "JPA's native query",
    code: '} @Query(value = "SELECT a FROM t WHERE b = ?1", nativeQuery = true) void m(); void g() {',
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  { what: "JPA's own language", code: '} @Query("SELECT u FROM User u WHERE u.b = :b") void m(); void g() {', sql: [] },
  { what: "JPQL", code: 'em.createQuery("SELECT u FROM User u WHERE u.b = 1");', sql: [] },
  { what: "a log message", code: 'log.info("DELETE FROM t WHERE a = 1");', sql: [] },
  { what: "an exception", code: 'throw new E("DELETE FROM t WHERE a = 1");', sql: [] },
  { what: "a sentence", code: 'String x = "Select a file from the list";', sql: [] },
  {
    what: "names that are filled in elsewhere",
    code: `s.execute("INSERT INTO %prefix%sign (%user%) VALUES (?)"); s.execute("CREATE INDEX \\"{p}a_b\\" ON tbl_{p} (a)"); s.execute("DELETE FROM '{p}a'");`,
    sql: ["! INSERT INTO $1 ($2) VALUES ($3)", "! CREATE INDEX $1 ON $2 (a)", "! DELETE FROM $1"],
  },
  {
    what: "braces and percent signs that nothing fills in",
    code: "s.execute(\"SELECT a % 2, b FROM t WHERE c LIKE '%x%' AND d = '{1}'\");",
    sql: ["SELECT a % 2, b FROM t WHERE c LIKE '%x%' AND d = '{1}'"],
  },
];

test("Java's strings become statements", async () => {
  const { found, wanted, skipped } = await sqlOf(cases, ".java", (code) => `class A { void f() { ${code} } }`);
  expect(skipped).toEqual([]);
  expect(found).toEqual(wanted);
});
