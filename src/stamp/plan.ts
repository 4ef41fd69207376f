// What is to be written, by what the version table has: nothing, statements, or a refusal that says why. Runs nothing.

import { isDeepStrictEqual } from "node:util";
import { alwaysQuoted, parseObjectId, qualified } from "../catalog/object-id.ts";
import { SourceError, UsageError } from "../errors.ts";
import { progressOf, unsquashed } from "../migrations/progress.ts";
import { type StampContext, type Stamper, sqlOf, type TableName } from "../migrations/stamper.ts";
import type { Recorded } from "../migrations/tool.ts";
import type { Target } from "./target.ts";

export interface Plan {
  readonly table: TableName;
  /** Whether the table is there already. */
  readonly exists: boolean;
  readonly recorded: readonly string[];
  /** In order; none where all is recorded already. */
  readonly statements: readonly string[];
}

/** What a database says of itself, and where a table would come that is named without its schema. */
export interface DatabaseRecord {
  readonly recorded: Recorded | undefined;
  /** Of the version table, where there is one. */
  readonly columns: readonly string[];
  readonly schema: string;
  readonly schemas: readonly string[];
  /** What stands in the way of a table of that name that is not there: what could be this tool's, or is another's. */
  readonly obstacle?: string;
}

/** @throws SourceError, UsageError where what is recorded can't lead to the target */
export async function planOf(
  target: Target,
  record: DatabaseRecord,
  context: StampContext,
  purge: boolean,
): Promise<Plan> {
  const { stamper } = target;
  const table = tableOf(target, record, context.versionTable);
  const exists = record.recorded !== undefined;
  if (record.obstacle !== undefined) throw new SourceError(record.obstacle);
  if (exists && context.versionTable === undefined) refuseElsewhere(stamper, table, record.schema);
  const recorded = (record.recorded?.ids ?? []).filter((id) => !stamper.notRevisions?.includes(id));
  const kept = purge ? [] : recorded;
  const { applied, unknown } = progressOf(target.tool, target.history, { table: "", ids: recorded });
  const revisions = unsquashed(target.revisions, target.history, recorded);
  const ids = new Set(revisions.map(({ id }) => id));
  const ahead = applied.filter((id) => !ids.has(id));
  const failed = record.recorded?.failed ?? [];
  if (!purge) refuse(target, table, { unknown, ahead, failed });
  // One row stands for all that led to it, so that there must be just these.
  const isWritten = target.tool.recordsEach || isDeepStrictEqual([...recorded].sort(), [...target.heads].sort());
  const isClear = exists && ahead.length + unknown.length + failed.length === 0;
  if (isClear && isWritten && applied.length === ids.size) return { table, exists, recorded, statements: [] };
  const missing = revisions.filter(({ id }) => purge || !applied.includes(id));
  const statements = [
    ...(exists ? [] : await createTable(target, table, record, context)),
    ...(exists && purge ? [`DELETE FROM ${sqlOf(table)}`, ...(await again(target, table, context))] : []),
    ...(await stamper.record(
      { table, isNew: !exists, recorded: kept, heads: target.heads, missing, columns: record.columns },
      context,
    )),
  ];
  return { table, exists, recorded, statements };
}

/** One that merely has the tool's name and columns may be read; it is written to only where the tool itself would write. */
function refuseElsewhere({ table: byDefault }: Stamper, table: TableName, schema: string): void {
  if (table.schema === (byDefault.schema ?? schema)) return;
  throw new UsageError(
    `${shownTable(table)} may belong to another application: the default schema of this connection is ${qualified(byDefault.schema ?? schema)}. Name the table with --version-table.`,
  );
}

async function createTable({ stamper }: Target, table: TableName, { schemas }: DatabaseRecord, context: StampContext) {
  const isMissing = !schemas.includes(table.schema);
  const schema = isMissing ? [`CREATE SCHEMA ${alwaysQuoted(table.schema)}`] : [];
  return [...schema, ...(await stamper.create(table, context))];
}

/** Rows that a tool writes when it makes its table, and that a purge took away. */
async function again({ stamper }: Target, table: TableName, context: StampContext): Promise<readonly string[]> {
  const statements = await stamper.create(table, context);
  return statements.filter((sql) => sql.startsWith("INSERT "));
}

export function tableOf(
  { stamper }: Pick<Target, "stamper">,
  { recorded, schema }: Pick<DatabaseRecord, "recorded" | "schema">,
  wanted: string | undefined,
): TableName {
  const written = recorded?.table ?? wanted;
  if (written === undefined) return { schema: stamper.table.schema ?? schema, name: stamper.table.name };
  const [first = "", second] = pathOf(written);
  return second === undefined
    ? { schema: stamper.table.schema ?? schema, name: first }
    : { schema: first, name: second };
}

function pathOf(written: string): readonly string[] {
  try {
    const { path } = parseObjectId(`table:${written}`);
    if (path.length <= 2) return path;
  } catch {
    // Then it is no name that SQL would take without quotes; as the tools' own settings have it, a dot parts it.
    const path = written.split(".");
    if (path.length <= 2 && path.every((part) => part !== "")) return path;
  }
  throw new UsageError(`--version-table ${written}: write it as schema.table`);
}

/** A table as `shownTable` writes it. */
export function tableOfText(text: string): TableName {
  const [schema = "", name] = pathOf(text);
  return name === undefined ? { schema: "public", name: schema } : { schema, name };
}

export const shownTable = ({ schema, name }: TableName): string => qualified(schema, name);

interface Obstacles {
  readonly unknown: readonly string[];
  readonly ahead: readonly string[];
  readonly failed: readonly string[];
}

function refuse({ tool, heads }: Target, table: TableName, { unknown, ahead, failed }: Obstacles): void {
  const name = shownTable(table);
  const otherwise = " --purge first deletes all its rows.";
  if (failed.length > 0)
    throw new SourceError(
      `${name}: Migration ${failed.join(", ")} started but did not finish. Repair it with ${tool.name} first.${otherwise}`,
    );
  if (unknown.length > 0)
    throw new SourceError(
      `${name}: Revision ${unknown.join(", ")} is recorded but not in the migrations. Is this another branch?${otherwise}`,
    );
  if (ahead.length > 0)
    throw new SourceError(
      `${name}: Revision ${ahead.join(", ")} is recorded, and ${heads.join(", ")} does not follow it. A stamp only moves forward.${otherwise}`,
    );
}
