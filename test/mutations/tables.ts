// Tables: gone, there, renamed, moved; storage, partitions, inheritance, row level security. And schemas and extensions.

import type { Mutation } from "./mutation.ts";

const altered = (attribute: string, table: string, action: string): Mutation => ({
  name: `${attribute} of ${table}: ${action}`,
  sql: `ALTER TABLE ${table} ${action}`,
  expect: [`changed table:public.${table} ${attribute}`],
});

export const tableMutations: readonly Mutation[] = [
  {
    name: "a table is dropped",
    sql: "DROP TABLE payments",
    expect: [
      "missing enum:public.payment_method",
      "missing table:public.payments",
      // Without a column that uses them, nothing ties them to what is declared.
      "unexpected enum:public.payments_method",
      "unexpected enum:public.payments_status",
    ],
  },
  {
    name: "a table is dropped with the foreign keys to it",
    sql: "DROP TABLE tags CASCADE",
    expect: ["missing constraint:public.product_tags.product_tags_tag_id_fkey", "missing table:public.tags"],
  },
  {
    name: "a table is added",
    sql: "CREATE TABLE wishes (id serial PRIMARY KEY)",
    expect: ["unexpected table:public.wishes"],
  },
  {
    name: "a table is added in a schema that is not mapped",
    sql: "CREATE TABLE warehouse.wishes (id serial PRIMARY KEY)",
    expect: ["unexpected table:warehouse.wishes"],
  },
  {
    name: "a table is renamed",
    sql: "ALTER TABLE sites RENAME TO places",
    expect: ["missing table:public.sites", "unexpected table:public.places"],
  },
  {
    name: "a table moves to another schema",
    sql: "ALTER TABLE sites SET SCHEMA warehouse",
    expect: ["missing table:public.sites", "unexpected table:warehouse.sites"],
  },

  {
    name: "a table becomes a view",
    sql: "DROP TABLE sites; CREATE VIEW sites AS SELECT 1.5::double precision AS latitude, 1.5::double precision AS longitude",
    expect: ["missing table:public.sites", "unexpected view:public.sites"],
  },

  altered("persistence", "scratch", "SET LOGGED"),
  altered("persistence", "sites", "SET UNLOGGED"),
  {
    name: "a partition's copy of a check is validated alone",
    sql: "ALTER TABLE events ADD CONSTRAINT worded CHECK (word <> '') NOT VALID; ALTER TABLE events_2024 VALIDATE CONSTRAINT worded",
    expect: ["unexpected constraint:public.events.worded", "unexpected constraint:public.events_2024.worded"],
  },
  {
    name: "the index of a replica identity is gone",
    sql: "CREATE UNIQUE INDEX once ON seats (id); ALTER TABLE seats REPLICA IDENTITY USING INDEX once; DROP INDEX once",
    expect: ["changed table:public.seats replicaIdentity"],
  },
  {
    name: "a table and its child get a column",
    sql: "ALTER TABLE people ADD nickname text",
    expect: ["unexpected column:public.people.nickname"],
  },
  {
    name: "a table and its child lose a column",
    sql: "ALTER TABLE people DROP name",
    expect: ["missing column:public.people.name"],
  },
  {
    name: "a table inherits no more",
    sql: "ALTER TABLE suppliers NO INHERIT people",
    expect: [
      "changed table:public.suppliers inherits",
      "changed column:public.suppliers.name inherited",
      "changed column:public.suppliers.born inherited",
      "unexpected constraint:public.suppliers.people_born",
    ],
  },
  {
    name: "a table inherits from another besides",
    sql: "ALTER TABLE suppliers ADD owner text; ALTER TABLE suppliers INHERIT pets",
    expect: ["changed table:public.suppliers inherits", "unexpected column:public.suppliers.owner"],
  },
  altered("ofType", "depots", "NOT OF"),
  altered("ofType", "sites", "OF place"),
  altered("rowSecurity", "reviews", "DISABLE ROW LEVEL SECURITY"),
  altered("rowSecurity", "orders", "ENABLE ROW LEVEL SECURITY"),
  altered("forceRowSecurity", "reviews", "FORCE ROW LEVEL SECURITY"),
  altered("replicaIdentity", "shelves", "REPLICA IDENTITY DEFAULT"),
  altered("replicaIdentity", "shelves", "REPLICA IDENTITY NOTHING"),
  altered("replicaIdentity", "shelves", "REPLICA IDENTITY USING INDEX ux_shelves_label"),
  altered("replicaIdentity", "sites", "REPLICA IDENTITY FULL"),
  {
    name: "a table's comment changes",
    sql: "COMMENT ON TABLE customers IS 'People who had an account'",
    expect: ["changed table:public.customers comment"],
  },
  {
    name: "a table's comment is lost",
    sql: "COMMENT ON TABLE customers IS NULL",
    expect: ["changed table:public.customers comment"],
  },

  {
    name: "a partition's bound changes",
    sql: `ALTER TABLE events DETACH PARTITION events_2025;
      ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2025-12-31')`,
    expect: ["changed table:public.events_2025 partitionBound"],
  },
  {
    name: "a partition becomes the default one",
    sql: "ALTER TABLE events DETACH PARTITION events_2025; ALTER TABLE events ATTACH PARTITION events_2025 DEFAULT",
    expect: ["changed table:public.events_2025 partitionBound"],
  },
  {
    name: "a partition is dropped",
    sql: "DROP TABLE events_2024",
    expect: ["missing table:public.events_2024"],
  },
  {
    name: "a partition is added",
    sql: "CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
    expect: ["unexpected table:public.events_2026"],
  },
  {
    name: "a partition is detached",
    sql: "ALTER TABLE events DETACH PARTITION events_2024",
    expect: [
      "changed index:public.events_2024.events_2024_word_idx partitionOf",
      "changed table:public.events_2024 partitionBound",
      "changed table:public.events_2024 partitionOf",
      "unexpected constraint:public.events_2024.events_id",
    ],
  },
  {
    name: "a table is partitioned by another method",
    sql: `DROP TABLE events;
      CREATE TABLE events (id integer, day date, word text, CONSTRAINT events_id CHECK (id > 0)) PARTITION BY LIST (day);
      CREATE INDEX ix_events_word ON events (word);
      CREATE TRIGGER stamp BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION stamp()`,
    expect: [
      "changed table:public.events partitionKey",
      "missing table:public.events_2024",
      "missing table:public.events_2025",
    ],
  },
  {
    name: "a partitioned table is partitioned no more",
    sql: `DROP TABLE events;
      CREATE TABLE events (id integer, day date, word text, CONSTRAINT events_id CHECK (id > 0));
      CREATE INDEX ix_events_word ON events (word);
      CREATE TRIGGER stamp BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION stamp()`,
    expect: [
      "changed table:public.events partitionKey",
      "missing table:public.events_2024",
      "missing table:public.events_2025",
    ],
  },
  {
    name: "a partition's column gets a default of its own",
    sql: "ALTER TABLE events_2024 ALTER word SET DEFAULT 'none'",
    expect: ["changed column:public.events_2024.word default"],
  },

  {
    name: "a partition gets a check of its own",
    sql: "ALTER TABLE events_2024 ADD CONSTRAINT own CHECK (id < 5)",
    expect: ["unexpected constraint:public.events_2024.own"],
  },

  { name: "a schema is dropped", sql: "DROP SCHEMA attic", expect: ["missing schema:attic"] },
  { name: "a schema is added", sql: "CREATE SCHEMA cellar", expect: ["unexpected schema:cellar"] },
  {
    name: "a schema is renamed",
    sql: "ALTER SCHEMA attic RENAME TO cellar",
    expect: ["missing schema:attic", "unexpected schema:cellar"],
  },
  {
    name: "a schema's comment changes",
    sql: "COMMENT ON SCHEMA warehouse IS 'Where goods lay'",
    expect: ["changed schema:warehouse comment"],
  },
  {
    name: "the mapped schema gets a comment",
    sql: "COMMENT ON SCHEMA shop IS 'From MySQL'",
    expect: ["changed schema:public comment"],
  },

  { name: "an extension is dropped", sql: "DROP EXTENSION citext", expect: ["missing extension:citext"] },
  {
    name: "an extension is added",
    sql: "CREATE EXTENSION pg_trgm SCHEMA public",
    expect: ["unexpected extension:pg_trgm"],
  },
  {
    name: "an extension moves to another schema",
    sql: "ALTER EXTENSION citext SET SCHEMA warehouse",
    expect: ["changed extension:citext schema"],
  },
  {
    name: "an extension is of an older version",
    sql: "DROP EXTENSION citext; CREATE EXTENSION citext SCHEMA public VERSION '1.4'",
    expect: ["changed extension:citext version"],
  },
];
