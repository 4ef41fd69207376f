// The proof of a plan in one line, as every output says it. What is missing stands first, for whoever reads no further.

import { printable } from "../redact.ts";
import type { Plan, Proof, Refused } from "./plan.ts";

/** `proven: 9 of 9 statements; 7 drifts gone, 0 new` */
export function verdict(plan: Plan): string {
  const { outcome, proof, statements } = plan;
  if (outcome === "nothing") return "nothing to plan: no drift is reported";
  const commented = statements.filter((each) => each.commented).length;
  const comments = commented === 0 ? [] : [aboutComments(commented, proof)];
  const sentences = outcome === "proven" ? aboutProven(plan) : aboutUnproven(plan);
  return printable([...sentences, ...comments].join(". "));
}

function aboutProven({ proof, refused }: Plan): string[] {
  const head = {
    whole: "proven",
    incomplete: "proven, but the way back is incomplete",
    none: "proven, but no way back",
  };
  const lacking = idsOf(refused.filter(({ isReverse }) => isReverse === true));
  return [
    `${head[proof.wayBack ?? "whole"]}: ${countsOf(proof)}`,
    ...(lacking.length === 0 ? [] : [`No way back for ${lacking.join(", ")}`]),
  ];
}

function aboutUnproven(plan: Plan): string[] {
  const { proof } = plan;
  const [first = "", ...others] = [...faultsOf(plan), ...aboutUntried(plan)];
  const isRest = faultsOf(plan).every((fault) => fault.endsWith(notPlanned));
  const rest = proof.of === 0 ? [] : [isRest ? `Of the rest, proven: ${countsOf(proof)}` : `Ran: ${countsOf(proof)}`];
  return [`unproven: ${first}`, ...others, ...rest];
}

const notPlanned = "not planned";

/** Why it is not proven. */
function faultsOf({ proof, refused }: Plan): string[] {
  const { added, changedNoise, failed, reverse } = proof;
  const left = [...proof.left, ...(proof.losing?.left ?? [])];
  const open = idsOf(refused.filter(({ isReverse }) => isReverse !== true)).length;
  const back = [...new Set([...(reverse?.left ?? []), ...(reverse?.added ?? [])])];
  return [
    ...(open === 0 ? [] : [`${counted(open, "drift")} ${notPlanned}`]),
    ...(left.length === 0 ? [] : [`still there: ${left.join(", ")}`]),
    ...(added.length === 0 ? [] : [`new: ${added.join(", ")}`]),
    ...(changedNoise.length === 0 ? [] : [`noise that changed: ${changedNoise.join(", ")}`]),
    ...(failed === undefined
      ? []
      : [`${failed.isReverse ? "on the way back " : ""}PostgreSQL refuses ${failed.sql}: ${failed.reason}`]),
    ...(back.length === 0 ? [] : [`the way back leaves: ${back.join(", ")}`]),
  ];
}

/** What was asked for although no copy can prove it. */
function aboutUntried({ statements }: Plan): string[] {
  const count = statements.filter(({ unproven }) => unproven !== undefined).length;
  return count === 0 ? [] : [`${counted(count, "statement")} that no copy can prove (--unproven)`];
}

const countsOf = ({ ran, of, gone, added }: Proof) =>
  `${ran} of ${counted(of, "statement")}; ${counted(gone.length, "drift")} gone, ${added.length} new`;

const idsOf = (refused: readonly Refused[]) => [
  ...new Set(refused.map(({ id, attribute }) => (attribute === undefined ? id : `${id} ${attribute}`))),
];

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

function aboutComments(count: number, { losing }: Proof): string {
  const [is, them] = count === 1 ? ["is a comment", "it"] : ["are comments", "them"];
  const gone = losing === undefined ? "" : `: with ${them}, ${counted(losing.gone.length, "more drift")} gone`;
  return `${counted(count, "statement")} ${is}, as data may be lost${gone}. The way back does not undo ${them}`;
}
