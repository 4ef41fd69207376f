// A plan as JSON, for programs. Stable: what it holds is described by plan.schema.json.

import { inertJson } from "../reporters/inert-json.ts";
import type { Plan } from "./plan.ts";

/** @param files those that were written */
export const planJson = (plan: Plan, files: readonly string[] = []): string =>
  inertJson(files.length === 0 ? plan : { ...plan, files });
