import { expect, test } from "vitest";
import { type Case, sqlOf } from "../../../support/audit-source.ts";

const cases: readonly Case[] = [
  {
    what: "Dapper",
    code: 'await conn.QueryAsync<User>("SELECT a FROM t WHERE b = @b", new { b = x });',
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  {
    what: "an interpolated string",
    code: 'db.Execute($"SELECT a FROM {t} WHERE b = {x}");',
    sql: ["! SELECT a FROM $1 WHERE b = $2"],
  },
  {
    what: "a verbatim string",
    code: 'var c = new SqlCommand(@"SELECT ""a""\nFROM t", conn);',
    sql: ['SELECT "a"\nFROM t'],
  },
  { what: "a raw string", code: 'conn.Query("""\n  SELECT a\n  FROM t\n  """);', sql: ["\n  SELECT a\n  FROM t\n  "] },
  { what: "CommandText", code: 'cmd.CommandText = "UPDATE t SET a = @a";', sql: ["UPDATE t SET a = $1"] },
  {
    what: "CommandText that is put together",
    code: 'cmd.CommandText = "SELECT a FROM t" + " LIMIT 1";',
    sql: ["SELECT a FROM t LIMIT 1"],
  },
  {
    what: "a StringBuilder",
    code: 'var sb = new StringBuilder(); sb.Append("SELECT a"); sb.AppendLine(" FROM t"); sb.AppendFormat("WHERE b = {0}", x); conn.Execute(sb.ToString());',
    sql: ["SELECT a FROM t\nWHERE b = $1"],
  },
  {
    what: "Entity Framework's numbers",
    code: 'ctx.Database.ExecuteSqlRaw("DELETE FROM t WHERE a = {0}", x);',
    sql: ["DELETE FROM t WHERE a = $1"],
  },
  {
    what: "Entity Framework's templates",
    code: 'ctx.Users.FromSqlInterpolated($"SELECT * FROM t WHERE a = {x}");',
    sql: ["SELECT * FROM t WHERE a = $1"],
  },
  {
    what: "string.Format",
    code: 'conn.Query(string.Format("SELECT a FROM t WHERE b = {0}", x));',
    sql: ["SELECT a FROM t WHERE b = $1"],
  },
  { what: "an exception", code: 'throw new E("UPDATE t SET a = 1");', sql: [] },
  { what: "a log message", code: 'logger.LogInformation("DELETE FROM t WHERE a = 1");', sql: [] },
  { what: "a sentence", code: 'var x = "Select a file from the list";', sql: [] },
  {
    what: "quoted names at the end of a verbatim string with values in it",
    code: 'cmd.CommandText = $@"SELECT ""a"" FROM ""{table}"""; cmd.CommandText = @$"DELETE FROM ""t"" WHERE ""a"" = {(b ? @"""c""" : "1")}";',
    sql: ['! SELECT "a" FROM $1', 'DELETE FROM "t" WHERE "a" = "c"', 'DELETE FROM "t" WHERE "a" = 1'],
  },
  {
    what: "an empty string in a verbatim string",
    code: 'cmd.CommandText = $@"UPDATE t SET a = """" WHERE b = {x}";',
    sql: ['UPDATE t SET a = "" WHERE b = $1'],
  },
  {
    what: "a collection of nothing",
    code: 'F([]); cmd.CommandText = "DELETE FROM t WHERE a = 1";',
    sql: ["DELETE FROM t WHERE a = 1"],
  },
  {
    what: "quoted names in a call of the project's own",
    code: 'cmd.SetCommandAndParameters(@"SELECT DISTINCT ""Scheme"" FROM ""Storage"" ORDER BY ""Id"" DESC");',
    sql: ['? SELECT DISTINCT "Scheme" FROM "Storage" ORDER BY "Id" DESC'],
  },
  {
    what: "a sentence in capitals",
    code: 'var x = "SELECT A NEW FILE FROM THE LIST"; var y = "CREATE TABLE";',
    sql: [],
  },
];

test("C#'s strings become statements", async () => {
  const { found, wanted, skipped } = await sqlOf(cases, ".cs", (code) => `class A { async Task F() { ${code} } }`);
  expect(skipped).toEqual([]);
  expect(found).toEqual(wanted);
});
