// Extended statistics. They live in a schema of their own choice and disappear with their table.

import { dotted, objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { owner, ownerColumn, ownerOf } from "./privileges.ts";
import { list, optionalText, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";

export const statistics: Kind = {
  name: "statistics",
  summary: "Extended statistics (`CREATE STATISTICS`).",
  beyondModels: true,
  madeBy: ["CreateStatsStmt"],
  heldIn: "pg_statistic_ext",
  attributes: {
    table: { summary: "their table", syntax: "relation" },
    kinds: { is: "list", summary: "`ndistinct`, `dependencies`, `mcv`; none for a single expression" },
    keys: { is: "list", summary: "columns by name, then expressions in order", syntax: "index key" },
    target: { summary: "statistics target, if set" },
    owner,
    comment: { summary: "`COMMENT ON STATISTICS`" },
  },
  // PostgreSQL 16 and earlier have -1 for what later ones have NULL for. Columns are a set, kept in the order of their table.
  query: (target) => `
    SELECT n.nspname AS schema, s.stxname AS name, s.stxrelid::text AS relation,
      (SELECT array_agg(k.name ORDER BY k.name COLLATE "C")
        FROM (VALUES ('d', 'ndistinct'), ('f', 'dependencies'), ('m', 'mcv')) AS k (letter, name)
        WHERE k.letter = ANY (s.stxkind::text[])) AS kinds,
      (SELECT array_agg(quote_ident(a.attname) ORDER BY a.attname COLLATE "C") FROM pg_attribute a
        WHERE a.attrelid = s.stxrelid AND a.attnum = ANY (s.stxkeys::int2[])) AS columns,
      pg_get_statisticsobjdef_expressions(s.oid) AS expressions, NULLIF(s.stxstattarget, -1)::text AS target,
      ${ownerColumn(target, "s.stxowner")}, d.description AS comment
    FROM pg_statistic_ext s
    JOIN pg_namespace n ON n.oid = s.stxnamespace
    ${joinComment("pg_statistic_ext", "s.oid")}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension("pg_statistic_ext", "s.oid")}`,
  read: (row, names) => {
    // Of another session's temporary table.
    if (!names.hasRelation(text(row, "relation"))) return undefined;
    const parent = names.relation(text(row, "relation"));
    return {
      id: objectId("statistics", [text(row, "schema"), text(row, "name")]),
      kind: "statistics",
      parent,
      attributes: attributes({
        table: dotted(parent),
        kinds: list(row, "kinds"),
        keys: [...list(row, "columns"), ...list(row, "expressions").map((expression) => `(${expression})`)],
        target: optionalText(row, "target"),
        ...ownerOf(row),
        comment: optionalText(row, "comment"),
      }),
    };
  },
};
