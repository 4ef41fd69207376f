// Where JavaScript's and TypeScript's libraries take SQL.

import type { Library } from "./sink.ts";

const connections = [
  "db",
  "conn",
  "connection",
  "pool",
  "client",
  "database",
  "sequelize",
  "queryrunner",
  "manager",
  "datasource",
  "repository",
  "tx",
  "trx",
  "transaction",
  "mysql",
  "pg",
  "sqlite",
  "em",
  "sql",
  "entitymanager",
  "promisepool",
  "promise",
  "prepared",
  "knex",
  "queryinterface",
];

export const javascriptLibraries: readonly Library[] = [
  {
    name: "pg, mysql2, sqlite3, TypeORM and Sequelize",
    source: "https://node-postgres.com/apis/client#clientquery",
    sinks: [
      { call: "query", on: connections },
      { call: "execute", on: connections },
      { call: "queryRaw", on: connections },
      { call: "rawQuery" },
      { call: "executeSql" },
      { call: "runSql" },
    ],
  },
  {
    name: "better-sqlite3 and sqlite3",
    source: "https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md",
    sinks: ["prepare", "exec", "run", "all", "get", "each"].map((call) => ({
      call,
      on: ["db", "database", "sqlite", "conn", "connection"],
    })),
  },
  {
    name: "RedBeanNode",
    source: "https://github.com/louislam/redbean-node",
    sinks: ["exec", "getAll", "getRow", "getCell", "getCol", "getAssoc"].map((call) => ({ call, on: ["R"] })),
  },
  {
    name: "Knex",
    source: "https://knexjs.org/guide/raw.html",
    sinks: [{ call: "raw", on: ["knex", "db", "trx", "schema", "conn", "connection", "tx", "k"] }],
  },
  {
    name: "Prisma",
    source: "https://www.prisma.io/docs/orm/prisma-client/using-raw-sql/raw-queries",
    sinks: [
      { call: "$queryRawUnsafe", values: "rest" },
      { call: "$executeRawUnsafe", values: "rest" },
      { call: "$queryRaw" },
      { call: "$executeRaw" },
      { call: "sql", on: ["prisma"], wraps: true },
      { call: "raw", on: ["prisma"], wraps: true },
    ],
  },
  {
    name: "Tagged templates of postgres.js, Drizzle, slonik and Kysely",
    source: "https://github.com/porsager/postgres#queries",
    sinks: [
      { call: "sql", on: ["", "tx"], wraps: true },
      { call: "unsafe", on: ["sql", "tx", "slonik"] },
      { call: "SQL", on: [""], wraps: true },
    ],
  },
];
