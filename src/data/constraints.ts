// Constraints that were made NOT VALID and never validated: rows that were there before may violate them.
// What is NOT ENFORCED is not meant to hold, and can't be validated.

import { alwaysQuoted, memberId, objectId, sqlName } from "../catalog/object-id.ts";
import { kindOfRelation } from "../kinds/names.ts";
import { optionalText, text } from "../kinds/row.ts";
import { isNotFromExtension, isOwnCheck, isUserSchema } from "../kinds/scope.ts";
import type { Look } from "./look.ts";

// A child's copy of what its parent has not validated either is validated with it.
const isOwnNotNull = `NOT EXISTS (SELECT FROM pg_inherits h
        JOIN pg_constraint p ON p.conrelid = h.inhparent AND p.contype = 'n' AND NOT p.convalidated
        JOIN pg_attribute pa ON pa.attrelid = p.conrelid AND pa.attnum = p.conkey[1]
        WHERE h.inhrelid = k.conrelid AND pa.attname = a.attname)`;
const isOwnForeignKey = "NOT EXISTS (SELECT FROM pg_constraint p WHERE p.oid = k.conparentid AND NOT p.convalidated)";

export const constraintsNotValidated: Look = {
  name: "constraint not validated",
  listing: (major) => `
    SELECT k.contype AS type, coalesce(n.nspname, dn.nspname) AS schema, t.relname AS table, t.relkind,
      dt.typname AS domain, k.conname AS name, CASE k.contype WHEN 'n' THEN a.attname END AS column
    FROM pg_constraint k
    LEFT JOIN pg_class t ON t.oid = k.conrelid
    LEFT JOIN pg_namespace n ON n.oid = t.relnamespace
    LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]
    LEFT JOIN pg_type dt ON dt.oid = k.contypid
    LEFT JOIN pg_namespace dn ON dn.oid = dt.typnamespace
    WHERE NOT k.convalidated ${major >= 18 ? "AND k.conenforced" : ""} AND k.contype IN ('c', 'f', 'n')
      AND (t.relkind IN ('r', 'p', 'f') AND ${isUserSchema("n")} AND ${isNotFromExtension("pg_class", "t.oid")}
        OR dt.oid IS NOT NULL AND ${isUserSchema("dn")} AND ${isNotFromExtension("pg_type", "dt.oid")})
      AND (k.contype <> 'c' OR ${isOwnCheck("k")})
      AND (k.contype <> 'f' OR ${isOwnForeignKey})
      AND (k.contype <> 'n' OR ${isOwnNotNull})`,
  read: async (rows, naming) => {
    const findings = rows.flatMap((row) => {
      const domain = optionalText(row, "domain");
      const column = optionalText(row, "column");
      const kind = domain !== null ? "domain" : (kindOfRelation[text(row, "relkind")] ?? "table");
      const live = objectId(kind, [text(row, "schema"), domain ?? text(row, "table")]);
      const owner = naming(live);
      if (owner === undefined) return [];
      const name = text(row, "name");
      const id = column === null ? memberId("constraint", owner, name) : memberId("column", owner, column);
      const what = { c: "check", f: "foreign key", n: "NOT NULL" }[text(row, "type")] ?? "constraint";
      const of = domain === null ? "rows" : "values";
      const says = `the ${what} was never validated; ${of} older than it may violate it`;
      const fix = `ALTER ${kind.toUpperCase()} ${sqlName(live)} VALIDATE CONSTRAINT ${alwaysQuoted(name)}`;
      // A foreign table's rows are another server's: nobody can validate them from here.
      return [{ kind: "constraint not validated", id, says, ...(row.relkind !== "f" && { fix }) } as const];
    });
    return { findings, notCompared: [] };
  },
};
