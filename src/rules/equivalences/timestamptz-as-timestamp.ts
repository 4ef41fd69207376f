// MySQL's DATETIME has no time zone; pgloader makes it timestamptz. The precision must be the same.

import { parseType } from "../../sql/expression.ts";
import type { Equivalence } from "./equivalence.ts";

const fullPrecision = 6;

export const timestamptzAsTimestamp: Equivalence = {
  name: "timestamptz-as-timestamp",
  summary: "`timestamp` declared, `timestamp with time zone` live, with the same precision.",
  prove: ({ declared, live }) => {
    const [naive, aware] = [parseType(String(declared)), parseType(String(live))];
    if (naive?.name !== "timestamp" || aware?.name !== "timestamptz" || naive.dimensions !== aware.dimensions)
      return undefined;
    const precision = naive.modifiers[0] ?? fullPrecision;
    if (precision !== (aware.modifiers[0] ?? fullPrecision)) return undefined;
    return `both hold a moment to ${precision} digits of a second; rows read back carry a time zone`;
  },
};
