// What a database says of its migrations, and where a table would come that is named without its schema. Writes nothing.

import { SourceError } from "../errors.ts";
import { migrationTools } from "../migrations/registry.ts";
import type { StampContext } from "../migrations/stamper.ts";
import { schemasOf } from "../migrations/version-table.ts";
import type { OpenDatabase } from "../sources/source.ts";
import { literal } from "../sql/literal.ts";
import { type DatabaseRecord, shownTable, tableOf } from "./plan.ts";
import type { Target } from "./target.ts";

type Client = OpenDatabase["client"];

/** In the transaction that the client is in. */
export async function findRecord(
  client: Client,
  target: Pick<Target, "tool" | "history" | "stamper">,
  context: StampContext,
): Promise<DatabaseRecord> {
  const recorded = await target.tool.recorded(client, context, target.history);
  // What the role or the database has set is where its tools work, too; a catalog is read with an empty path.
  const [schema = "public"] = await schemasOf(client);
  const table = tableOf(target, { recorded, schema }, context.versionTable);
  // From the catalogs themselves: `to_regclass` sees what was made after this transaction's snapshot.
  const oid = `(SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ${literal(table.schema)} AND c.relname = ${literal(table.name)})`;
  const { rows } = await client.query(
    `SELECT (SELECT array_agg(nspname::text ORDER BY nspname) FROM pg_catalog.pg_namespace) AS schemas,
       ${oid} IS NOT NULL AS "isThere",
       ARRAY(SELECT attname::text FROM pg_catalog.pg_attribute WHERE attnum > 0 AND NOT attisdropped
         AND attrelid = ${oid} ORDER BY attnum) AS columns`,
  );
  const [{ schemas, columns, isThere }] = rows;
  const record = { recorded, schema, schemas, columns: recorded === undefined ? [] : columns };
  if (recorded !== undefined) return record;
  const obstacle = isThere
    ? `${shownTable(table)} exists, but ${await whoseTable(client, target, shownTable(table))}. Pass --tool, or the name of the table with --version-table.`
    : context.versionTable === undefined && target.history.versionTable?.isGuess
      ? await likelyTable(client, target)
      : undefined;
  return obstacle === undefined ? record : { ...record, obstacle };
}

/** Of a table that has the name of this tool's, and is not it. */
async function whoseTable(client: Client, { tool }: Pick<Target, "tool">, table: string): Promise<string> {
  for (const other of migrationTools) {
    if (other === tool) continue;
    const recorded = await other.recorded(client, {}).catch((error: unknown) => {
      if (error instanceof SourceError) return undefined;
      throw error;
    });
    if (recorded?.table === table) return `looks like the table of ${other.name}`;
  }
  return `differs from the table that ${tool.name} creates`;
}

/** A table that has just the tool's columns, under another name than the one that the configuration seems to give. */
async function likelyTable(client: Client, { tool, stamper }: Pick<Target, "tool" | "stamper">) {
  const { guessed } = stamper;
  if (guessed === undefined) return undefined;
  const { rows } = await client.query(`
    SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS name
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND (SELECT pg_catalog.array_agg(a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod))
      FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
      = ARRAY[${guessed.columns.map(literal).join(", ")}] ORDER BY 1`);
  if (rows.length === 0) return undefined;
  const names = rows.map(({ name }) => String(name)).join(", ");
  return `${names} may be ${tool.name}'s version table, because its ${guessed.configuration} may name another one than ${stamper.table.name}. Name it with --version-table.`;
}
