// A sign that a catalog is what it was, for a fraction of what its fingerprint costs: which version each of its rows is of, and not
// what is in them. A row that was changed is of another transaction, and no transaction that is seen can add to what it did. A
// version says nothing where a server's files were put back to an earlier state, for which the server must have been started anew.

import { hashed, isBeyond } from "./catalogs.ts";

/** What has no row versions that everybody may read, or of which they say too much. */
const byContent = ["pg_available_extensions", "pg_user_mappings", "pg_roles", "pg_largeobject_metadata"];

const conditions: Readonly<Record<string, string>> = { pg_database: "WHERE datname = current_database()" };

function versions(major: number): string {
  const catalogs = Object.entries(hashed)
    .filter(([name, { since = 0 }]) => name.startsWith("pg_") && !byContent.includes(name) && major >= since)
    .map(([name], at) => `SELECT xmin, ${at} AS at FROM pg_catalog.${name} ${conditions[name] ?? ""}`);
  return `(SELECT count(*) || ' ' || sum(hashint8extended(row.xmin::text::bigint, row.at))
    FROM (${catalogs.join("\n    UNION ALL ")}) AS row)`;
}

function content(name: string): string {
  const { row, from } = hashed[name] ?? { row: "", from: "" };
  const text = `(SELECT count(*) || ' ' || coalesce(sum(hashtextextended((${row})::text, 0)), 0) FROM ${from})`;
  // The server looks at a file of each extension that it could install. The one that is everywhere has one version.
  return name === "pg_available_extensions"
    ? `CASE WHEN EXISTS (SELECT FROM pg_extension WHERE extname <> 'plpgsql') THEN ${text} END`
    : text;
}

/** One row: `versions`. */
export const versionsQuery = (major: number): string => `
  SELECT jsonb_build_array(version(), current_user, extract(epoch FROM pg_postmaster_start_time()), ${isBeyond},
    ${[versions(major), ...byContent.map(content)].join(",\n    ")})::text AS versions`;
