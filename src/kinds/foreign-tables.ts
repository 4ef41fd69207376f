// Foreign tables. Their columns, checks and triggers are objects of their own, as a table's are.

import { objectId } from "../catalog/object-id.ts";
import { foreignOptions, optionsList } from "./foreign-options.ts";
import { inheritance, inheritanceColumns, inheritanceOf } from "./inheritance.ts";
import { attributes, type Kind } from "./kind.ts";
import { accessColumns, accessOf, owner, privileges } from "./privileges.ts";
import { list, optionalText, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";
import { relationPath } from "./statements.ts";

export const foreignTables: Kind = {
  name: "foreign table",
  summary: "A foreign table, which may be a partition.",
  relation: "table",
  sharesNames: "relation",
  beyondModels: true,
  madeBy: ["CreateForeignTableStmt"],
  standalone: { path: ({ base }, session) => relationPath(base, session), objectType: "OBJECT_FOREIGN_TABLE" },
  heldIn: "pg_foreign_table",
  attributes: {
    server: { summary: "its foreign server" },
    options: foreignOptions,
    ...inheritance,
    owner,
    privileges,
    comment: { summary: "`COMMENT ON FOREIGN TABLE`" },
    columnOrder: { summary: "order of the columns that both sides have" },
  },
  query: (target) => `
    SELECT n.nspname AS schema, c.relname AS name, s.srvname AS server, ${optionsList("f.ftoptions", "table")} AS options,
      ${inheritanceColumns("c")},
      (SELECT array_agg(i.inhparent::regclass::text ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid) AS parents,
      ${accessColumns(target, "c.relowner", "c.relacl", "r")}, d.description AS comment
    FROM pg_foreign_table f
    JOIN pg_class c ON c.oid = f.ftrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_foreign_server s ON s.oid = f.ftserver
    ${joinComment("pg_class", "c.oid")}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension("pg_class", "c.oid")}`,
  read: (row) => ({
    id: objectId("foreign table", [text(row, "schema"), text(row, "name")]),
    kind: "foreign table",
    uses: [objectId("foreign server", [text(row, "server")])],
    attributes: attributes({
      server: text(row, "server"),
      options: list(row, "options"),
      ...inheritanceOf(row),
      ...accessOf(row),
      comment: optionalText(row, "comment"),
    }),
  }),
};
