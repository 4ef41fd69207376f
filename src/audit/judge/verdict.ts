// What PostgreSQL makes of one statement. What is filled in at run time is not held against it: where that could make the
// difference, nobody can tell.

import { filledIn, type Refused, type Verdict } from "../statement/answer.ts";
import type { Unit } from "../statement/unit.ts";
import type { SchemaDatabase } from "./database.ts";
import { type Parsed, parsedOf } from "./parsed.ts";
import { preparedOf } from "./prepared.ts";

/** @param database undefined where there is no schema, and the parser alone judges */
export async function verdictOn(unit: Unit, database: SchemaDatabase | undefined): Promise<Verdict> {
  const parsed = parsedOf(unit);
  if ("is" in parsed) return parsed;
  const verdict = await judged(parsed, unit, database);
  const hole = unit.holes.find((each) => each.as === "unknown");
  if (hole === undefined || (verdict.is === "refused" && isSound(verdict.refused, database))) return verdict;
  return { is: "unknown", reason: filledIn(hole.written) };
}

async function judged(parsed: Parsed, unit: Unit, database: SchemaDatabase | undefined): Promise<Verdict> {
  if (database === undefined) return { is: "accepted" };
  return preparedOf(parsed, unit, database);
}

/** What is true of a statement whatever stands in its holes: a name that is not there. */
function isSound({ code, message }: Refused, database: SchemaDatabase | undefined): boolean {
  if (code === "42P01" || code === "42703" || code === "3F000") return true;
  return code === "42883" && database?.hasFunction(message) === false;
}
