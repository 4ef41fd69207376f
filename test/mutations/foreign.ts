// Foreign data wrappers, servers, user mappings and foreign tables with their columns, checks and triggers.

import type { Expected, Mutation } from "./mutation.ts";

const changed = (kind: string, attribute: string, sql: string): Mutation => ({
  name: `${attribute} of a ${kind.replace(/:.*/, "")}: ${sql}`,
  sql,
  expect: [`changed ${kind} ${attribute}` as Expected],
});

const wrapper = (attribute: string, sql: string) => changed("foreign data wrapper:feeds", attribute, sql);
const server = (attribute: string, sql: string) => changed("foreign server:partner", attribute, sql);
const table = (attribute: string, sql: string) => changed("foreign table:public.prices", attribute, sql);
const column = (attribute: string, action: string) =>
  changed("column:public.prices.sku", attribute, `ALTER FOREIGN TABLE prices ALTER sku ${action}`);

const unseen = (sql: string): Mutation => ({ name: `a secret that nobody may read: ${sql}`, sql, expect: [] });

const wrappers: readonly Mutation[] = [
  changed("foreign data wrapper:mail", "handler", "ALTER FOREIGN DATA WRAPPER mail HANDLER feed_handler"),
  changed(
    "foreign data wrapper:mail",
    "validator",
    "ALTER FOREIGN DATA WRAPPER mail VALIDATOR postgresql_fdw_validator",
  ),
  wrapper("options", "ALTER FOREIGN DATA WRAPPER feeds OPTIONS (SET format 'json')"),
  wrapper("options", "ALTER FOREIGN DATA WRAPPER feeds OPTIONS (ADD header 'yes')"),
  wrapper("options", "ALTER FOREIGN DATA WRAPPER feeds OPTIONS (DROP format)"),
  // ALTER … OWNER gives one to superusers only, and there is no second one everywhere.
  wrapper("owner", "UPDATE pg_foreign_data_wrapper SET fdwowner = 'pg_monitor'::regrole WHERE fdwname = 'feeds'"),
  wrapper("privileges", "GRANT USAGE ON FOREIGN DATA WRAPPER feeds TO pg_monitor"),
  wrapper("comment", "COMMENT ON FOREIGN DATA WRAPPER feeds IS 'Of nobody'"),
  {
    name: "a foreign data wrapper is dropped",
    sql: "DROP FOREIGN DATA WRAPPER mail",
    expect: ["missing foreign data wrapper:mail"],
  },
  {
    name: "a foreign data wrapper is added",
    sql: "CREATE FOREIGN DATA WRAPPER another",
    expect: ["unexpected foreign data wrapper:another"],
  },
];

const servers: readonly Mutation[] = [
  {
    name: "a foreign server is of another wrapper, type and version",
    sql: `DROP SERVER other; CREATE SERVER other TYPE 'imap' VERSION '4' FOREIGN DATA WRAPPER mail`,
    expect: [
      "changed foreign server:other type",
      "changed foreign server:other version",
      "changed foreign server:other wrapper",
    ],
  },
  server("version", "ALTER SERVER partner VERSION '2'"),
  server("options", "ALTER SERVER partner OPTIONS (SET host 'other.example')"),
  server("options", "ALTER SERVER partner OPTIONS (ADD port '21')"),
  server("options", "ALTER SERVER partner OPTIONS (DROP token)"),
  unseen("ALTER SERVER partner OPTIONS (SET token 'b')"),
  server("owner", "ALTER SERVER partner OWNER TO pg_monitor"),
  server("privileges", "GRANT USAGE ON FOREIGN SERVER partner TO pg_monitor"),
  server("comment", "COMMENT ON SERVER partner IS NULL"),
  { name: "a foreign server is dropped", sql: "DROP SERVER other", expect: ["missing foreign server:other"] },
  {
    name: "a foreign server is added",
    sql: "CREATE SERVER another FOREIGN DATA WRAPPER mail",
    expect: ["unexpected foreign server:another"],
  },
  {
    name: "a foreign server is renamed",
    sql: "ALTER SERVER other RENAME TO others",
    expect: ["missing foreign server:other", "unexpected foreign server:others"],
  },
  changed(
    "user mapping:partner.public",
    "options",
    `ALTER USER MAPPING FOR PUBLIC SERVER partner OPTIONS (SET "user" 'you')`,
  ),
  changed(
    "user mapping:partner.public",
    "options",
    "ALTER USER MAPPING FOR PUBLIC SERVER partner OPTIONS (DROP password)",
  ),
  unseen("ALTER USER MAPPING FOR PUBLIC SERVER partner OPTIONS (SET password 'b')"),
  {
    name: "a user mapping is dropped",
    sql: "DROP USER MAPPING FOR PUBLIC SERVER partner",
    expect: ["missing user mapping:partner.public"],
  },
  {
    name: "a user mapping is added",
    sql: "CREATE USER MAPPING FOR pg_monitor SERVER partner",
    expect: ["unexpected user mapping:partner.pg_monitor"],
  },
];

