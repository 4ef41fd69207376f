// Every kind of object that can be present and that no kind here reads: counted, so that the report can say so.

import type { Unread } from "../catalog/catalog.ts";
import { type Row, text } from "./row.ts";
import { isNotFromExtension, isUserSchema } from "./scope.ts";

interface Unmodeled {
  readonly what: string;
  /** What follows `SELECT count(*)`. */
  readonly from: string;
}

const inSchema = (catalog: string, namespace: string, condition = "true") =>
  `FROM ${catalog} x JOIN pg_namespace n ON n.oid = x.${namespace}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension(catalog, "x.oid")} AND ${condition}`;

// Objects below this oid were made by initdb.
const firstNormalOid = 16384;
const made = (catalog: string) =>
  `FROM ${catalog} x WHERE x.oid >= ${firstNormalOid} AND ${isNotFromExtension(catalog, "x.oid")}`;

const unmodeled: readonly Unmodeled[] = [
  { what: "foreign table", from: inSchema("pg_class", "relnamespace", "x.relkind = 'f'") },
  {
    what: "rule",
    from: `FROM pg_rewrite x JOIN pg_class c ON c.oid = x.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${isUserSchema("n")} AND x.rulename <> '_RETURN' AND ${isNotFromExtension("pg_class", "c.oid")}`,
  },
  { what: "extended statistics object", from: inSchema("pg_statistic_ext", "stxnamespace") },
  { what: "operator", from: inSchema("pg_operator", "oprnamespace") },
  { what: "operator class", from: inSchema("pg_opclass", "opcnamespace") },
  { what: "operator family", from: inSchema("pg_opfamily", "opfnamespace") },
  { what: "base type", from: inSchema("pg_type", "typnamespace", "x.typtype IN ('b', 'p') AND x.typelem = 0") },
  { what: "collation", from: inSchema("pg_collation", "collnamespace") },
  { what: "conversion", from: inSchema("pg_conversion", "connamespace") },
  { what: "text search configuration", from: inSchema("pg_ts_config", "cfgnamespace") },
  { what: "text search dictionary", from: inSchema("pg_ts_dict", "dictnamespace") },
  { what: "text search parser", from: inSchema("pg_ts_parser", "prsnamespace") },
  { what: "text search template", from: inSchema("pg_ts_template", "tmplnamespace") },
  { what: "cast", from: made("pg_cast") },
  { what: "transform", from: made("pg_transform") },
  { what: "access method", from: made("pg_am") },
  { what: "procedural language", from: made("pg_language") },
  { what: "event trigger", from: made("pg_event_trigger") },
  { what: "foreign data wrapper", from: made("pg_foreign_data_wrapper") },
  { what: "foreign server", from: made("pg_foreign_server") },
  { what: "user mapping", from: "FROM pg_user_mappings" },
  { what: "publication", from: made("pg_publication") },
  // Of pg_subscription, everyone may read these columns; it holds those of every database of the cluster.
  {
    what: "subscription",
    from: "FROM pg_subscription x WHERE x.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())",
  },
  { what: "default privilege", from: "FROM pg_default_acl" },
  { what: "security label", from: "FROM pg_seclabel" },
  { what: "relation privilege list", from: inSchema("pg_class", "relnamespace", "x.relacl IS NOT NULL") },
  { what: "function privilege list", from: inSchema("pg_proc", "pronamespace", "x.proacl IS NOT NULL") },
  { what: "type privilege list", from: inSchema("pg_type", "typnamespace", "x.typacl IS NOT NULL") },
  // That of public is there from the start.
  { what: "schema privilege list", from: `${made("pg_namespace")} AND x.nspacl IS NOT NULL` },
  {
    what: "table or index with storage parameters",
    from: inSchema("pg_class", "relnamespace", "x.reloptions IS NOT NULL AND x.relkind IN ('r', 'p', 'i', 'I')"),
  },
  {
    what: "table or index in a tablespace of its own",
    from: inSchema("pg_class", "relnamespace", "x.reltablespace <> 0 AND x.relkind IN ('r', 'p', 'i', 'I', 'm')"),
  },
  {
    what: "column with privileges, or settings of storage or statistics",
    from: `FROM pg_attribute x JOIN pg_class c ON c.oid = x.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_type t ON t.oid = x.atttypid
      WHERE ${isUserSchema("n")} AND x.attnum > 0 AND NOT x.attisdropped AND c.relkind IN ('r', 'p', 'm', 'v')
      AND (x.attacl IS NOT NULL OR x.attstattarget >= 0 OR x.attcompression <> '' OR x.attstorage <> t.typstorage)`,
  },
];

/** What is counted where it is present, and never compared. */
export const unmodeledKinds: readonly string[] = unmodeled.map(({ what }) => what);

/** One SELECT that counts them all, a row for each kind that is present. */
export const unmodeledQuery = `SELECT * FROM (${unmodeled
  .map(({ what, from }) => `SELECT '${what}' AS what, count(*)::text AS count ${from}`)
  .join("\nUNION ALL ")}) AS u WHERE count <> '0'`;

export function readUnmodeled(row: Row): Unread {
  return { what: text(row, "what"), count: Number(text(row, "count")), reason: "driftcheck does not model this kind" };
}
