// Procedural languages and access methods: what C code adds to the server. Those of initdb and of extensions are not the user's.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { accessColumns, accessOf, owner, privileges } from "./privileges.ts";
import { routineText } from "./references.ts";
import { flag, optionalText, text } from "./row.ts";
import { isMade, isNotFromExtension, joinComment } from "./scope.ts";

export const languages: Kind = {
  name: "language",
  summary: "A procedural language that does not belong to an extension.",
  beyondModels: true,
  madeBy: ["CreatePLangStmt"],
  global: true,
  attributes: {
    trusted: { is: "flag", summary: "`TRUSTED`" },
    handler: { summary: "function that calls its functions", syntax: "relation" },
    inline: { summary: "function that runs `DO` blocks", syntax: "relation" },
    validator: { summary: "function that checks a function's source", syntax: "relation" },
    owner,
    privileges,
    comment: { summary: "`COMMENT ON LANGUAGE`" },
  },
  query: (target) => `
    SELECT l.lanname AS name, l.lanpltrusted AS trusted, ${routineText("l.lanplcallfoid")} AS handler,
      ${routineText("l.laninline")} AS inline, ${routineText("l.lanvalidator")} AS validator,
      ${accessColumns(target, "l.lanowner", "l.lanacl", "l")}, d.description AS comment
    FROM pg_language l ${joinComment("pg_language", "l.oid")}
    WHERE ${isMade("l.oid")} AND ${isNotFromExtension("pg_language", "l.oid")}`,
  read: (row) => ({
    id: objectId("language", [text(row, "name")]),
    kind: "language",
    attributes: attributes({
      trusted: flag(row, "trusted"),
      handler: optionalText(row, "handler"),
      inline: optionalText(row, "inline"),
      validator: optionalText(row, "validator"),
      ...accessOf(row),
      comment: optionalText(row, "comment"),
    }),
  }),
};

export const accessMethods: Kind = {
  name: "access method",
  summary: "An access method for tables or indexes that does not belong to an extension.",
  beyondModels: true,
  madeBy: ["CreateAmStmt"],
  global: true,
  attributes: {
    type: { summary: "`TABLE` or `INDEX`" },
    handler: { summary: "function that implements it", syntax: "relation" },
    comment: { summary: "`COMMENT ON ACCESS METHOD`" },
  },
  query: () => `
    SELECT a.amname AS name, CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END AS type,
      ${routineText("a.amhandler")} AS handler, d.description AS comment
    FROM pg_am a ${joinComment("pg_am", "a.oid")}
    WHERE ${isMade("a.oid")} AND ${isNotFromExtension("pg_am", "a.oid")}`,
  read: (row) => ({
    id: objectId("access method", [text(row, "name")]),
    kind: "access method",
    attributes: attributes({
      type: text(row, "type"),
      handler: text(row, "handler"),
      comment: optionalText(row, "comment"),
    }),
  }),
};
