// Two catalogs in, every difference out that is not only one of how the two sides were read, printed or named. This is the
// order, and nobody composes another one: check, explain, stamp and prove all call `compare`.

import type { Catalog } from "../catalog/catalog.ts";
import { acrossVersions } from "./across-versions/across-versions.ts";
import { contents } from "./contents.ts";
import type { Comparison } from "./diff/diff.ts";
import { differences } from "./differences.ts";
import { extensionVersions } from "./extension-versions.ts";
import { inherited } from "./inherited.ts";
import { schemaMap } from "./map-schema.ts";
import { ofDatabase } from "./of-database.ts";
import { outdated } from "./outdated.ts";
import { ownTables } from "./own-tables.ts";
import { privileges } from "./privileges.ts";
import { scope } from "./scope.ts";
import { standIns } from "./stand-ins.ts";
import type { CompareOptions, InProgress, Step } from "./step.ts";
import { unknown } from "./unknown.ts";

/** Before `differences` a step changes what is compared, after it a step decides about single differences. */
export const steps: readonly Step[] = [
  schemaMap,
  outdated,
  ofDatabase,
  privileges,
  scope,
  differences,
  unknown,
  ownTables,
  inherited,
  extensionVersions,
  acrossVersions,
  standIns,
  contents,
];

/**
 * The differences between two catalogs. Judges none of them: no rule is asked.
 * @throws UsageError where a mapped schema does not exist, or the scope leaves one side without objects
 */
export async function compare(declared: Catalog, live: Catalog, options: CompareOptions = {}): Promise<Comparison> {
  let comparison = unpaired(declared, live);
  for (const step of steps) comparison = await step.run(comparison, options);
  return comparison;
}

const unpaired = (declared: Catalog, live: Catalog): InProgress => ({
  declared,
  live,
  drift: [],
  liveOf: () => undefined,
  declaredOf: () => undefined,
});
