// What is known of the schema that statements are prepared against, read once: relations with their columns, and the names of
// functions, types and settings.

import type { OpenDatabase } from "../../sources/source.ts";

type Client = OpenDatabase["client"];

export interface ColumnFact {
  readonly name: string;
  /** As PostgreSQL prints it. */
  readonly type: string;
  readonly notNull: boolean;
}

export interface RelationFact {
  readonly schema: string;
  readonly name: string;
  readonly columns: ReadonlyMap<string, ColumnFact>;
}

export interface Facts {
  readonly server: string;
  /** In the order of the search path. */
  readonly searchPath: readonly string[];
  readonly relations: readonly RelationFact[];
  readonly functions: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
  readonly settings: ReadonlySet<string>;
  /** Of client_encoding, in small letters and digits. */
  readonly encodings: ReadonlySet<string>;
}

const relationsQuery = `
  SELECT n.nspname AS schema, c.relname AS relation, a.attname AS name, a.attnotnull AS not_null,
    CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, NULL) ELSE format_type(a.atttypid, NULL) END AS type
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  ORDER BY n.nspname, c.relname, a.attnum`;

const namesQuery = `
  SELECT (SELECT array_agg(DISTINCT proname::text) FROM pg_catalog.pg_proc) AS functions,
    (SELECT array_agg(DISTINCT typname::text) FROM pg_catalog.pg_type) AS types,
    (SELECT array_agg(lower(name)) FROM pg_catalog.pg_settings) AS settings,
    (SELECT array_agg(regexp_replace(lower(pg_encoding_to_char(code)), '[^a-z0-9]', '', 'g'))
      FROM generate_series(0, 60) AS code WHERE pg_encoding_to_char(code) <> '') AS encodings,
    current_schemas(false)::text[] AS path, current_setting('server_version') AS server`;

type Lists = "functions" | "types" | "settings" | "encodings" | "path";

/** Other names of encodings (encnames.c), which no catalog lists. */
const aliases = ["unicode", "mskanji", "shiftjis", "tcvn", "vscii", "win", "alt", "abc", "utf8"];

interface Row {
  readonly schema: string;
  readonly relation: string;
  readonly name: string | null;
  readonly not_null: boolean;
  readonly type: string;
}

/** Of the session's search path, as it is set by now. */
export async function readFacts(client: Client): Promise<Facts> {
  const { rows } = await client.query<Row>(relationsQuery);
  const names = await client.query<Record<Lists, string[]> & { readonly server: string }>(namesQuery);
  const { functions = [], types = [], settings = [], encodings = [], path = [], server = "" } = names.rows[0] ?? {};
  return {
    server: server.split(" ", 1)[0] ?? server,
    searchPath: path,
    relations: relationsOf(rows),
    functions: new Set(functions),
    types: new Set(types),
    settings: new Set(settings),
    encodings: new Set([...encodings, ...aliases]),
  };
}

function relationsOf(rows: readonly Row[]): RelationFact[] {
  const relations = new Map<string, RelationFact & { readonly columns: Map<string, ColumnFact> }>();
  for (const { schema, relation, name, not_null: notNull, type } of rows) {
    const key = JSON.stringify([schema, relation]);
    const known = relations.get(key) ?? { schema, name: relation, columns: new Map() };
    if (name !== null) known.columns.set(name, { name, type, notNull });
    relations.set(key, known);
  }
  return [...relations.values()];
}

/** The one that a name stands for, as the search path has it. */
export function relationNamed(facts: Facts, name: string, schema?: string): RelationFact | undefined {
  const named = facts.relations.filter((each) => each.name === name);
  if (schema !== undefined) return named.find((each) => each.schema === schema);
  for (const each of facts.searchPath) {
    const found = named.find((relation) => relation.schema === each);
    if (found !== undefined) return found;
  }
  return undefined;
}
