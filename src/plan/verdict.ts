// The proof of a plan in one line, as every output says it.

import { printable } from "../redact.ts";
import type { Plan, Proof } from "./plan.ts";

/** `proven: 9 of 9 statements; 7 drifts gone, 0 new` */
export function verdict({ outcome, proof, statements, refused }: Plan): string {
  if (outcome === "nothing") return "nothing to plan: no drift is reported";
  const { ran, of, gone, left, added, failed, reverse } = proof;
  const commented = statements.filter((each) => each.commented).length;
  const open = refused.filter(({ isReverse }) => isReverse !== true).length;
  const rest = [
    ...(commented === 0 ? [] : [aboutComments(commented, proof)]),
    ...(open === 0 ? [] : [`${counted(open, "drift")} not planned`]),
    ...(left.length === 0 ? [] : [`still there: ${left.join(", ")}`]),
    ...(added.length === 0 ? [] : [`new: ${added.join(", ")}`]),
    ...(proof.changedNoise.length === 0 ? [] : [`noise that changed: ${proof.changedNoise.join(", ")}`]),
    ...(failed === undefined
      ? []
      : [`${failed.isReverse ? "on the way back " : ""}PostgreSQL refuses ${failed.sql}: ${failed.reason}`]),
    ...(reverse === undefined || reverse.left.length + reverse.added.length === 0
      ? []
      : [`the way back leaves: ${[...reverse.left, ...reverse.added].join(", ")}`]),
  ];
  const counts = `${ran} of ${counted(of, "statement")}; ${counted(gone.length, "drift")} gone, ${added.length} new`;
  return printable([`${outcome}: ${counts}`, ...rest].join(". "));
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
function aboutComments(count: number, { losing }: Proof): string {
  const gone = losing === undefined ? "" : `, with ${losing.gone.length} more gone`;
  const left = losing === undefined || losing.left.length === 0 ? "" : `, and still there: ${losing.left.join(", ")}`;
  return `${counted(count, "statement")} that may lose data ${isOrAre(count)} a comment${gone}${left}`;
}

const isOrAre = (count: number) => (count === 1 ? "is" : "are each");
