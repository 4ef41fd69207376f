// Which drift of two targets is the same, and the id that says so in every report.

import type { Drift } from "../catalog/drift.ts";
import { sha256 } from "../digest.ts";
import { accepted } from "../judge/baseline.ts";

/**
 * The same object, in the same way otherwise than declared, and as certain and as grave. What pgloader numbered tells nothing
 * apart, as the baseline has it.
 */
export function clusterId(drift: Drift & { readonly rule?: string }): string {
  const { unproven, review, loss, finding, rule } = drift;
  const { fingerprint } = accepted(drift);
  const content = JSON.stringify([
    fingerprint,
    unproven !== undefined,
    review === true,
    loss ?? null,
    finding ?? null,
    rule ?? null,
  ]);
  return sha256(content).slice(0, 16);
}
