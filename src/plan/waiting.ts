// What is still to be done, in a list that only its own functions change.

import type { ObjectId } from "../catalog/object-id.ts";
import type { Step, Unit } from "./unit.ts";

export interface Waiting {
  readonly unit: Unit;
  /** Those of its steps that are still to run. */
  readonly steps: readonly Step[];
}

const before = "SET check_function_bodies = off";
const behind = "RESET check_function_bodies";

/** Around a body that PostgreSQL is not to look into: nothing by itself. */
export const isAroundBody = ({ sql }: Step) => sql === before || sql === behind;

/** As pg_dump has it: what a body names without a schema is found by whoever runs it. */
export function unlooked(
  { failure: _, ...unit }: Unit,
  { hasBody: __, ...step }: Step,
  rest: readonly Step[],
): Waiting {
  return {
    unit,
    steps: [{ sql: before }, step, { sql: behind }, ...rest],
  };
}

export const waitingFor = (unit: Unit): Waiting => ({ unit, steps: unit.steps });

/** What is made again as it is to be needs nothing else: whose drift that was is taken along. */
export function settled(waiting: readonly Waiting[]): Waiting[] {
  const remade = new Set(
    waiting.flatMap(({ unit }) => (unit.does === "make" && unit.remakes !== undefined ? [unit.object] : [])),
  );
  const isSettled = ({ unit }: Waiting) =>
    remade.has(unit.object) && unit.remakes === undefined && unit.does !== "drop";
  const first = new Set<ObjectId>();
  return waiting.flatMap((each) => {
    const { unit } = each;
    if (isSettled(each)) return [];
    if (unit.does !== "make" || !remade.has(unit.object)) return [each];
    if (first.has(unit.object)) return [];
    first.add(unit.object);
    const along = waiting.filter((other) => isSettled(other) && other.unit.object === unit.object);
    return [
      {
        ...each,
        unit: { ...unit, drift: [...new Set([...unit.drift, ...along.flatMap((other) => other.unit.drift)])] },
      },
    ];
  });
}
