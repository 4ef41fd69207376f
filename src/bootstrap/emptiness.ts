// Whether a database is as initdb made it. What a user made there is named, and never touched.

import { SourceError } from "../errors.ts";
import { printable, redact } from "../redact.ts";
import type { OpenDatabase } from "../sources/source.ts";

// What is made with a database has an oid below this (FirstNormalObjectId in access/transam.h).
const firstNormalOid = 16384;

// PostgreSQL is asked where it keeps objects, so that what a later version keeps is found as well.
const catalogs = `
  SELECT c.oid::pg_catalog.regclass::text AS name FROM pg_catalog.pg_class c
  WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND c.relkind = 'r' AND NOT c.relisshared
    -- User mappings are a superuser's to read; the server that each has is found.
    AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
    AND c.relname <> 'pg_enum' -- labels are no objects: their type is
    AND EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'oid' AND a.attnum > 0)`;

/** Of a large object whoever makes it may choose the oid, and no large object is initdb's. */
const largeObjects = "pg_largeobject_metadata";

function objectsOf(catalog: string): string {
  const classId = catalog === largeObjects ? "pg_largeobject" : catalog;
  const own = catalog === largeObjects ? "" : `WHERE oid >= ${firstNormalOid}`;
  return `SELECT 'pg_catalog.${classId}'::pg_catalog.regclass AS classid, oid AS objid FROM pg_catalog.${catalog} ${own}`;
}

/** All that was made after the database, but for what came with something else: an index with its table, a function with its extension. */
const objectsQuery = (names: readonly string[]) => `
  WITH made AS (${names.map(objectsOf).join("\n    UNION ALL ")}
    UNION ALL SELECT 'pg_catalog.pg_subscription'::pg_catalog.regclass, oid FROM pg_catalog.pg_subscription
      WHERE subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
  SELECT i.type || ' ' || i.identity AS what FROM made m, LATERAL pg_catalog.pg_identify_object(m.classid, m.objid, 0) i
  WHERE i.type IS NOT NULL AND coalesce(i.schema, '') !~ '^pg_(toast|temp)' AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend d WHERE d.classid = m.classid AND d.objid = m.objid
      AND (d.deptype = 'e' OR d.deptype IN ('i', 'a', 'P', 'S') AND d.refobjid >= ${firstNormalOid}))
  ORDER BY 1`;

const shown = 5;

/** @throws SourceError that names what is there */
export async function refuseUnlessEmpty(client: OpenDatabase["client"], locator: string): Promise<void> {
  const { rows: kept } = await client.query(catalogs);
  const { rows } = await client.query(objectsQuery(kept.map(({ name }) => String(name))));
  if (rows.length === 0) return;
  const names = rows.slice(0, shown).map(({ what }) => printable(String(what)));
  const more = rows.length > shown ? `, and ${rows.length - shown} more` : "";
  throw new SourceError(
    `${redact(locator)} is not empty: it has ${names.join(", ")}${more}. bootstrap fills only an empty database. Name another one.`,
  );
}
