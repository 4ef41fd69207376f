// What a script made or changed in PostgreSQL's own schemas, where no check looks: it would be half-read. Extensions may put
// theirs there, and privileges may be given.

import type { Client } from "pg";
import { SourceError } from "../errors.ts";
import { printable } from "../redact.ts";
import { connectEmbedded } from "./embedded.ts";
import type { SplitScript } from "./restore.ts";

/** Catalogs of objects that have a schema: its column and the name's. */
const catalogs: Readonly<Record<string, readonly [namespace: string, name: string]>> = {
  pg_proc: ["pronamespace", "proname"],
  pg_class: ["relnamespace", "relname"],
  pg_type: ["typnamespace", "typname"],
  pg_operator: ["oprnamespace", "oprname"],
  pg_opclass: ["opcnamespace", "opcname"],
  pg_opfamily: ["opfnamespace", "opfname"],
  pg_collation: ["collnamespace", "collname"],
  pg_conversion: ["connamespace", "conname"],
  pg_ts_parser: ["prsnamespace", "prsname"],
  pg_ts_dict: ["dictnamespace", "dictname"],
  pg_ts_template: ["tmplnamespace", "tmplname"],
  pg_ts_config: ["cfgnamespace", "cfgname"],
  // A view's query.
  pg_rewrite: ["NULL", "(SELECT relname FROM pg_catalog.pg_class WHERE pg_class.oid = c.ev_class)"],
};

/** Of rows, what privileges, VACUUM and REINDEX change. */
const passing =
  "{proacl,relacl,typacl,relpages,reltuples,relallvisible,relallfrozen,relfrozenxid,relminmxid,relfilenode}";

/** As `pg_identify_object` has it. */
interface Touched {
  readonly catalog: string;
  readonly oid: number;
  readonly name: string;
  readonly type: string;
  readonly identity: string;
  readonly row: string;
}

export interface SystemState {
  /** Rows written from now on have this transaction's number or a later one. */
  readonly next: string;
  readonly untouched: string;
}

export async function systemState(client: Client): Promise<SystemState> {
  const { rows } = await client.query("SELECT pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot()) AS next");
  const next = String(rows[0]?.next);
  return { next, untouched: await untouchedSince(client, next) };
}

/** What has no object's row of its own, and what is gone when it was dropped. */
async function untouchedSince(client: Client, next: string): Promise<string> {
  const counts = ["pg_class", "pg_proc", "pg_type"].map(
    (catalog) => `(SELECT pg_catalog.count(*) FROM pg_catalog.${catalog} WHERE oid < 16384)`,
  );
  const { rows } = await client.query(`SELECT pg_catalog.concat_ws(' ', ${counts.join(", ")},
    (SELECT pg_catalog.count(*) FROM pg_catalog.pg_ts_config_map WHERE mapcfg < 16384 AND xmin::text::bigint < ${next}),
    (SELECT pg_catalog.count(*) FROM pg_catalog.pg_namespace WHERE nspname IN ('pg_catalog', 'information_schema'))) AS counts`);
  return String(rows[0]?.counts);
}

/** @throws SourceError naming the object, and the statement that speaks of it last */
export async function refuseSystemChanges(
  client: Client,
  { next, untouched }: SystemState,
  scripts: readonly SplitScript[],
): Promise<void> {
  const advice =
    "which belongs to PostgreSQL and is not compared. Remove the statement, or create the object in a schema of your own.";
  if ((await untouchedSince(client, next)) !== untouched) {
    const where = scripts.map(({ name }) => name).join(", ");
    throw new SourceError(`${where}: this drops or changes an object in pg_catalog or information_schema, ${advice}`);
  }
  const touched = await touchedSince(client, next);
  const changed = touched.length === 0 ? undefined : await firstChanged(touched);
  if (changed === undefined) return;
  const what = `${changed.type} ${printable(changed.identity)}`;
  throw new SourceError(`${placeOf(changed, scripts)}: this creates or changes the ${what}, ${advice}`);
}

/** Objects below 16384 are initdb's, wherever they were moved; members of extensions are theirs. */
async function touchedSince(client: Client, since: string): Promise<readonly Touched[]> {
  const own = "(SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname IN ('pg_catalog', 'information_schema'))";
  const each = Object.entries(catalogs).map(
    ([catalog, [namespace, name]]) => `
      SELECT 'pg_catalog.${catalog}'::pg_catalog.regclass::oid AS catalog, oid, ${name}::text AS name,
        (pg_catalog.to_jsonb(c) - '${passing}'::text[])::text AS row
      FROM pg_catalog.${catalog} c WHERE (${namespace} IN ${own} OR oid < 16384) AND xmin::text::bigint >= ${since}`,
  );
  const { rows } = await client.query(`
    SELECT t.catalog::pg_catalog.regclass::text AS catalog, t.oid::bigint::float8 AS oid, t.name, t.row, i.type, i.identity
    FROM (${each.join(" UNION ALL ")}) t, pg_catalog.pg_identify_object(t.catalog, t.oid, 0) i
    WHERE t.oid < 16384 OR NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
      WHERE d.classid = t.catalog AND d.objid = t.oid AND d.deptype IN ('e', 'i'))
    ORDER BY t.oid`);
  return rows;
}

/** Who only gave privileges on them changed nothing else: a database that nobody has touched tells. */
async function firstChanged(touched: readonly Touched[]): Promise<Touched | undefined> {
  const { client, close } = await connectEmbedded([]);
  try {
    for (const each of touched) {
      const { rows } = await client.query(
        `SELECT (pg_catalog.to_jsonb(c) - $1::text[])::text AS row FROM pg_catalog.${each.catalog.replace("pg_catalog.", "")} c WHERE oid = $2`,
        [passing, each.oid],
      );
      if (rows[0]?.row !== each.row) return each;
    }
    return undefined;
  } finally {
    await close();
  }
}

function placeOf({ name }: Touched, scripts: readonly SplitScript[]): string {
  const all = scripts.flatMap(({ name: script, statements }) =>
    statements.map(({ sql, line, file }) => ({ sql, where: `${file ?? script}:${line}` })),
  );
  const speaking = all.findLast(({ sql }) => sql.toLowerCase().includes(name.toLowerCase()));
  return speaking?.where ?? scripts.at(-1)?.name ?? "the script";
}
