// Operators. One that another names as its commutator or negator need not be there.

import type { Attributes } from "../../catalog/catalog.ts";
import { type ObjectId, parseObjectId } from "../../catalog/object-id.ts";
import { flag, optionalText } from "../../kinds/row.ts";
import { identifier } from "../../sql/identifier.ts";
import { ownedBy } from "../access.ts";
import { commentOn } from "../comment.ts";
import { withoutArguments } from "../naming.ts";
import { namedIn } from "../references.ts";
import type { KindDdl } from "../statement.ts";

const properties = [
  ["FUNCTION", "function"],
  ["RESTRICT", "restrict"],
  ["JOIN", "join"],
] as const;

const others = [
  ["COMMUTATOR", "commutator"],
  ["NEGATOR", "negator"],
] as const;

export const operators: KindDdl = {
  kind: "operator",
  phase: "operators",
  create: ({ id, attributes }, context) => {
    const told = properties.map(([, name]) => optionalText(attributes, name));
    const operands = operandsOf(id);
    const what = `OPERATOR ${nameOfOperator(id)} (${operands.join(", ")})`;
    const sql = `CREATE OPERATOR ${nameOfOperator(id)} (\n    ${written(attributes, operands).join(",\n    ")}\n)`;
    return [
      { sql, makes: [id], needs: namedIn(context, ...told, ...operands).filter((each) => each !== id) },
      ...ownedBy(what, attributes),
      ...commentOn(what, attributes.comment),
    ];
  },
  drop: ({ id }) => [{ sql: `DROP OPERATOR ${nameOfOperator(id)} (${operandsOf(id).join(", ")})`, drops: [id] }],
};

/** An operator stands in no quotes. */
function nameOfOperator(id: ObjectId): string {
  const [schema = "", name = ""] = parseObjectId(id).path;
  return `${identifier(schema)}.${name}`;
}

/** Of types with several words and modifiers none has a comma. */
const operandsOf = (id: ObjectId): string[] => (parseObjectId(id).signature ?? "").split(", ");

function written(own: Attributes, [left = "NONE", right = "NONE"]: readonly string[]): string[] {
  return [
    ...properties.flatMap(([word, name]) => {
      const routine = optionalText(own, name);
      return routine === null ? [] : [`${word} = ${withoutArguments(routine)}`];
    }),
    ...(left === "NONE" ? [] : [`LEFTARG = ${left}`]),
    ...(right === "NONE" ? [] : [`RIGHTARG = ${right}`]),
    ...others.flatMap(([word, name]) => {
      const operator = optionalText(own, name);
      return operator === null ? [] : [`${word} = OPERATOR(${withoutArguments(operator)})`];
    }),
    ...(flag(own, "hashes") ? ["HASHES"] : []),
    ...(flag(own, "merges") ? ["MERGES"] : []),
  ];
}
