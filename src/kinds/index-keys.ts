// How the keys of an index read, for indexes and for the constraints that stand on one.

import type { Attributes } from "../catalog/catalog.ts";

/**
 * SQL for the keys from..to (1-based) of the pg_index row under this alias, each as PostgreSQL prints it in an index:
 * collation, operator class, order and NULLS only where they are not what would be without them.
 */
export function keyColumns(index: string, from: string, to: string): string {
  return `(
    SELECT array_agg(
      CASE WHEN ${index}.indkey[k - 1] = 0 THEN pg_get_indexdef(${index}.indexrelid, k, false) ELSE quote_ident(a.attname) END
      || CASE WHEN k <= ${index}.indnkeyatts THEN
        CASE WHEN ${index}.indcollation[k - 1] NOT IN (0, coalesce(a.attcollation, ${index}.indcollation[k - 1]))
          THEN ' COLLATE ' || (${index}.indcollation[k - 1])::regcollation::text ELSE '' END
        || CASE WHEN NOT oc.opcdefault OR own.oid <> oc.oid THEN ' ' || quote_ident(oc.opcname) ELSE '' END
        || CASE WHEN xa.attoptions IS NOT NULL THEN ' (' || array_to_string(xa.attoptions, ', ') || ')' ELSE '' END
        || CASE ${index}.indoption[k - 1] & 3 WHEN 1 THEN ' DESC NULLS LAST' WHEN 2 THEN ' NULLS FIRST' WHEN 3 THEN ' DESC' ELSE '' END
      ELSE '' END ORDER BY k)
    FROM generate_series(${from}, ${to}) AS k
    LEFT JOIN pg_attribute a ON a.attrelid = ${index}.indrelid AND a.attnum = ${index}.indkey[k - 1] AND a.attnum <> 0
    LEFT JOIN pg_attribute xa ON xa.attrelid = ${index}.indexrelid AND xa.attnum = k
    LEFT JOIN pg_opclass oc ON oc.oid = ${index}.indclass[k - 1]
    LEFT JOIN pg_opclass own ON own.opcmethod = oc.opcmethod AND own.opcdefault AND own.opcintype = coalesce(a.atttypid, xa.atttypid))`;
}

/** What makes two keys one key, whether they live as a unique constraint, a unique index or a plain one. */
export function keyShape(own: Attributes): string {
  const unique = own.type === "UNIQUE" || own.type === "UNIQUE INDEX";
  return JSON.stringify([unique, own.keys, own.method, own.include, own.predicate, own.nullsNotDistinct]);
}
