// Finds a tool's version table by its name and its columns, so that another tool's of the same name is never read.
// Everything is qualified, as the search_path may be empty. A query that is refused would end the transaction: none is tried.

import type { Client } from "pg";
import { alwaysQuoted, qualified, unquoted } from "../catalog/object-id.ts";
import { SourceError, UsageError } from "../errors.ts";
import type { ToolOptions } from "../models/emitted.ts";
import { printable } from "../redact.ts";
import { literal } from "../sql/literal.ts";

export interface VersionTable {
  readonly tool: string;
  readonly name: string;
  /** Where the tool puts it, where that is not the schema of the connection. */
  readonly schema?: string;
  /** What the table has, and the types of which one is expected, where that tells. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** A table that some tool keeps beside a version table of this name, which tells theirs apart. */
  readonly neighbour?: string;
  /** Whether a table of such columns is this tool's, where the columns alone don't tell. */
  readonly fits?: (candidate: Candidate) => boolean;
}

export interface Candidate {
  readonly schema: string;
  readonly name: string;
  readonly reachable: boolean;
  readonly hidesRows: boolean;
  readonly hasKey: boolean;
  /** Whether the table is there that the wanted one's `neighbour` names. */
  readonly hasNeighbour: boolean;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly readable: boolean }[];
}

export interface ReadableTable {
  /** As in `public.goose_db_version`. */
  readonly shown: string;
  /** The same, as SQL takes it. */
  readonly sql: string;
  readonly has: (column: string) => boolean;
}

/** @throws SourceError where there are several, where the named one is another tool's, or where this role can't read it */
export async function findVersionTable(
  client: Pick<Client, "query">,
  wanted: VersionTable,
  { versionTable }: ToolOptions,
): Promise<ReadableTable | undefined> {
  const named = versionTable === undefined ? undefined : tableName(versionTable);
  const { rows } = await client.query(tablesNamed(named ?? { name: wanted.name }, wanted.neighbour));
  const candidates: readonly Candidate[] = rows;
  const fitting = candidates.filter((each) => hasColumns(wanted, each) && (named !== undefined || fits(wanted, each)));
  const usual = usualOf(fitting, wanted.schema === undefined ? await schemasOf(client) : [wanted.schema]);
  const [only, second] = usual === undefined ? fitting : [usual];
  if (second !== undefined) {
    const all = fitting.map(shown).join(", ");
    throw new SourceError(`${all} could each be ${wanted.tool}'s version table. Name one with --version-table.`);
  }
  const [other] = candidates;
  if (only === undefined && named !== undefined && other !== undefined) {
    const columns = Object.keys(wanted.columns).join(", ");
    throw new SourceError(`${shown(other)} is not a version table of ${wanted.tool}, which has the columns ${columns}`);
  }
  return only && readable(wanted, only);
}

/** What the tool itself would read. */
function usualOf(fitting: readonly Candidate[], schemas: readonly string[]): Candidate | undefined {
  return schemas.flatMap((schema) => fitting.find((each) => each.schema === schema) ?? [])[0];
}

/**
 * The schemas in which this role finds a table by its name alone, the first one being where it makes one: what the role, the
 * database or the connection has set, whatever the search_path is now.
 */
export async function schemasOf(client: Pick<Client, "query">): Promise<readonly string[]> {
  const { rows } = await client.query("SELECT current_setting('search_path') AS path");
  // In one message, which is a transaction where there is none, so that nothing of it stays.
  const results: unknown = await client.query(`
    SELECT set_config('search_path', reset_val, true) FROM pg_catalog.pg_settings WHERE name = 'search_path';
    SELECT to_json(pg_catalog.current_schemas(false)) AS schemas;
    SELECT set_config('search_path', ${literal(String(rows[0]?.path))}, true)`);
  const schemas: unknown = Array.isArray(results) ? results[1]?.rows[0]?.schemas : undefined;
  return Array.isArray(schemas) && schemas.length > 0 ? schemas.map(String) : ["public"];
}

const shown = ({ schema, name }: Candidate) => printable(qualified(schema, name));

function fits({ fits: isIts }: VersionTable, candidate: Candidate): boolean {
  return isIts === undefined || isIts(candidate);
}

function hasColumns({ columns }: VersionTable, candidate: Candidate): boolean {
  return Object.entries(columns).every(([name, types]) =>
    candidate.columns.some((column) => column.name === name && (types.length === 0 || types.includes(column.type))),
  );
}

function readable({ tool, columns }: VersionTable, candidate: Candidate): ReadableTable {
  const { schema, name, reachable, hidesRows } = candidate;
  const unread = candidate.columns.find((column) => Object.hasOwn(columns, column.name) && !column.readable);
  if (!reachable || unread !== undefined) {
    const missing = reachable ? `SELECT ON ${shown(candidate)}` : `USAGE ON SCHEMA ${printable(qualified(schema))}`;
    throw new SourceError(
      `this role has no permission to read ${tool}'s version table ${shown(candidate)}. Grant it ${missing}.`,
    );
  }
  if (hidesRows) {
    const why = "row-level security may hide some of its rows from this role";
    throw new SourceError(`${tool}'s version table ${shown(candidate)} is unreliable: ${why}`);
  }
  const has = (column: string) => candidate.columns.some((each) => each.name === column);
  return { shown: shown(candidate), sql: `${alwaysQuoted(schema)}.${alwaysQuoted(name)}`, has };
}

/**
 * `schema.table` or `table`, each part as the database has it, or in double quotes.
 * @throws UsageError for anything else
 */
export function tableName(text: string): { readonly schema?: string; readonly name: string } {
  const part = /"(?:[^"]|"")+"|[^".]+/.source;
  const [, first, second] = new RegExp(`^(${part})(?:\\.(${part}))?$`).exec(text) ?? [];
  if (first === undefined)
    throw new UsageError(
      `--version-table ${printable(text)}: write it as schema.table or table, and a name with a dot in double quotes`,
    );
  return second === undefined ? { name: unquoted(first) } : { schema: unquoted(first), name: unquoted(second) };
}

function tablesNamed({ name, schema }: ReturnType<typeof tableName>, neighbour: string | undefined): string {
  const other = neighbour === undefined ? "NULL" : literal(neighbour);
  return `
    SELECT n.nspname AS schema, c.relname AS name,
      pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS reachable,
      pg_catalog.row_security_active(c.oid) AS "hidesRows",
      EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisprimary) AS "hasKey",
      EXISTS (SELECT FROM pg_catalog.pg_class r
        WHERE r.relnamespace = n.oid AND r.relname = ${other} AND r.relkind = 'r') AS "hasNeighbour",
      (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', a.attname,
          'type', pg_catalog.format_type(a.atttypid, NULL),
          'readable', pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')) ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relname = ${literal(name)} AND c.relkind IN ('r', 'p')
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
      ${schema === undefined ? "" : `AND n.nspname = ${literal(schema)}`}
    ORDER BY n.nspname`;
}
