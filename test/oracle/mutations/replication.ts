// Publications and subscriptions. A subscription is never connected: there is nothing to connect to.

import { commented, dropped, mutationsOf, renamed } from "./mutation.ts";

export const replicationMutations = [
  ...mutationsOf("publication", [
    {
      name: "create",
      on: "table",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE PUBLICATION ${newName()} FOR TABLE ${oneOf(["", "ONLY"])} ${it} ${oneOf(["", "WITH (publish = 'insert, update')", "WITH (publish_via_partition_root = true)"])}`,
    },
    {
      name: "create for all",
      sql: (_, { newName, oneOf }) => `CREATE PUBLICATION ${newName()} ${oneOf(["FOR ALL TABLES", ""])}`,
    },
    {
      name: "create for a schema",
      on: "schema",
      since: 15,
      sql: ({ it }, { newName }) => `CREATE PUBLICATION ${newName()} FOR TABLES IN SCHEMA ${it}`,
    },
    { name: "add table", on: "table", sql: ({ it }) => `ALTER PUBLICATION part ADD TABLE ${it}` },
    {
      name: "set table",
      on: "number column",
      since: 15,
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER PUBLICATION part SET TABLE ${relation} ${oneOf(["", `(${it})`])} ${oneOf(["", `WHERE (${it} > 1)`, `WHERE (${it} > 2)`])}`,
    },
    {
      name: "drop table",
      on: "published table",
      sql: ({ it, relation }) => `ALTER PUBLICATION ${it} DROP TABLE ${relation}`,
    },
    {
      name: "add schema",
      on: "schema",
      since: 15,
      sql: ({ it }, { oneOf }) => `ALTER PUBLICATION part ${oneOf(["ADD", "DROP"])} TABLES IN SCHEMA ${it}`,
    },
    {
      name: "options",
      on: "any publication",
      sql: ({ it }, { oneOf }) =>
        `ALTER PUBLICATION ${it} SET (${oneOf(["publish = 'insert'", "publish = 'insert, delete, truncate'", "publish_via_partition_root = true", "publish_via_partition_root = false"])})`,
    },
    {
      name: "generated columns",
      on: "any publication",
      since: 18,
      sql: ({ it }, { oneOf }) =>
        `ALTER PUBLICATION ${it} SET (publish_generated_columns = ${oneOf(["stored", "none"])})`,
    },
    renamed("PUBLICATION", "any publication"),
    commented("PUBLICATION", "any publication"),
    dropped("PUBLICATION", "any publication"),
  ]),
  ...mutationsOf("subscription", [
    {
      name: "create",
      sql: (_, { newName, oneOf }) =>
        `CREATE SUBSCRIPTION ${newName()} CONNECTION 'host=${oneOf(["nowhere", "elsewhere"])} dbname=x' PUBLICATION ${oneOf(["a", '"B c", a'])} WITH (connect = false, slot_name = NONE, binary = ${oneOf(["true", "false"])})`,
    },
    {
      name: "create with more",
      since: 15,
      sql: (_, { newName, oneOf }) =>
        `CREATE SUBSCRIPTION ${newName()} CONNECTION 'host=nowhere' PUBLICATION a WITH (connect = false, slot_name = NONE, ${oneOf(["two_phase = true", "disable_on_error = true", "streaming = true"])})`,
    },
    {
      name: "connection",
      on: "subscription",
      sql: ({ it }, { oneOf }) => `ALTER SUBSCRIPTION ${it} CONNECTION '${oneOf(["host=a", "host=b password=x"])}'`,
    },
    {
      name: "publications",
      on: "subscription",
      sql: ({ it }, { oneOf }) =>
        `ALTER SUBSCRIPTION ${it} SET PUBLICATION ${oneOf(["a", "b", "a, b"])} WITH (refresh = false)`,
    },
    {
      name: "options",
      on: "subscription",
      sql: ({ it }, { oneOf }) =>
        `ALTER SUBSCRIPTION ${it} SET (${oneOf(["binary = true", "binary = false", "synchronous_commit = on", "streaming = true", "slot_name = NONE"])})`,
    },
    {
      name: "more options",
      on: "subscription",
      since: 17,
      sql: ({ it }, { oneOf }) =>
        `ALTER SUBSCRIPTION ${it} SET (${oneOf(["origin = none", "run_as_owner = true", "password_required = false", "disable_on_error = true"])})`,
    },
    {
      name: "slot name",
      on: "subscription",
      sql: ({ it }, { oneOf }) => `ALTER SUBSCRIPTION ${it} SET (slot_name = ${oneOf(["NONE", "'a_slot'"])})`,
    },
    renamed("SUBSCRIPTION", "subscription"),
    commented("SUBSCRIPTION", "subscription"),
    dropped("SUBSCRIPTION", "subscription"),
  ]),
];
