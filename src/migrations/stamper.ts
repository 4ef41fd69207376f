// The contract of a record that can be written: the statements with which a migration tool records that migrations have run.
// It gives SQL as text, exactly as it will be sent, and runs nothing.

import { alwaysQuoted } from "../catalog/object-id.ts";
import type { ToolOptions } from "../models/emitted.ts";
import type { Revision } from "./revision.ts";

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

interface ToRecord {
  readonly table: TableName;
  /** Whether `create` was run just before. */
  readonly isNew: boolean;
  /** What the table has now. Nothing where it was purged. */
  readonly recorded: readonly string[];
  /** The ids that stand for all that will have run. */
  readonly heads: readonly string[];
  /** What has no record yet, in the tool's order. */
  readonly missing: readonly Revision[];
  /** Of the table, where it is there already. */
  readonly columns: readonly string[];
}

export interface StampContext extends ToolOptions {
  /** The folder or file that `--migrations` names. */
  readonly path: string;
  /** All that will have run, in the tool's order. */
  readonly revisions: readonly Revision[];
}

export interface Stamper {
  /** Where the tool keeps its record by default; in the connection's own schema where none is given. */
  readonly table: { readonly schema?: string; readonly name: string };
  /** Other tables that the tool makes beside it, which are no more the model's than the first. */
  readonly beside?: readonly string[];
  /** Where the table's name may be known only as the tool runs: what its columns are, in order, and where a project names it. */
  readonly guessed?: { readonly columns: readonly string[]; readonly configuration: string };
  /** Ids in the table that stand for no migration. */
  readonly notRevisions?: readonly string[];
  /** What the tool runs where there is no table. */
  readonly create: (table: TableName, context: StampContext) => readonly string[] | Promise<readonly string[]>;
  /** @throws SourceError when a migration's file can't be read */
  readonly record: (what: ToRecord, context: StampContext) => readonly string[] | Promise<readonly string[]>;
}

export const sqlOf = ({ schema, name }: TableName): string => `${alwaysQuoted(schema)}.${alwaysQuoted(name)}`;

/** One statement for however many rows; none for none. */
export function insert(table: TableName, columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const values = rows.map((row) => `  (${row.join(", ")})`).join(",\n");
  return [`INSERT INTO ${sqlOf(table)} (${columns.map(alwaysQuoted).join(", ")}) VALUES\n${values}`];
}
