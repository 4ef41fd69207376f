// Whether a database is as initdb made it. What a user made there is named, and never touched.

import { SourceError } from "../errors.ts";
import { printable, redact } from "../redact.ts";
import type { OpenDatabase } from "../sources/source.ts";

// What is made with a database has an oid below this; extensions bring their own objects, and are named themselves.
const firstNormalOid = 16384;

const own = (classid: string, column = "oid") =>
  `${column} >= ${firstNormalOid} AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
     WHERE d.classid = '${classid}'::pg_catalog.regclass AND d.objid = ${column} AND d.deptype IN ('e', 'i', 'a'))`;

const found = `
  SELECT 'schema ' || pg_catalog.quote_ident(nspname) AS what FROM pg_catalog.pg_namespace
    WHERE ${own("pg_catalog.pg_namespace")} AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'public'
  UNION ALL SELECT 'extension ' || pg_catalog.quote_ident(extname) FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'
  UNION ALL SELECT CASE relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'S' THEN 'sequence '
      WHEN 'f' THEN 'foreign table ' WHEN 'c' THEN 'type ' ELSE 'table ' END
      || relnamespace::pg_catalog.regnamespace::text || '.' || pg_catalog.quote_ident(relname)
    FROM pg_catalog.pg_class WHERE ${own("pg_catalog.pg_class")} AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
    AND relnamespace::pg_catalog.regnamespace::text !~ '^pg_'
  UNION ALL SELECT 'type ' || typnamespace::pg_catalog.regnamespace::text || '.' || pg_catalog.quote_ident(typname)
    FROM pg_catalog.pg_type WHERE ${own("pg_catalog.pg_type")} AND typtype IN ('e', 'd', 'r', 'b') AND typelem = 0
  UNION ALL SELECT 'function ' || oid::pg_catalog.regprocedure::text
    FROM pg_catalog.pg_proc WHERE ${own("pg_catalog.pg_proc")}
  UNION ALL SELECT 'foreign server ' || pg_catalog.quote_ident(srvname)
    FROM pg_catalog.pg_foreign_server WHERE ${own("pg_catalog.pg_foreign_server")}
  UNION ALL SELECT 'event trigger ' || pg_catalog.quote_ident(evtname)
    FROM pg_catalog.pg_event_trigger WHERE ${own("pg_catalog.pg_event_trigger")}
  UNION ALL SELECT 'publication ' || pg_catalog.quote_ident(pubname)
    FROM pg_catalog.pg_publication WHERE ${own("pg_catalog.pg_publication")}
  ORDER BY 1`;

const shown = 5;

/** @throws SourceError that names what is there */
export async function refuseUnlessEmpty(client: OpenDatabase["client"], locator: string): Promise<void> {
  const { rows } = await client.query(found);
  if (rows.length === 0) return;
  const names = rows.slice(0, shown).map(({ what }) => printable(String(what)));
  const more = rows.length > shown ? `, and ${rows.length - shown} more` : "";
  throw new SourceError(
    `${redact(locator)} is not empty: it has ${names.join(", ")}${more}; bootstrap fills an empty database only, so name another`,
  );
}
