// The proof of a plan in one line, as every output says it.

import { printable } from "../redact.ts";
import type { Plan } from "./plan.ts";

/** `proven: 9 of 9 statements; 7 drifts gone, 0 new` */
export function provenLine({ outcome, proof, refused }: Plan): string {
  if (outcome === "nothing") return "nothing to plan";
  if (proof.none !== undefined) return `not proven: ${printable(proof.none)}`;
  if (proof.failed !== undefined) {
    const which = proof.failed.isReverse ? "a statement of the way back" : "a statement";
    return `not proven: ${which} failed: ${printable(proof.failed.reason)}`;
  }
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
  const found = [
    `${proof.ran} of ${count(proof.of, "statement")}`,
    `${count(proof.gone.length, "drift")} gone, ${proof.added.length} new`,
  ];
  const left = [
    ...(proof.left.length === 0 ? [] : [`${proof.left.length} left`]),
    ...(refused.length === 0 ? [] : [`${refused.length} not planned`]),
  ].join(", ");
  return `${outcome === "proven" ? "proven" : "not proven"}: ${found.join("; ")}${left === "" ? "" : `, ${left}`}`;
}
