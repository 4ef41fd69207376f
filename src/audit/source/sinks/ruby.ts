// Where Ruby's libraries take SQL.

import type { Library } from "./sink.ts";

const connections = [
  "connection",
  "conn",
  "db",
  "client",
  "ActiveRecord::Base",
  "lease_connection",
  "c",
  "database",
  "mysql",
  "raw_connection",
  "Base",
];

export const rubyLibraries: readonly Library[] = [
  {
    name: "Active Record",
    source: "https://api.rubyonrails.org/classes/ActiveRecord/ConnectionAdapters/DatabaseStatements.html",
    sinks: [
      ...[
        "exec_query",
        "select_all",
        "select_one",
        "select_value",
        "select_values",
        "select_rows",
        "exec_update",
        "exec_delete",
        "exec_insert",
        "exec_update",
        "insert",
        "update",
        "delete",
        "query",
      ].map((call) => ({ call, on: connections })),
      { call: "execute", on: [...connections, ""] },
      { call: "find_by_sql", list: "with values" },
      { call: "count_by_sql", list: "with values" },
      { call: "sanitize_sql", list: "with values", wraps: true },
      { call: "sanitize_sql_array", list: "with values", wraps: true },
    ],
  },
  {
    name: "Discourse's MiniSql",
    source: "https://github.com/discourse/mini_sql",
    sinks: ["exec", "query", "query_single", "query_hash", "query_array"].map((call) => ({
      call,
      on: ["DB", "mini_sql"],
    })),
  },
  {
    name: "Sequel, mysql2 and pg",
    source: "https://sequel.jeremyevans.net/rdoc/files/doc/sql_rdoc.html",
    sinks: [
      { call: "fetch", on: ["DB", "db"] },
      { call: "run", on: ["DB", "db"] },
      { call: "exec", on: ["conn", "connection", "pg"] },
      { call: "exec_params", on: ["conn", "connection", "pg"] },
      { call: "prepare", on: ["client", "conn", "db"] },
    ],
  },
];
