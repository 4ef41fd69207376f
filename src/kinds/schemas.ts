// Schemas that are the user's.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { accessColumns, accessOf, owner, privileges } from "./privileges.ts";
import { flag, optionalText, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";

export const schemas: Kind = {
  name: "schema",
  summary: "A namespace (`CREATE SCHEMA`).",
  madeBy: ["CreateSchemaStmt"],
  inEveryDatabase: true,
  attributes: {
    comment: {
      summary: "`COMMENT ON SCHEMA`; the comment of `public` that `initdb` writes counts as none",
      beyondModels: true,
    },
    owner,
    privileges,
  },
  query: (target) => `
    SELECT n.nspname AS name,
      NULLIF(d.description, CASE WHEN n.nspname = 'public' THEN 'standard public schema' END) AS comment,
      n.nspname = 'public' AND n.nspowner = ${target.major >= 15 ? "'pg_database_owner'::regrole" : "10"} AS has_first_owner,
      i.initprivs IS NOT NULL AND i.initprivs::text = n.nspacl::text AS has_first_privileges,
      ${accessColumns(target, "n.nspowner", "n.nspacl", "n")}
    FROM pg_namespace n
    LEFT JOIN pg_init_privs i ON i.classoid = 'pg_namespace'::regclass AND i.objoid = n.oid ${joinComment("pg_namespace", "n.oid")}
    WHERE ${isUserSchema("n")} AND ${isNotFromExtension("pg_namespace", "n.oid")}`,
  read: (row) => ({
    id: objectId("schema", [text(row, "name")]),
    kind: "schema",
    attributes: attributes({
      comment: optionalText(row, "comment"),
      ...accessOf(row),
      // Whose `public` is and who may create in it, initdb decides, and PostgreSQL 15 decided otherwise than 14.
      ...(flag(row, "has_first_owner") && { owner: null }),
      ...(flag(row, "has_first_privileges") && { privileges: null }),
    }),
  }),
  structure: {
    read: ({ schemas }) =>
      schemas.map(({ name, comment }) => ({
        id: objectId("schema", [name]),
        attributes: { comment: name === "public" && comment === "standard public schema" ? null : (comment ?? null) },
      })),
  },
};
