// Schemas that are the user's.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { optionalText, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";

export const schemas: Kind = {
  name: "schema",
  summary: "A namespace (`CREATE SCHEMA`).",
  attributes: { comment: { summary: "`COMMENT ON SCHEMA`; the one that `initdb` gives `public` counts as none" } },
  query: () => `
    SELECT n.nspname AS name,
      NULLIF(d.description, CASE WHEN n.nspname = 'public' THEN 'standard public schema' END) AS comment
    FROM pg_namespace n ${joinComment("pg_namespace", "n.oid")}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension("pg_namespace", "n.oid")}`,
  read: (row) => ({
    id: objectId("schema", [text(row, "name")]),
    kind: "schema",
    attributes: attributes({ comment: optionalText(row, "comment") }),
  }),
  structure: {
    read: ({ schemas }) =>
      schemas.map(({ name, comment }) => ({
        id: objectId("schema", [name]),
        attributes: { comment: name === "public" && comment === "standard public schema" ? null : (comment ?? null) },
      })),
  },
};