const tables: readonly Mutation[] = [
  {
    name: "a foreign table is on another server",
    sql: `DROP FOREIGN TABLE old_readings; CREATE FOREIGN TABLE old_readings (source text) INHERITS (readings) SERVER other`,
    expect: ["changed foreign table:public.old_readings server"],
  },
  table("options", "ALTER FOREIGN TABLE prices OPTIONS (SET file 'new-prices.csv')"),
  table("options", "ALTER FOREIGN TABLE prices OPTIONS (DROP file)"),
  table("owner", "ALTER FOREIGN TABLE prices OWNER TO pg_monitor"),
  table("privileges", "GRANT SELECT ON prices TO pg_monitor"),
  table("comment", "COMMENT ON FOREIGN TABLE prices IS 'What things cost'"),
  table(
    "columnOrder",
    "ALTER FOREIGN TABLE prices DROP sku; ALTER FOREIGN TABLE prices ADD sku text OPTIONS (name 'SKU') NOT NULL",
  ),
  {
    name: "a foreign partition is detached",
    sql: "ALTER TABLE visits DETACH PARTITION visits_2024",
    expect: [
      "changed foreign table:public.visits_2024 partitionBound",
      "changed foreign table:public.visits_2024 partitionOf",
    ],
  },
  {
    name: "a foreign partition's bound changes",
    sql: `ALTER TABLE visits DETACH PARTITION visits_2024;
      ALTER TABLE visits ATTACH PARTITION visits_2024 FOR VALUES FROM ('2024-01-01') TO ('2024-07-01')`,
    expect: ["changed foreign table:public.visits_2024 partitionBound"],
  },
  {
    name: "a foreign table inherits no more",
    sql: "ALTER FOREIGN TABLE old_readings NO INHERIT readings",
    expect: [
      "changed column:public.old_readings.id inherited",
      "changed column:public.old_readings.value inherited",
      "changed foreign table:public.old_readings inherits",
    ],
  },
  {
    name: "a foreign table is dropped",
    sql: "DROP FOREIGN TABLE prices",
    expect: ["missing foreign table:public.prices"],
  },
  {
    name: "a foreign table is added",
    sql: "CREATE FOREIGN TABLE another (id integer CHECK (id > 0)) SERVER partner",
    expect: ["unexpected foreign table:public.another"],
  },
  {
    name: "a foreign table becomes a table",
    sql: "DROP FOREIGN TABLE visits_2024; CREATE TABLE visits_2024 PARTITION OF visits FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
    expect: ["missing foreign table:public.visits_2024", "unexpected table:public.visits_2024"],
  },
];

const members: readonly Mutation[] = [
  column("foreignOptions", "OPTIONS (SET name 'Sku')"),
  column("foreignOptions", "OPTIONS (DROP name)"),
  column("notNull", "DROP NOT NULL"),
  column("default", "SET DEFAULT 'none'"),
  column("type", "TYPE character varying(20)"),
  {
    name: "a foreign table has another column",
    sql: "ALTER FOREIGN TABLE prices ADD since date",
    expect: ["unexpected column:public.prices.since"],
  },
  {
    name: "a foreign table's check is dropped",
    sql: "ALTER FOREIGN TABLE prices DROP CONSTRAINT prices_positive",
    expect: ["missing constraint:public.prices.prices_positive"],
  },
  {
    name: "a foreign table's check says something else",
    sql: `ALTER FOREIGN TABLE prices DROP CONSTRAINT prices_positive, ADD CONSTRAINT prices_positive CHECK (price >= 0)`,
    expect: ["changed constraint:public.prices.prices_positive expression"],
  },
  {
    name: "a foreign table's trigger is disabled",
    sql: "ALTER FOREIGN TABLE prices DISABLE TRIGGER stamp",
    expect: ["changed trigger:public.prices.stamp enabled"],
  },
  {
    name: "a foreign table's trigger is dropped",
    sql: "DROP TRIGGER stamp ON prices",
    expect: ["missing trigger:public.prices.stamp"],
  },
];

export const foreignMutations: readonly Mutation[] = [...wrappers, ...servers, ...tables, ...members];
