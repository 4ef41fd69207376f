// Where Go's libraries take SQL. With a context the SQL is the second argument.

import type { Library } from "./sink.ts";

const connections = [
  "db",
  "tx",
  "conn",
  "pool",
  "stmt",
  "dbx",
  "sqlx",
  "q",
  "x",
  "sess",
  "session",
  "engine",
  "store",
  "querier",
  "ext",
  "dbc",
  "client",
  "e",
];

const plain = (...calls: readonly string[]) =>
  calls.map((call) => ({ call, on: connections, values: "rest" as const }));
const inContext = (...calls: readonly string[]) =>
  calls.map((call) => ({ call, on: connections, argument: 1, values: "rest" as const }));

export const goLibraries: readonly Library[] = [
  {
    name: "database/sql and sqlx",
    source: "https://pkg.go.dev/database/sql#DB.Query",
    sinks: [
      ...plain(
        "Query",
        "QueryRow",
        "Exec",
        "Prepare",
        "MustExec",
        "Queryx",
        "QueryRowx",
        "Preparex",
        "NamedExec",
        "NamedQuery",
        "PrepareNamed",
      ),
      ...inContext(
        "QueryContext",
        "QueryRowContext",
        "ExecContext",
        "PrepareContext",
        "MustExecContext",
        "QueryxContext",
        "QueryRowxContext",
        "NamedExecContext",
        "NamedQueryContext",
        "PreparexContext",
      ),
      { call: "Get", on: connections, argument: 1, values: "rest" },
      { call: "Select", on: connections, argument: 1, values: "rest" },
      { call: "GetContext", on: connections, argument: 2, values: "rest" },
      { call: "SelectContext", on: connections, argument: 2, values: "rest" },
      { call: "Rebind", wraps: true },
    ],
  },
  {
    name: "pgx",
    source: "https://pkg.go.dev/github.com/jackc/pgx/v5#Conn.Query",
    sinks: inContext("Query", "QueryRow", "Exec", "Prepare"),
  },
  {
    name: "GORM, xorm and bun",
    source: "https://gorm.io/docs/sql_builder.html",
    sinks: [
      { call: "Raw", on: [...connections, "orm"], values: "rest" },
      { call: "SQL", on: connections, values: "rest" },
      { call: "NewRaw", values: "rest" },
      ...plain("Exec"),
    ],
  },
];
