// MySQL's DATETIME has no time zone; pgloader makes it timestamptz. The precision must be the same.

import { parseType } from "../../sql/expression.ts";
import { declined, type Equivalence } from "./equivalence.ts";

const fullPrecision = 6;

export const timestamptzAsTimestamp: Equivalence = {
  name: "timestamptz-as-timestamp",
  summary: "`timestamp` declared, `timestamp with time zone` live, with the same precision.",
  prove: ({ declared, live }) => {
    const [naive, aware] = [parseType(String(declared)), parseType(String(live))];
    if (naive?.name !== "timestamp" || aware?.name !== "timestamptz" || naive.dimensions !== aware.dimensions)
      return declined("they are not timestamp declared and timestamp with time zone live");
    const precision = naive.modifiers[0] ?? fullPrecision;
    const other = aware.modifiers[0] ?? fullPrecision;
    if (precision !== other)
      return declined(`the declared one keeps ${precision} digits of a second, the live one ${other}`);
    return `both hold a moment to ${precision} digits of a second; rows read back carry a time zone`;
  },
};
