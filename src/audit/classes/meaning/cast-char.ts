// CAST(x AS CHAR), which is one character in PostgreSQL and as many as are needed in MySQL.

import { isTree, nodesOf, type Tree } from "../../../sql/parse.ts";
import type { MeaningClass } from "../class.ts";
import { placeOf } from "./columns.ts";

export const castChar: MeaningClass = {
  name: "cast-char",
  severity: "changed-meaning",
  summary: "CHAR is one character",
  finds: (asked) =>
    [...nodesOf(asked.tree, "TypeCast")].flatMap((cast) =>
      isTree(cast.typeName) && isBareChar(cast.typeName)
        ? {
            ...placeOf(asked, cast),
            message:
              "CHAR without a length is one character in PostgreSQL, so the value is cut; in MySQL it is as long as the value.",
            advice: "Write CAST(x AS text).",
            source: "https://www.postgresql.org/docs/current/datatype-character.html",
          }
        : [],
    ),
  example: "SELECT CAST(level AS CHAR) FROM account",
  nearMiss: "SELECT CAST(level AS CHAR(10)), CAST(level AS CHAR(1)), CAST(level AS text) FROM account",
};

/** The grammar adds a length of 1 where none is written; what it adds stands nowhere in the text. */
function isBareChar(typeName: Tree): boolean {
  const name = [...nodesOf(typeName.names, "String")].at(-1)?.sval;
  const [length] = [...nodesOf(typeName.typmods, "A_Const")];
  return name === "bpchar" && length?.location === -1;
}
