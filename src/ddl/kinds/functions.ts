// Functions, procedures, window functions and aggregates. What the body of one in quotes refers to need not be there.

import type { CatalogObject } from "../../catalog/catalog.ts";
import { list, optionalText } from "../../kinds/row.ts";
import { accessTo } from "../access.ts";
import { aggregateDefinition } from "../aggregates.ts";
import { commentOn } from "../comment.ts";
import { routineName, withSignature } from "../naming.ts";
import { namedIn } from "../references.ts";
import { isParsedBody, routineDefinition } from "../routines.ts";
import { shellsFor } from "../shells.ts";
import type { Context, KindDdl } from "../statement.ts";

export const functions: KindDdl = {
  kind: "function",
  phase: "functions",
  create: (object, context) => {
    const { id, attributes } = object;
    const isAggregate = attributes.type === "AGGREGATE";
    return [
      {
        sql: isAggregate ? aggregateDefinition(object) : routineDefinition(object),
        makes: [id],
        needs: neededBy(object, context),
      },
      ...accessTo({ altered: named(object), granted: named(object, "FUNCTION") }, attributes),
      ...commentOn(named(object), attributes.comment),
    ];
  },
  drop: (object) => [{ sql: `DROP ${named(object)}`, drops: [object.id] }],
};

/** Who grants on an aggregate calls it a function. */
function named(object: CatalogObject, ofAggregate = "AGGREGATE"): string {
  const { type } = object.attributes;
  const word = type === "AGGREGATE" ? ofAggregate : type === "PROCEDURE" ? "PROCEDURE" : "FUNCTION";
  return `${word} ${word === "AGGREGATE" ? routineName(object) : withSignature(object.id)}`;
}

function neededBy(object: CatalogObject, context: Context) {
  const { id, attributes } = object;
  const told = ["arguments", "returns", "support"].map((name) => optionalText(attributes, name));
  const body = isParsedBody(attributes) ? optionalText(attributes, "body") : null;
  const lists = [...list(attributes, "aggregate"), ...list(attributes, "transforms")];
  return shellsFor(object, namedIn(context, ...told, body, ...lists), context).filter((each) => each !== id);
}
