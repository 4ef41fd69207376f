// A text given to a boolean column. PostgreSQL takes 'true' and '1', and refuses what MySQL took for a number.

import { isTree, nodesOf } from "../../../sql/parse.ts";
import type { Asked, MeaningClass } from "../class.ts";
import { columnsOf, constantOf, operatorOf, placeOf } from "./columns.ts";

export const booleanText: MeaningClass = {
  name: "boolean-text",
  severity: "advisory",
  summary: "texts given to boolean columns",
  finds: (asked) => [...compared(asked), ...assigned(asked)].map((place) => ({ ...place, ...said })),
  example: "SELECT id FROM account WHERE active = '1'",
  nearMiss: "SELECT id FROM account WHERE active = true AND status = '1'",
};

const said = {
  message:
    "A boolean column is given a text here. Only the spellings true, t, yes, on and 1, and their opposites, are booleans to PostgreSQL.",
  advice: "Write true or false.",
  source: "https://www.postgresql.org/docs/current/datatype-boolean.html",
};

function compared(asked: Asked) {
  const column = columnsOf(asked);
  return [...nodesOf(asked.tree, "A_Expr")].flatMap((expression) => {
    const sides = [expression.lexpr, expression.rexpr];
    const isBoolean = sides.some((side) => column(side)?.type === "boolean");
    return ["=", "<>"].includes(operatorOf(expression)) && isBoolean && sides.some(isTextConstant)
      ? placeOf(asked, expression)
      : [];
  });
}

function assigned(asked: Asked) {
  const { tree } = asked;
  const update = tree?.UpdateStmt;
  if (!isTree(update)) return [];
  const column = columnsOf(asked);
  return [...nodesOf(update.targetList, "ResTarget")].flatMap((target) => {
    const reference = { ColumnRef: { fields: [{ String: { sval: target.name } }] } };
    return column(reference)?.type === "boolean" && isTextConstant(target.val) ? placeOf(asked, target) : [];
  });
}

const isTextConstant = (node: unknown) => typeof constantOf(node) === "string";
