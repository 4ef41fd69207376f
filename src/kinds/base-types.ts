// Base types, which functions in C read and print; and types that were only announced, so that those functions can name them.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { accessColumns, accessOf, owner, privileges } from "./privileges.ts";
import { routineText, typeText } from "./references.ts";
import { flag, optionalText, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";

export const baseTypes: Kind = {
  name: "base type",
  summary: "A base type (`CREATE TYPE … (INPUT = …)`), or its shell.",
  sharesNames: "type",
  readByExpressions: true,
  beyondModels: true,
  madeBy: ["DefineStmt"],
  attributes: {
    shell: { is: "flag", summary: "a shell type (`CREATE TYPE name`)" },
    input: { summary: "function that reads its text", syntax: "relation" },
    output: { summary: "function that prints it", syntax: "relation" },
    receive: { summary: "function that reads its binary form", syntax: "relation" },
    send: { summary: "function that writes its binary form", syntax: "relation" },
    typmodIn: { summary: "function that reads modifiers", syntax: "relation" },
    typmodOut: { summary: "function that prints modifiers", syntax: "relation" },
    analyze: { summary: "function that gathers statistics", syntax: "relation" },
    subscript: { summary: "function that handles subscripts", syntax: "relation" },
    internalLength: { summary: "bytes, or `VARIABLE`" },
    passedByValue: { is: "flag", summary: "`PASSEDBYVALUE`" },
    alignment: { summary: "`char`, `int2`, `int4` or `double`" },
    storage: { summary: "`plain`, `external`, `extended` or `main`" },
    category: { summary: "one character, if not `U`" },
    preferred: { is: "flag", summary: "`PREFERRED`" },
    default: { summary: "default value" },
    element: { summary: "the type of its elements", syntax: "type" },
    delimiter: { summary: "separator of an array's elements, if not a comma" },
    collatable: { is: "flag", summary: "`COLLATABLE`" },
    owner,
    privileges,
    comment: { summary: "`COMMENT ON TYPE`" },
  },
  // The handler of arrays' subscripts is what tells an array type from one that only has elements: no other type may have it.
  query: (target) => `
    SELECT n.nspname AS schema, t.typname AS name, NOT t.typisdefined AS shell,
      ${routineText("t.typinput")} AS input, ${routineText("t.typoutput")} AS output,
      ${routineText("t.typreceive")} AS receive, ${routineText("t.typsend")} AS send,
      ${routineText("t.typmodin")} AS typmod_in, ${routineText("t.typmodout")} AS typmod_out,
      ${routineText("t.typanalyze")} AS analyze, ${routineText("t.typsubscript")} AS subscript,
      CASE t.typlen WHEN -1 THEN 'VARIABLE' WHEN -2 THEN 'CSTRING' ELSE t.typlen::text END AS internal_length,
      t.typbyval AS passed_by_value,
      CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' ELSE 'double' END AS alignment,
      CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended' ELSE 'main' END AS storage,
      NULLIF(t.typcategory, 'U')::text AS category, t.typispreferred AS preferred,
      coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault) AS default, ${typeText("t.typelem")} AS element,
      NULLIF(t.typdelim, ',')::text AS delimiter, t.typcollation <> 0 AS collatable,
      ${accessColumns(target, "t.typowner", "t.typacl", "T")}, d.description AS comment
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace ${joinComment("pg_type", "t.oid")}
    WHERE t.typtype IN ('b', 'p') AND (t.typtype = 'b' OR NOT t.typisdefined)
      AND t.typsubscript <> 'array_subscript_handler'::regproc
      AND ${isUserSchema("n")} AND ${isNotFromExtension("pg_type", "t.oid")}`,
  read: (row) => {
    const isShell = flag(row, "shell");
    return {
      id: objectId("base type", [text(row, "schema"), text(row, "name")]),
      kind: "base type",
      attributes: attributes({
        ...(isShell
          ? { shell: true }
          : {
              input: text(row, "input"),
              output: text(row, "output"),
              receive: optionalText(row, "receive"),
              send: optionalText(row, "send"),
              typmodIn: optionalText(row, "typmod_in"),
              typmodOut: optionalText(row, "typmod_out"),
              analyze: optionalText(row, "analyze"),
              subscript: optionalText(row, "subscript"),
              internalLength: text(row, "internal_length"),
              passedByValue: flag(row, "passed_by_value"),
              alignment: text(row, "alignment"),
              storage: text(row, "storage"),
              category: optionalText(row, "category"),
              preferred: flag(row, "preferred"),
              default: optionalText(row, "default"),
              element: optionalText(row, "element"),
              delimiter: optionalText(row, "delimiter"),
              collatable: flag(row, "collatable"),
            }),
        ...accessOf(row),
        comment: optionalText(row, "comment"),
      }),
    };
  },
};
