// Who owns what, and who may do what: privileges, default privileges, owners. And security labels, which need no provider to be.

import { type Done, type Draw, mutationsOf } from "./mutation.ts";
import type { Target } from "./targets.ts";

const roles = [
  "PUBLIC",
  "oracle_reader",
  "oracle_writer",
  '"Oracle ""Owner"""',
  "oracle_reader WITH GRANT OPTION",
  "postgres",
];
const owners = ["oracle_reader", "oracle_writer", '"Oracle ""Owner"""', "postgres", "oracle_super"];

const granted = (name: string, on: Target, word: string, privileges: readonly string[]): Done => ({
  name,
  on,
  sql: ({ it }, draw) => grantOrRevoke(draw, privileges, `${word} ${it}`),
});

function grantOrRevoke({ oneOf }: Draw, privileges: readonly string[], on: string): string {
  const privilege = oneOf(privileges);
  const role = oneOf(roles);
  return oneOf([true, true, false])
    ? `GRANT ${privilege} ON ${on} TO ${role}`
    : `REVOKE ${privilege} ON ${on} FROM ${role.replace(" WITH GRANT OPTION", "")}`;
}

const owned = (name: string, on: Target, word: string): Done => ({
  name,
  on,
  sql: ({ it }, { oneOf }) => `ALTER ${word} ${it} OWNER TO ${oneOf(owners)}`,
});

const labelled = (name: string, catalog: string, on: Target, oid: string): Done => ({
  name,
  on,
  sql: (found, { newName, oneOf }) => {
    const of = `'${catalog}'::regclass, ${oid.replace("$", `'${found.it?.replaceAll("'", "''")}'`)}`;
    return `INSERT INTO pg_seclabel (classoid, objoid, objsubid, provider, label)
      VALUES (${of}, 0, '${oneOf(["one", "two", "three"])}', $$${newName()}$$)`;
  },
});

