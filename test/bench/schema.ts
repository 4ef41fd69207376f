// A synthetic schema of any size: tables of twelve columns, each with a foreign key to the one before, and its loading.

import { query } from "../support/servers/query.ts";

const TABLES_AT_ONCE = 100;

/** Locks: a batch of tables is one transaction here, and pg_dump locks every table in one. */
export const settings: Readonly<Record<string, string>> = {
  max_locks_per_transaction: "1024",
  // PostgreSQL's own defaults, which the tests' servers go below.
  shared_buffers: "128MB",
  jit: "on",
};

/** Creates the tables in an empty database, in transactions of their own and connections that remember none of the others. */
export async function loadTables(url: string, tables: number): Promise<void> {
  await query(url, "CREATE TYPE status AS ENUM ('a', 'b', 'c')");
  for (let from = 0; from < tables; from += TABLES_AT_ONCE) {
    const upTo = Math.min(from + TABLES_AT_ONCE, tables);
    await query(url, Array.from({ length: upTo - from }, (_, at) => table(from + at)).join("\n"));
  }
}

/** Leaves the system catalogs as autovacuum leaves them on a server that has been up for a while. */
export async function analyzeCatalogs(url: string): Promise<void> {
  const catalogs = await query<{ name: string }>(
    url,
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'",
  );
  await query(url, `VACUUM (ANALYZE) ${catalogs.map(({ name }) => name).join(", ")}`);
}

function table(n: number): string {
  return `
CREATE TABLE t${n} (
  id serial PRIMARY KEY,
  name varchar(80) NOT NULL,
  email varchar(255) UNIQUE,
  status status DEFAULT 'a',
  amount numeric(10,2) DEFAULT 0 CHECK (amount >= 0),
  created_at timestamp DEFAULT now(),
  updated_at timestamptz DEFAULT now(),
  note text,
  flag boolean DEFAULT false NOT NULL,
  parent_id integer${n === 0 ? "" : ` REFERENCES t${n - 1}`},
  data jsonb,
  kind smallint
);
CREATE INDEX ix_t${n}_name ON t${n} (name);
CREATE INDEX ix_t${n}_lower ON t${n} (lower(email)) WHERE flag;
CREATE INDEX ix_t${n}_parent ON t${n} (parent_id, created_at DESC);`;
}
