// The way back of a plan, as a plan of its own.

import type { Plan } from "./plan.ts";

export function reversed(plan: Plan): Plan {
  return {
    ...plan,
    statements: plan.reverse,
    reverse: plan.statements,
    refused: plan.refused.filter(({ isReverse }) => isReverse === true).map(({ isReverse: _, ...each }) => each),
    renames: [],
  };
}
