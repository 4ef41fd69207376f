// Row level security policies.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { list, optionalText, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";

export const policies: Kind = {
  name: "policy",
  summary: "A row level security policy.",
  actsOnRows: true,
  madeBy: ["CreatePolicyStmt"],
  attributes: {
    type: { summary: "`PERMISSIVE` or `RESTRICTIVE`" },
    command: { summary: "`ALL`, `SELECT`, `INSERT`, `UPDATE` or `DELETE`" },
    roles: { is: "list", summary: "the roles to which it applies, by name", unordered: true },
    using: { summary: "`USING` expression", syntax: "expression" },
    withCheck: { summary: "`WITH CHECK` expression", syntax: "expression" },
    comment: { summary: "`COMMENT ON POLICY`" },
  },
  query: () => `
    SELECT n.nspname AS schema, c.relname AS table, p.polname AS name,
      CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END AS type,
      CASE p.polcmd WHEN '*' THEN 'ALL' WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' ELSE 'DELETE' END AS command,
      (SELECT array_agg(CASE r.oid WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.oid)) END)
        FROM unnest(p.polroles) AS r (oid)) AS roles,
      pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS with_check,
      d.description AS comment
    FROM pg_policy p
    JOIN pg_class c ON c.oid = p.polrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    ${joinComment("pg_policy", "p.oid")}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension("pg_class", "c.oid")}`,
  read: (row) => {
    const path = [text(row, "schema"), text(row, "table")];
    return {
      id: objectId("policy", [...path, text(row, "name")]),
      kind: "policy",
      parent: objectId("table", path),
      attributes: attributes({
        type: text(row, "type"),
        command: text(row, "command"),
        roles: list(row, "roles"),
        using: optionalText(row, "using"),
        withCheck: optionalText(row, "with_check"),
        comment: optionalText(row, "comment"),
      }),
    };
  },
};
