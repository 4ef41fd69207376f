// Indexes that are not valid: what a concurrent build left behind when it failed, or a partition's that is missing.

import { alwaysQuoted, memberId, objectId } from "../catalog/object-id.ts";
import { kindOfRelation } from "../kinds/names.ts";
import { flag, optionalText, type Row, text } from "../kinds/row.ts";
import { isNotFromExtension, isUserSchema } from "../kinds/scope.ts";
import type { Look } from "./look.ts";

export const indexesNotValid: Look = {
  name: "index not valid",
  listing: () => `
    SELECT n.nspname AS schema, t.relname AS table, t.relkind, c.relname AS name, c.relkind = 'I' AS partitioned,
      k.conname AS constraint, i.indisunique AS unique, i.indisready AS ready, i.indislive AS live
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace
    LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
    WHERE NOT (i.indisvalid AND i.indisready AND i.indislive) AND t.relkind IN ('r', 'p', 'm')
      AND ${isUserSchema("n")} AND ${isNotFromExtension("pg_class", "t.oid")}`,
  read: async (rows, naming) => {
    const findings = rows.flatMap((row) => {
      const kind = kindOfRelation[text(row, "relkind")] ?? "table";
      const owner = naming(objectId(kind, [text(row, "schema"), text(row, "table")]));
      if (owner === undefined) return [];
      const constraint = optionalText(row, "constraint");
      const id =
        constraint === null ? memberId("index", owner, text(row, "name")) : memberId("constraint", owner, constraint);
      const fix = fixOf(row);
      return [{ kind: "index not valid", id, says: saysOf(row), ...(fix !== undefined && { fix }) } as const];
    });
    return { findings, notCompared: [] };
  },
};

function saysOf(row: Row): string {
  if (flag(row, "partitioned"))
    return "the index is invalid: a partition lacks it, so it does not cover the whole table";
  const kept =
    flag(row, "ready") && flag(row, "live")
      ? "no query uses it, and every write maintains it"
      : "no write maintains it";
  const repeated = flag(row, "unique") ? "; duplicates are possible" : "";
  return `the index is invalid: a concurrent build failed or is still running, ${kept}${repeated}`;
}

// https://www.postgresql.org/docs/current/sql-reindex.html: what REINDEX CONCURRENTLY left is to be dropped, not built.
const leftover = /_cc(?:new|old)\d*$/;

function fixOf(row: Row): string | undefined {
  const name = text(row, "name");
  const index = `${alwaysQuoted(text(row, "schema"))}.${alwaysQuoted(name)}`;
  if (flag(row, "partitioned")) return undefined;
  return leftover.test(name) && optionalText(row, "constraint") === null
    ? `DROP INDEX CONCURRENTLY ${index}`
    : `REINDEX INDEX CONCURRENTLY ${index}`;
}