export const accessMutations = [
  ...mutationsOf("privilege", [
    granted("of a relation", "relation", "", ["SELECT", "INSERT, UPDATE", "ALL", "TRUNCATE", "REFERENCES"]),
    {
      name: "of a column",
      on: "column",
      sql: ({ relation, it }, draw) =>
        grantOrRevoke(draw, [`SELECT (${it})`, `UPDATE (${it})`, `ALL (${it})`], `${relation}`),
    },
    {
      name: "of a view's column",
      on: "view column",
      sql: ({ relation, it }, draw) => grantOrRevoke(draw, [`SELECT (${it})`], `${relation}`),
    },
    {
      name: "of a foreign table's column",
      on: "foreign column",
      sql: ({ relation, it }, draw) => grantOrRevoke(draw, [`SELECT (${it})`], `${relation}`),
    },
    granted("to maintain", "table", "", ["MAINTAIN"]),
    granted("of a schema", "schema", "SCHEMA", ["USAGE", "CREATE", "ALL"]),
    granted("of a sequence", "sequence", "SEQUENCE", ["USAGE", "SELECT", "ALL"]),
    granted("of a function", "function", "FUNCTION", ["EXECUTE"]),
    granted("of a procedure", "procedure", "PROCEDURE", ["EXECUTE"]),
    {
      name: "of an aggregate",
      on: "aggregate",
      sql: ({ it }, draw) => grantOrRevoke(draw, ["EXECUTE"], `FUNCTION ${it}`),
    },
    granted("of a type", "type", "TYPE", ["USAGE"]),
    granted("of a base type", "base type", "TYPE", ["USAGE"]),
    granted("of a language", "language", "LANGUAGE", ["USAGE"]),
    granted("of a foreign data wrapper", "foreign data wrapper", "FOREIGN DATA WRAPPER", ["USAGE"]),
    granted("of a server", "server", "FOREIGN SERVER", ["USAGE"]),
    {
      name: "of all tables",
      on: "schema",
      sql: ({ it }, draw) => grantOrRevoke(draw, ["SELECT"], `ALL TABLES IN SCHEMA ${it}`),
    },
  ]),
  ...mutationsOf("default privilege", [
    {
      name: "in a schema",
      on: "schema",
      sql: ({ it }, { oneOf }) =>
        `ALTER DEFAULT PRIVILEGES FOR ROLE ${oneOf(owners)} IN SCHEMA ${it} ${oneOf(["GRANT SELECT ON TABLES TO", "GRANT USAGE ON SEQUENCES TO", "GRANT EXECUTE ON FUNCTIONS TO", "GRANT USAGE ON TYPES TO"])} ${oneOf(["oracle_reader", "PUBLIC"])}`,
    },
    {
      name: "of a role",
      sql: (_, { oneOf }) =>
        `ALTER DEFAULT PRIVILEGES FOR ROLE ${oneOf(owners)} ${oneOf(["GRANT ALL ON TABLES TO oracle_reader", "REVOKE ALL ON TABLES FROM oracle_reader", "REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC", "GRANT USAGE ON SCHEMAS TO oracle_writer", "REVOKE USAGE ON TYPES FROM PUBLIC"])}`,
    },
    {
      name: "revoked in a schema",
      sql: () => "ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app REVOKE SELECT ON TABLES FROM oracle_reader",
    },
    {
      name: "of large objects",
      since: 18,
      sql: (_, { oneOf }) =>
        `ALTER DEFAULT PRIVILEGES FOR ROLE ${oneOf(owners)} GRANT SELECT ON LARGE OBJECTS TO oracle_reader`,
    },
  ]),
  ...mutationsOf("owner", [
    owned("of a table", "table", "TABLE"),
    owned("of a view", "view", "VIEW"),
    owned("of a materialized view", "materialized view", "MATERIALIZED VIEW"),
    owned("of a foreign table", "foreign table", "FOREIGN TABLE"),
    owned("of a sequence", "free sequence", "SEQUENCE"),
    owned("of a schema", "schema", "SCHEMA"),
    owned("of a function", "function", "FUNCTION"),
    owned("of a procedure", "procedure", "PROCEDURE"),
    owned("of a type", "type", "TYPE"),
    owned("of a base type", "base type", "TYPE"),
    owned("of statistics", "statistics", "STATISTICS"),
    owned("of an operator", "operator", "OPERATOR"),
    owned("of a collation", "collation", "COLLATION"),
    owned("of a conversion", "conversion", "CONVERSION"),
    owned("of a dictionary", "text search dictionary", "TEXT SEARCH DICTIONARY"),
    owned("of a configuration", "text search configuration", "TEXT SEARCH CONFIGURATION"),
    owned("of a language", "language", "LANGUAGE"),
    owned("of a wrapper", "foreign data wrapper", "FOREIGN DATA WRAPPER"),
    owned("of a server", "server", "SERVER"),
    owned("of a publication", "publication", "PUBLICATION"),
    owned("of an event trigger", "event trigger", "EVENT TRIGGER"),
    {
      name: "of an operator class",
      on: "operator class",
      sql: ({ it, method }, { oneOf }) => `ALTER OPERATOR CLASS ${it} USING ${method} OWNER TO ${oneOf(owners)}`,
    },
    {
      name: "of an operator family",
      on: "operator family",
      sql: ({ it, method }, { oneOf }) => `ALTER OPERATOR FAMILY ${it} USING ${method} OWNER TO ${oneOf(owners)}`,
    },
  ]),
  ...mutationsOf("security label", [
    labelled("on a relation", "pg_class", "relation", "$::regclass"),
    labelled("on a sequence", "pg_class", "sequence", "$::regclass"),
    labelled("on a function", "pg_proc", "function", "$::regprocedure"),
    labelled("on a type", "pg_type", "type", "$::regtype"),
    labelled("on a schema", "pg_namespace", "schema", "$::regnamespace"),
    {
      name: "on a column",
      on: "column",
      sql: ({ relation, it }, { newName }) =>
        `INSERT INTO pg_seclabel (classoid, objoid, objsubid, provider, label) SELECT 'pg_class'::regclass, attrelid, attnum, 'one', $$${newName()}$$ FROM pg_attribute WHERE attrelid = '${relation?.replaceAll("'", "''")}'::regclass AND quote_ident(attname) = '${it?.replaceAll("'", "''")}'`,
    },
    {
      name: "on another object",
      sql: (_, { newName, oneOf }) =>
        `INSERT INTO pg_seclabel (classoid, objoid, objsubid, provider, label) SELECT ${oneOf(["'pg_publication'::regclass, oid, 0, 'one', $$x$$ FROM pg_publication LIMIT 1", "'pg_event_trigger'::regclass, oid, 0, 'one', $$y$$ FROM pg_event_trigger LIMIT 1", "'pg_language'::regclass, oid, 0, 'one', $$z$$ FROM pg_language WHERE lanname = 'plmade'", `'pg_proc'::regclass, oid, 0, 'one', $$${newName()}$$ FROM pg_proc WHERE proname = 'total'`])}`,
    },
    { name: "changed", sql: (_, { newName }) => `UPDATE pg_seclabel SET label = $$${newName()}$$` },
    {
      name: "removed",
      sql: (_, { oneOf }) => `DELETE FROM pg_seclabel WHERE provider = '${oneOf(["one", "two", "three"])}'`,
    },
  ]),
];
