// The first guess at an order: what others stand on comes early and goes late.

import type { CatalogObject } from "../catalog/catalog.ts";
import { ddlOf } from "../ddl/registry.ts";
import { phases } from "../ddl/statement.ts";
import type { Alteration } from "./changes.ts";

/** It goes after whatever may stand on it. */
export const isLate = ({ kind }: CatalogObject) =>
  phases.indexOf(phaseOf(kind)) <= phases.indexOf("tables") && !["constraint", "index"].includes(kind);

export function phaseOf(kind: string) {
  const { phase } = ddlOf(kind);
  return typeof phase === "function" ? "tables" : phase;
}

/** Types before tables before what stands on them. */
export function inRank(altered: readonly Alteration[]): readonly Alteration[] {
  const rank = ({ to }: Alteration) => phases.indexOf(phaseOf(to.kind));
  return altered.toSorted((a, b) => rank(a) - rank(b));
}
