// Sequences.

import { commented, dropped, moved, mutationsOf, renamed } from "./mutation.ts";

const numberTypes = ["smallint", "integer", "bigint"];

export const sequenceMutations = mutationsOf("sequence", [
  {
    name: "create",
    on: "schema",
    sql: ({ it }, { newName, oneOf }) =>
      `CREATE SEQUENCE ${it}.${newName()} AS ${oneOf(numberTypes)} ${oneOf(["", "INCREMENT -1", "CYCLE"])}`,
  },
  {
    name: "create unlogged",
    on: "schema",
    since: 15,
    sql: ({ it }, { newName }) => `CREATE UNLOGGED SEQUENCE ${it}.${newName()}`,
  },
  { name: "type", on: "sequence", sql: ({ it }, { oneOf }) => `ALTER SEQUENCE ${it} AS ${oneOf(numberTypes)}` },
  {
    name: "start",
    on: "sequence",
    sql: ({ it }, { oneOf }) => `ALTER SEQUENCE ${it} START ${oneOf(["1", "500", "-3"])}`,
  },
  {
    name: "increment",
    on: "sequence",
    sql: ({ it }, { oneOf }) => `ALTER SEQUENCE ${it} INCREMENT ${oneOf(["1", "2", "-1"])}`,
  },
  {
    name: "bounds",
    on: "sequence",
    sql: ({ it }, { oneOf }) =>
      `ALTER SEQUENCE ${it} ${oneOf(["MINVALUE -10", "NO MINVALUE", "MAXVALUE 32767", "NO MAXVALUE"])}`,
  },
  { name: "cache", on: "sequence", sql: ({ it }, { oneOf }) => `ALTER SEQUENCE ${it} CACHE ${oneOf(["1", "20"])}` },
  {
    name: "cycle",
    on: "sequence",
    sql: ({ it }, { oneOf }) => `ALTER SEQUENCE ${it} ${oneOf(["CYCLE", "NO CYCLE"])}`,
  },
  {
    name: "owned by",
    on: "free sequence",
    sql: ({ it }, { oneOf }) =>
      `ALTER SEQUENCE ${it} OWNED BY ${oneOf(["NONE", "app.customers.score", "app.orders.id"])}`,
  },
  { name: "restart", on: "sequence", sql: ({ it }) => `ALTER SEQUENCE ${it} RESTART` },
  { name: "nextval", on: "sequence", sql: ({ it }) => `SELECT nextval('${it?.replaceAll("'", "''")}')` },
  {
    name: "persistence",
    on: "sequence",
    since: 15,
    sql: ({ it }, { oneOf }) => `ALTER SEQUENCE ${it} SET ${oneOf(["LOGGED", "UNLOGGED"])}`,
  },
  renamed("SEQUENCE", "sequence"),
  moved("SEQUENCE", "free sequence"),
  commented("SEQUENCE", "sequence"),
  dropped("SEQUENCE", "free sequence", "CASCADE"),
]);
