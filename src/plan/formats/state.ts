// What a tool knows of the schema besides the database, and what a migration written for it does not tell it: for the file's head.

import { prefixed } from "../../migrations/locate.ts";
import type { Plan } from "../plan.ts";
import type { PlanFormat } from "./format.ts";

/** A plan with sentences for the heads of its files. */
export interface Noted extends Plan {
  readonly notes?: readonly string[];
}

/** @param declared the locator of the declared side */
export function noted(plan: Plan, { name, state }: PlanFormat, declared: string): Noted {
  const isOwn = prefixed(declared)?.name === name;
  const notes = [...(state === undefined ? [] : [state]), ...(isOwn ? [ofMigrations] : [])];
  return notes.length === 0 ? plan : { ...plan, notes };
}

const ofMigrations =
  "The declared schema is made by the migrations of this folder. A new database that runs all of them makes it without this one, which can fail there. --format sql writes a file to be run once.";
