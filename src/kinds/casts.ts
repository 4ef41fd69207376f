// Casts and transforms: both have no name, and are told apart by the types that they turn into one another.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { routineText } from "./references.ts";
import { optionalText, text } from "./row.ts";
import { isMade, isNotFromExtension, joinComment } from "./scope.ts";

export const casts: Kind = {
  name: "cast",
  summary: "A cast from one type to another, except those of initdb and range types.",
  readByExpressions: true,
  beyondModels: true,
  madeBy: ["CreateCastStmt"],
  attributes: {
    method: { summary: "`FUNCTION`, `INOUT` or `BINARY`" },
    function: { summary: "the function that it calls", syntax: "relation" },
    context: { summary: "`ASSIGNMENT` or `IMPLICIT`; nothing if only an explicit cast is allowed" },
    comment: { summary: "`COMMENT ON CAST`" },
  },
  // Named after the type that it goes out from, or after the one that it goes to where only that is a user's.
  query: () => `
    SELECT coalesce(n.nspname, tn.nspname) AS schema, CASE WHEN n.oid IS NULL THEN t.typname ELSE s.typname END AS name,
      CASE WHEN n.oid IS NULL THEN 'FROM ' || format_type(s.oid, NULL) ELSE 'AS ' || format_type(t.oid, NULL) END AS signature,
      CASE c.castmethod WHEN 'f' THEN 'FUNCTION' WHEN 'i' THEN 'INOUT' ELSE 'BINARY' END AS method,
      ${routineText("c.castfunc")} AS function,
      CASE c.castcontext WHEN 'a' THEN 'ASSIGNMENT' WHEN 'i' THEN 'IMPLICIT' END AS context, d.description AS comment
    FROM pg_cast c
    JOIN pg_type s ON s.oid = c.castsource
    JOIN pg_type t ON t.oid = c.casttarget
    JOIN pg_namespace tn ON tn.oid = t.typnamespace
    LEFT JOIN pg_namespace n ON n.oid = s.typnamespace AND (n.nspname <> 'pg_catalog' OR tn.nspname = 'pg_catalog')
    ${joinComment("pg_cast", "c.oid")}
    WHERE ${isMade("c.oid")} AND ${isNotFromExtension("pg_cast", "c.oid")}
      AND NOT EXISTS (SELECT FROM pg_range r WHERE r.rngtypid = c.castsource AND r.rngmultitypid = c.casttarget)`,
  read: (row) => ({
    id: objectId("cast", [text(row, "schema"), text(row, "name")], text(row, "signature")),
    kind: "cast",
    attributes: attributes({
      method: text(row, "method"),
      function: optionalText(row, "function"),
      context: optionalText(row, "context"),
      comment: optionalText(row, "comment"),
    }),
  }),
};

export const transforms: Kind = {
  name: "transform",
  summary: "A transform: how a procedural language receives and returns values of a type.",
  beyondModels: true,
  madeBy: ["CreateTransformStmt"],
  attributes: {
    fromSql: { summary: "function that passes a value to the language", syntax: "relation" },
    toSql: { summary: "function that returns a value from it", syntax: "relation" },
    comment: { summary: "`COMMENT ON TRANSFORM`" },
  },
  query: () => `
    SELECT n.nspname AS schema, t.typname AS name, 'LANGUAGE ' || quote_ident(l.lanname) AS signature,
      ${routineText("x.trffromsql")} AS from_sql, ${routineText("x.trftosql")} AS to_sql, d.description AS comment
    FROM pg_transform x
    JOIN pg_language l ON l.oid = x.trflang
    JOIN pg_type t ON t.oid = x.trftype
    JOIN pg_namespace n ON n.oid = t.typnamespace ${joinComment("pg_transform", "x.oid")}
    WHERE ${isMade("x.oid")} AND ${isNotFromExtension("pg_transform", "x.oid")}`,
  read: (row) => ({
    id: objectId("transform", [text(row, "schema"), text(row, "name")], text(row, "signature")),
    kind: "transform",
    attributes: attributes({
      fromSql: optionalText(row, "from_sql"),
      toSql: optionalText(row, "to_sql"),
      comment: optionalText(row, "comment"),
    }),
  }),
};
