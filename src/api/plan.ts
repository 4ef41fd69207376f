// plan: what takes the drift away. Nothing of it is run.

import { sqlText } from "../plan/formats/sql.ts";
import { plan as makePlan } from "../plan/make.ts";
import type { Plan } from "../plan/plan.ts";
import { reversed } from "../plan/reversed.ts";
import { withPresets } from "./check.ts";
import type { PlanOptions } from "./options.ts";
import { refuseMistakes } from "./options-check.ts";

/**
 * The statements that take the live schema to the declared one, for the drift that `check` reports and no other, in the names of
 * the live database. They are run on a copy of the live schema, where the same check must then find none of that drift, nothing
 * new and the same noise. The live database is only read.
 *
 * @returns the plan. Its `outcome` is `"unproven"` where something could not be planned or proven; that never throws.
 * @throws {@link SourceError} if a side can't be read, or the live one not be copied
 * @throws {@link SnapshotError} if a snapshot was edited, or its format is unknown
 * @throws {@link UsageError} if the options make no sense
 * @example
 * ```ts
 * import { plan } from "driftcheck";
 *
 * const { outcome, statements } = await plan({ declared: "schema.sql", live: "dump.sql" });
 * console.log(outcome, statements.map(({ sql, lock }) => `${sql}; -- ${lock}`));
 * ```
 */
export async function plan(options: PlanOptions): Promise<Plan> {
  refuseMistakes(options, "declared", "live");
  return makePlan(withPresets(options));
}

/**
 * A plan as SQL with comments, which psql can run as it stands.
 *
 * @param reverse the way back instead
 * @example
 * ```ts
 * import { plan, planSql } from "driftcheck";
 *
 * console.log(planSql(await plan({ declared: "schema.sql", live: "dump.sql" })));
 * ```
 */
export function planSql(made: Plan, reverse = false): string {
  return sqlText(reverse ? reversed(made) : made);
}
