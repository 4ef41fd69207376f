// Where C#'s libraries take SQL.

import type { Library } from "./sink.ts";

const connections = [
  "conn",
  "connection",
  "db",
  "cnn",
  "cn",
  "con",
  "database",
  "sqlconnection",
  "dbconnection",
  "uow",
  "context",
  "unitofwork",
  "transaction",
  "session",
];

const dapper = [
  "Query",
  "QueryFirst",
  "QueryFirstOrDefault",
  "QuerySingle",
  "QuerySingleOrDefault",
  "QueryMultiple",
  "Execute",
  "ExecuteScalar",
  "ExecuteReader",
];

export const csharpLibraries: readonly Library[] = [
  {
    name: "ADO.NET",
    source: "https://learn.microsoft.com/en-us/dotnet/api/system.data.common.dbcommand.commandtext",
    sinks: [
      { call: "=CommandText" },
      ...[
        "SqlCommand",
        "NpgsqlCommand",
        "MySqlCommand",
        "SqliteCommand",
        "SQLiteCommand",
        "OleDbCommand",
        "OdbcCommand",
        "SqlDataAdapter",
        "MySqlDataAdapter",
        "NpgsqlDataAdapter",
        "NpgsqlBatchCommand",
      ].map((call) => ({ call })),
      { call: "CreateCommand", on: ["datasource", "source", ...connections] },
    ],
  },
  {
    name: "Dapper",
    source: "https://www.learndapper.com/dapper-query",
    sinks: [
      ...dapper.flatMap((call) => [call, `${call}Async`]).map((call) => ({ call, on: connections })),
      { call: "CommandDefinition" },
    ],
  },
  {
    name: "Entity Framework Core",
    source: "https://learn.microsoft.com/en-us/ef/core/querying/sql-queries",
    sinks: [
      ...["FromSqlRaw", "ExecuteSqlRaw", "ExecuteSqlRawAsync", "SqlQueryRaw"].map((call) => ({
        call,
        values: "rest" as const,
        parameters: ["braces", "at"] as const,
      })),
      ...[
        "FromSql",
        "FromSqlInterpolated",
        "ExecuteSql",
        "ExecuteSqlAsync",
        "ExecuteSqlInterpolated",
        "ExecuteSqlInterpolatedAsync",
        "SqlQuery",
      ].map((call) => ({ call })),
      { call: "Sql", on: ["migrationbuilder"] },
    ],
  },
];
