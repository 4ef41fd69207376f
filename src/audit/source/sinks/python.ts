// Where Python's libraries take SQL.

import type { Library } from "./sink.ts";

const connections = [
  "cur",
  "conn",
  "db",
  "session",
  "engine",
  "cursor",
  "connection",
  "tx",
  "transaction",
  "bind",
  "op",
  "pool",
  "c",
];

export const pythonLibraries: readonly Library[] = [
  {
    name: "DB-API 2.0",
    source: "https://peps.python.org/pep-0249/#cursor-methods",
    sinks: [
      { call: "execute", on: connections, names: ["operation", "query", "sql", "statement"] },
      { call: "executemany", on: connections, names: ["operation", "query", "sql", "statement"] },
      { call: "executescript", on: connections },
      { call: "mogrify", on: connections },
    ],
  },
  {
    name: "SQLAlchemy",
    source: "https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.text",
    sinks: [
      { call: "text", on: ["", "sa", "sqlalchemy", "sql", "db", "expression"], with: ["sqlalchemy"], wraps: true },
      { call: "exec_driver_sql" },
      { call: "DDL", on: ["", "sa", "sqlalchemy", "schema"], with: ["sqlalchemy"] },
      { call: "scalar", on: connections },
      { call: "scalars", on: connections },
      { call: "from_statement" },
      { call: "read_sql", argument: 0 },
      { call: "read_sql_query", argument: 0 },
    ],
  },
  {
    name: "Alembic",
    source: "https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.execute",
    sinks: [{ call: "execute", on: ["op", "batch_op"] }],
  },
  {
    name: "Django",
    source: "https://docs.djangoproject.com/en/5.2/topics/db/sql/",
    sinks: [
      { call: "RunSQL", list: "statements", names: ["sql", "reverse_sql"] },
      { call: "RunSQL", argument: 1, list: "statements", names: ["reverse_sql"] },
      { call: "raw", on: ["objects", "_default_manager", "manager", "_base_manager"], names: ["raw_query"] },
    ],
  },
  {
    name: "asyncpg",
    source: "https://magicstack.github.io/asyncpg/current/api/index.html#connection",
    sinks: ["fetch", "fetchrow", "fetchval", "fetchmany", "copy_from_query"].map((call) => ({
      call,
      on: ["conn", "db", "pool", "connection", "con", "tx"],
      values: "rest" as const,
    })),
  },
  {
    name: "databases",
    source: "https://www.encode.io/databases/database_queries/",
    sinks: ["fetch_all", "fetch_one", "fetch_val", "execute_many"].map((call) => ({
      call,
      on: ["db", "database", "conn", "connection"],
    })),
  },
  {
    name: "Frappe",
    source: "https://docs.frappe.io/framework/user/en/api/database#frappedbsql",
    sinks: [
      { call: "sql", on: ["db"] },
      { call: "sql_list", on: ["db"] },
      { call: "multisql", on: ["db"] },
    ],
  },
  {
    name: "Odoo",
    source: "https://www.odoo.com/documentation/18.0/developer/reference/backend/orm.html",
    sinks: [{ call: "execute", on: ["cr", "_cr"] }],
  },
];
