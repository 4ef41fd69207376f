// Operators. One that is only named as another's commutator or negator does not exist yet, and is not one.

import { objectId } from "../catalog/object-id.ts";
import { attributes, type Kind } from "./kind.ts";
import { owner, ownerColumn, ownerOf } from "./privileges.ts";
import { operatorText, routineText, typeText } from "./references.ts";
import { flag, optionalText, text } from "./row.ts";
import { isNotFromExtension, isUserSchema, joinComment } from "./scope.ts";

export const operators: Kind = {
  name: "operator",
  summary: "An operator, by the types of its operands; a prefix operator's left type is `NONE`.",
  readByExpressions: true,
  beyondModels: true,
  madeBy: ["DefineStmt"],
  attributes: {
    function: { summary: "the function that it calls", syntax: "relation" },
    commutator: { summary: "`COMMUTATOR`", syntax: "relation" },
    negator: { summary: "`NEGATOR`", syntax: "relation" },
    restrict: { summary: "function that estimates its selectivity in WHERE", syntax: "relation" },
    join: { summary: "function that estimates its selectivity in a join", syntax: "relation" },
    hashes: { is: "flag", summary: "`HASHES`" },
    merges: { is: "flag", summary: "`MERGES`" },
    owner,
    comment: { summary: "`COMMENT ON OPERATOR`" },
  },
  query: (target) => `
    SELECT n.nspname AS schema, o.oprname AS name,
      coalesce(${typeText("o.oprleft")}, 'NONE') || ', ' || coalesce(${typeText("o.oprright")}, 'NONE') AS signature,
      ${routineText("o.oprcode")} AS function, ${operatorText("o.oprcom")} AS commutator,
      ${operatorText("o.oprnegate")} AS negator, ${routineText("o.oprrest")} AS restrict,
      ${routineText("o.oprjoin")} AS join, o.oprcanhash AS hashes, o.oprcanmerge AS merges,
      ${ownerColumn(target, "o.oprowner")}, d.description AS comment
    FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace ${joinComment("pg_operator", "o.oid")}
    WHERE o.oprcode <> 0 AND ${isUserSchema("n")} AND ${isNotFromExtension("pg_operator", "o.oid")}`,
  read: (row) => ({
    id: objectId("operator", [text(row, "schema"), text(row, "name")], text(row, "signature")),
    kind: "operator",
    attributes: attributes({
      function: text(row, "function"),
      commutator: optionalText(row, "commutator"),
      negator: optionalText(row, "negator"),
      restrict: optionalText(row, "restrict"),
      join: optionalText(row, "join"),
      hashes: flag(row, "hashes"),
      merges: flag(row, "merges"),
      ...ownerOf(row),
      comment: optionalText(row, "comment"),
    }),
  }),
};
