// Triggers, event triggers and policies.

import { commented, dropped, mutationsOf, renamed } from "./mutation.ts";

export const triggerMutations = [
  ...mutationsOf("trigger", [
    {
      name: "create",
      on: "column",
      sql: ({ relation, it }, { newName, oneOf }) =>
        `CREATE TRIGGER ${newName()} ${oneOf(["BEFORE", "AFTER"])} ${oneOf(["INSERT", "DELETE OR UPDATE", `UPDATE OF ${it}`])} ON ${relation} FOR EACH ROW EXECUTE FUNCTION app.stamp(${oneOf(["", "'it''s', 'b'"])})`,
    },
    {
      name: "condition",
      on: "column",
      sql: ({ relation, it }, { newName, oneOf }) =>
        `CREATE TRIGGER ${newName()} BEFORE UPDATE ON ${relation} FOR EACH ROW WHEN (${oneOf([`OLD.${it} IS DISTINCT FROM NEW.${it}`, "OLD.* IS DISTINCT FROM NEW.*", `NEW.${it} IS NULL`])}) EXECUTE FUNCTION app.stamp()`,
    },
    {
      name: "of a statement",
      on: "table",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE TRIGGER ${newName()} AFTER ${oneOf(["TRUNCATE", "INSERT", "DELETE"])} ON ${it} ${oneOf(["", 'REFERENCING NEW TABLE AS "New rows"', "REFERENCING OLD TABLE AS gone"])} FOR EACH STATEMENT EXECUTE FUNCTION app.refuse()`,
    },
    {
      name: "constraint",
      on: "plain table",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE CONSTRAINT TRIGGER ${newName()} AFTER INSERT ON ${it} ${oneOf(["", "FROM app.orders"])} ${oneOf(["", "DEFERRABLE", "DEFERRABLE INITIALLY DEFERRED"])} FOR EACH ROW EXECUTE FUNCTION app.stamp()`,
    },
    {
      name: "on a partitioned table",
      on: "partitioned table",
      sql: ({ it }, { newName }) =>
        `CREATE TRIGGER ${newName()} AFTER INSERT ON ${it} FOR EACH ROW EXECUTE FUNCTION app.stamp()`,
    },
    {
      name: "instead",
      on: "view",
      sql: ({ it }, { newName }) =>
        `CREATE TRIGGER ${newName()} INSTEAD OF UPDATE ON ${it} FOR EACH ROW EXECUTE FUNCTION app.refuse()`,
    },
    {
      name: "enabled",
      on: "table trigger",
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER TABLE ${relation} ${oneOf(["DISABLE", "ENABLE", "ENABLE ALWAYS", "ENABLE REPLICA"])} TRIGGER ${it}`,
    },
    {
      name: "enabled on a partition",
      on: "partition trigger",
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER TABLE ${relation} ${oneOf(["DISABLE", "ENABLE", "ENABLE ALWAYS", "ENABLE REPLICA"])} TRIGGER ${it}`,
    },
    {
      name: "rename",
      on: "trigger",
      sql: ({ relation, it }, { newName }) => `ALTER TRIGGER ${it} ON ${relation} RENAME TO ${newName()}`,
    },
    {
      name: "comment",
      on: "trigger",
      sql: ({ relation, it }, { newName, oneOf }) =>
        `COMMENT ON TRIGGER ${it} ON ${relation} IS ${oneOf(["NULL", `$$${newName()}$$`])}`,
    },
    {
      name: "depends on extension",
      on: "trigger",
      sql: ({ relation, it }) => `ALTER TRIGGER ${it} ON ${relation} DEPENDS ON EXTENSION citext`,
    },
    { name: "drop", on: "trigger", sql: ({ relation, it }) => `DROP TRIGGER ${it} ON ${relation}` },
  ]),
  ...mutationsOf("event trigger", [
    {
      name: "create",
      sql: (_, { newName, oneOf }) =>
        `CREATE EVENT TRIGGER ${newName()} ON ${oneOf(["ddl_command_start", "ddl_command_end", "sql_drop", "table_rewrite"])} EXECUTE FUNCTION app.watch()`,
    },
    {
      name: "tags",
      sql: (_, { newName, oneOf }) =>
        `CREATE EVENT TRIGGER ${newName()} ON ddl_command_end WHEN TAG IN (${oneOf(["'CREATE TABLE', 'DROP TABLE'", "'ALTER VIEW'"])}) EXECUTE FUNCTION app.watch()`,
    },
    {
      name: "enabled",
      on: "event trigger",
      sql: ({ it }, { oneOf }) =>
        `ALTER EVENT TRIGGER ${it} ${oneOf(["DISABLE", "ENABLE", "ENABLE ALWAYS", "ENABLE REPLICA"])}`,
    },
    renamed("EVENT TRIGGER", "event trigger"),
    commented("EVENT TRIGGER", "event trigger"),
    dropped("EVENT TRIGGER", "event trigger"),
  ]),
  ...mutationsOf("policy", [
    {
      name: "create",
      on: "table",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE POLICY ${newName()} ON ${it} AS ${oneOf(["PERMISSIVE", "RESTRICTIVE"])} FOR ${oneOf(["ALL", "SELECT", "UPDATE", "DELETE"])} TO ${oneOf(["PUBLIC", "oracle_reader", "oracle_writer, oracle_reader", "CURRENT_USER"])} USING (${oneOf(["true", "EXISTS (SELECT FROM app.loose l WHERE l.id > 1)", "current_user = 'me'"])})`,
    },
    {
      name: "create with check",
      on: "table",
      sql: ({ it }, { newName, oneOf }) =>
        `CREATE POLICY ${newName()} ON ${it} FOR INSERT WITH CHECK (${oneOf(["true", "1 > 2"])})`,
    },
    {
      name: "roles",
      on: "policy",
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER POLICY ${it} ON ${relation} TO ${oneOf(["PUBLIC", "oracle_reader", "oracle_writer"])}`,
    },
    {
      name: "using",
      on: "policy",
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER POLICY ${it} ON ${relation} USING (${oneOf(["1 = 1", "false", "length(current_user) > 3"])})`,
    },
    {
      name: "with check",
      on: "policy",
      sql: ({ relation, it }, { oneOf }) =>
        `ALTER POLICY ${it} ON ${relation} WITH CHECK (${oneOf(["1 = 1", "false"])})`,
    },
    {
      name: "rename",
      on: "policy",
      sql: ({ relation, it }, { newName }) => `ALTER POLICY ${it} ON ${relation} RENAME TO ${newName()}`,
    },
    {
      name: "comment",
      on: "policy",
      sql: ({ relation, it }, { newName, oneOf }) =>
        `COMMENT ON POLICY ${it} ON ${relation} IS ${oneOf(["NULL", `$$${newName()}$$`])}`,
    },
    { name: "drop", on: "policy", sql: ({ relation, it }) => `DROP POLICY ${it} ON ${relation}` },
  ]),
];
