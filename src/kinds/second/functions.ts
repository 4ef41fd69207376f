// Functions as pg-structure sees them. It knows neither the defaults of arguments, SET clauses, SECURITY DEFINER nor the
// parts of an aggregate; LEAKPROOF it means to read, but misspells.

import { type ObjectId, objectId } from "../../catalog/object-id.ts";
import type { Kind } from "../kind.ts";
import type { Structure, StructureFunction } from "../structure/structure.ts";

export const secondFunctions: NonNullable<Kind["structure"]> = {
  read: (db) =>
    db.functions.map(({ type, function: one }) => ({
      id: functionId(db, one),
      attributes: {
        type,
        returns:
          type === "PROCEDURE"
            ? null
            : (one.returnsSet ? "SETOF " : "") + db.typeName(one.returnType, one.returnsArray),
        language: one.language,
        body: bodyOf(one),
        volatility: one.volatility === "volatile" ? null : one.volatility.toUpperCase(),
        parallel: one.parallelSafety === "unsafe" ? null : one.parallelSafety.toUpperCase(),
        strict: one.isStrict,
        cost: one.estimatedCost,
        rows: one.estimatedRows || null,
        comment: one.comment ?? null,
      },
    })),
  comparable: ({ attributes: own }) => ({
    // To pg-structure, the columns of a returned table are arguments.
    ...(String(own.returns).startsWith("TABLE(") && { returns: undefined }),
    cost: Number(own.cost),
    rows: own.rows === undefined ? null : Number(own.rows),
  }),
};

export function functionId(db: Structure, { schema, name, arguments: all }: StructureFunction): ObjectId {
  const inputs = all.filter(({ mode }) => mode !== "out" && mode !== "table");
  const signature = inputs.map(({ type, isArray }) => db.typeName(type, isArray)).join(", ");
  return objectId("function", [schema.name, name], signature);
}

/** The text between the dollar quotes that end a definition; a body in the SQL standard's way has none around it. */
function bodyOf({ source }: StructureFunction): string | undefined {
  const quote = /\$(?:function|procedure)x*\$(?=\n?$)/.exec(source ?? "");
  if (source === null || quote === null) return undefined;
  const start = source.lastIndexOf(quote[0], quote.index - 1);
  return start < 0 ? undefined : source.slice(start + quote[0].length, quote.index);
}
