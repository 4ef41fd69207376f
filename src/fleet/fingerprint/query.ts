// The one query of a fingerprint: a hash of each row of the catalogs that define something, summed up on the server. No row and no
// value leaves it. Sums know no order, and rows that are equal count each.

import { isUserSchema } from "../../kinds/scope.ts";
import { hashed, inSchemas, isBeyond, onRelations } from "./catalogs.ts";

const schemas = `ns AS MATERIALIZED (
    SELECT n.oid, n.nspname, ${isUserSchema("n")} AS is_user FROM pg_namespace n
    WHERE n.nspname NOT LIKE 'pg\\_temp\\_%' AND n.nspname NOT LIKE 'pg\\_toast\\_temp\\_%')`;

/** Of what is in pg_toast only the options count, which are the table's. */
const relations = `rel AS MATERIALIZED (
    SELECT c.oid, coalesce(o.relnamespace, c.relnamespace) AS ns
    FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
    LEFT JOIN pg_class o ON c.relkind = 't' AND o.reltoastrelid = c.oid
    WHERE (ns.is_user OR c.oid >= 16384) AND (ns.nspname <> 'pg_toast' OR c.relkind = 't' AND o.oid IS NOT NULL))`;

/** The user's objects that others are said of, and the schema of each. */
const objects = `obj AS MATERIALIZED (
    SELECT 'pg_class'::regclass::oid AS class, r.oid, r.ns FROM rel r
    UNION ALL SELECT 'pg_namespace'::regclass, ns.oid, ns.oid FROM ns WHERE ns.is_user
    ${Object.entries(inSchemas)
      .map(
        ([catalog, column]) =>
          `UNION ALL SELECT '${catalog}'::regclass, x.oid, x.${column} FROM ${catalog} x JOIN ns ON ns.oid = x.${column} WHERE ns.is_user`,
      )
      .join("\n    ")}
    ${Object.entries(onRelations)
      .map(
        ([catalog, column]) =>
          `UNION ALL SELECT '${catalog}'::regclass, x.oid, r.ns FROM ${catalog} x JOIN rel r ON r.oid = x.${column}`,
      )
      .join("\n    ")})`;

function rows(major: number): string {
  const all = Object.entries(hashed).filter(([, { since = 0 }]) => major >= since);
  return all
    .map(
      ([name, { row, home, from }]) =>
        `SELECT ${home} AS home, hashtextextended('${name.replaceAll("'", "''")} ' || (${row})::text, 0) AS hash FROM ${from}`,
    )
    .join("\n  UNION ALL ");
}

const withAll = `WITH ${[schemas, relations, objects].join(",\n  ")}`;

const surroundings = `version() || ' ' || current_user`;

/** One row: `content`, and whether there is what it doesn't cover. */
export const databaseQuery = (major: number): string => `${withAll}
  SELECT ${surroundings} || ' ' || count(*) || ' ' || coalesce(sum(h.hash), 0) AS content, ${isBeyond} AS is_beyond
  FROM (${rows(major)}) AS h`;

/**
 * A row for each schema of the user's, and one without a name for all that is in none: `content`, and the other schemas whose
 * objects its own refer to by name.
 */
export const schemasQuery = (major: number): string => `${withAll},
  refs AS (
    SELECT a.ns, array_agg(DISTINCT n.nspname::text) AS others
    FROM pg_depend d JOIN obj a ON a.class = d.classid AND a.oid = d.objid
    JOIN obj b ON b.class = d.refclassid AND b.oid = d.refobjid AND b.ns <> a.ns
    JOIN ns n ON n.oid = b.ns AND n.is_user GROUP BY a.ns)
  SELECT CASE WHEN n.is_user THEN n.nspname::text END AS name, s.content,
    coalesce(r.others, '{}') AS others, ${isBeyond} AS is_beyond
  FROM (SELECT h.home, ${surroundings} || ' ' || count(*) || ' ' || coalesce(sum(h.hash), 0) AS content
    FROM (${rows(major)}) AS h GROUP BY h.home) AS s
  LEFT JOIN ns n ON n.oid = s.home LEFT JOIN refs r ON r.ns = s.home
  ORDER BY 1, 2`;
