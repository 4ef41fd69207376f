// The start of the transaction in every spelling: `now()::date` as CURRENT_DATE. A literal `'now'` is read once, when it is written,
// and `clock_timestamp()` goes on: both are others.

import { nodeOf } from "../expression.ts";
import type { Tree } from "../parse.ts";
import { asCall, asCast, asConstant } from "./nodes.ts";
import type { Rewriting } from "./rewriting.ts";
import { modifierOf, type TypeForm } from "./types.ts";

export const moments: Rewriting = {
  name: "moments",
  differsIn: "how the start of the transaction is written",
  rewrite: (node) => {
    const value = nodeOf(node, "SQLValueFunction");
    if (value !== undefined) return ofKeyword(value);
    const call = asCall(node);
    if (call?.name === "now" && call.args.length === 0) return moment("timestamptz");
    const casted = asCast(node);
    return casted && casted.to.dimensions === 0 ? ofCast(casted.arg, casted.to) : undefined;
  },
};

export const moment = (type: string, precision?: number): Tree => ({
  Moment: precision === undefined ? { type } : { type, precision },
});

export function asMoment(tree: unknown): { readonly type: string; readonly precision: number | undefined } | undefined {
  const momentNode = nodeOf(tree, "Moment");
  return (
    momentNode && {
      type: String(momentNode.type),
      precision: momentNode.precision === undefined ? undefined : Number(momentNode.precision),
    }
  );
}

const keywords: Readonly<Record<string, string>> = {
  SVFOP_CURRENT_DATE: "date",
  SVFOP_CURRENT_TIME: "timetz",
  SVFOP_CURRENT_TIME_N: "timetz",
  SVFOP_CURRENT_TIMESTAMP: "timestamptz",
  SVFOP_CURRENT_TIMESTAMP_N: "timestamptz",
  SVFOP_LOCALTIME: "time",
  SVFOP_LOCALTIME_N: "time",
  SVFOP_LOCALTIMESTAMP: "timestamp",
  SVFOP_LOCALTIMESTAMP_N: "timestamp",
};

function ofKeyword({ op, typmod }: Tree): Tree | undefined {
  const type = keywords[String(op)];
  if (type === undefined) return undefined;
  // The parse tree leaves out zero.
  return String(op).endsWith("_N") ? moment(type, Number(typmod ?? 0)) : moment(type);
}

/** To what each may be cast without a zone coming in between: from the local time back to an instant is ambiguous in autumn. */
const parts: Readonly<Record<string, readonly string[]>> = {
  timestamptz: ["timestamptz", "timestamp", "date", "timetz", "time"],
  timestamp: ["timestamp", "date", "time"],
};

/** As a cast, or where PostgreSQL casts by itself because the value goes into a column. */
export function momentAs(type: string, to: string): boolean {
  return parts[type]?.includes(to) ?? false;
}

function ofCast(arg: Tree, to: TypeForm): Tree | undefined {
  const precision = modifierOf(to);
  if (precision === undefined && to.modifiers !== undefined) return undefined;
  const [exact, text] = [asMoment(arg), asConstant(arg)];
  const isNowAsText = text?.value === "now" && (text.type === "text" || text.type === "varchar");
  const from = isNowAsText ? "timestamptz" : exact?.precision === undefined ? exact?.type : undefined;
  return from !== undefined && momentAs(from, to.name) ? moment(to.name, precision) : undefined;
}
