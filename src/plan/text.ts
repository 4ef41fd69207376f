// A plan as SQL that can be read and run as it stands: every remark is a comment.

import { printable } from "../redact.ts";
import type { Loss, Plan, PlannedStatement, Refused } from "./plan.ts";

export const lockTimeout = "5s";

/** @param isReverse the way back instead */
export function planText(plan: Plan, isReverse = false): string {
  if (plan.outcome === "nothing") return "-- Nothing to plan: no drift is reported.\n";
  const statements = isReverse ? plan.reverse : plan.statements;
  const running = statements.filter(({ commented }) => commented !== true);
  const commented = statements.filter(({ commented }) => commented === true);
  const lines = [
    ...head(plan, isReverse),
    "",
    ...(running.length === 0 ? [] : [`SET lock_timeout = '${lockTimeout}';`, "", ...blocks(running)]),
    ...(commented.length === 0
      ? []
      : [
          "-- Data may be lost from here on. Pass --allow data-loss to have these as statements.",
          "",
          ...blocks(commented),
        ]),
    ...refusals(plan.refused.filter(({ isReverse: back }) => (back === true) === isReverse)),
    ...suggestions(plan),
    `-- ${verdict(plan)}`,
  ];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

/** One line: `proven: 9 of 9 statements; 7 drifts gone, 0 new`. */
export function verdict({ outcome, proof, statements }: Plan): string {
  const { ran, of, gone, left, added, failed, reverse } = proof;
  const counts = `${ran} of ${of} statements; ${counted(gone.length, "drift")} gone, ${added.length} new`;
  const commented = statements.filter((each) => each.commented === true).length;
  const rest = [
    ...(proof.losing === undefined
      ? []
      : [
          `${counted(commented, "statement")} that may lose data: ${counted(proof.losing.gone.length, "drift")} more gone`,
        ]),
    ...(proof.losing === undefined || proof.losing.left.length === 0
      ? []
      : [`still there with them: ${proof.losing.left.join(", ")}`]),
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
  return printable([`${outcome}: ${counts}`, ...rest].join(". "));
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

function head({ live, declared }: Plan, isReverse: boolean): string[] {
  return [
    `-- driftcheck plan: ${isReverse ? "the way back" : `from ${live.locator} to ${declared.locator}`}`,
    `-- live schema: ${live.fingerprint} (PostgreSQL ${live.server})`,
  ].map(printable);
}

/** Those that must be seen at once stand in one transaction. */
function blocks(statements: readonly PlannedStatement[]): string[] {
  const lines: string[] = [];
  let drift = "";
  let isOpen = false;
  for (const [at, statement] of statements.entries()) {
    const isNeeded = statement.transaction === "needed";
    if (isNeeded && !isOpen) lines.push(commentedOut("BEGIN;", statement));
    isOpen = isNeeded;
    const about = statement.drift.join("; ");
    lines.push(
      ...remarks(statement, about === drift ? undefined : about),
      commentedOut(`${statement.sql};`, statement),
      "",
    );
    drift = about;
    const next = statements[at + 1];
    if (isOpen && next?.transaction !== "needed") {
      lines.splice(-1, 1, commentedOut("COMMIT;", statement), "");
      isOpen = false;
    }
  }
  return lines;
}

const commentedOut = (text: string, { commented }: PlannedStatement) =>
  commented === true
    ? text
        .split("\n")
        .map((line) => `-- ${line}`)
        .join("\n")
    : text;

function remarks(
  { lock, locks, rewrites, scans, loses, fails, hint }: PlannedStatement,
  about: string | undefined,
): string[] {
  const effects = [
    ...(lock === "none" ? [] : [`locks ${locks.join(", ")}: ${lock}`]),
    ...(rewrites ? ["rewrites every row"] : scans ? ["reads every row"] : []),
  ];
  return [
    ...(about === undefined || about === "" ? [] : [`-- ${about}`]),
    ...(effects.length === 0 ? [] : [`-- ${effects.join("; ")}`]),
    ...[loses, fails, hint].flatMap((each) => (each === undefined ? [] : told(each))),
  ].map(printable);
}

function told({ what, query, rows }: Loss): string[] {
  const count = rows === undefined ? [] : [`--   now: ${rows}`];
  return [`-- ${what}`, ...(query === undefined ? [] : [`--   ${query};`]), ...count];
}

function refusals(refused: readonly Refused[]): string[] {
  return refused.flatMap(({ id, attribute, reason, skeleton }) => [
    `-- Not planned: ${printable(`${id}${attribute === undefined ? "" : ` ${attribute}`}: ${reason}`)}.`,
    ...(skeleton === undefined ? [] : `${skeleton};`.split("\n").map((line) => `--   ${printable(line)}`)),
    "",
  ]);
}

function suggestions({ renames }: Plan): string[] {
  const open = renames.filter(({ planned }) => !planned);
  return open.flatMap(({ live, to, option }) => [
    `-- ${printable(live)} may be ${printable(to)} by another name. If it is, pass ${printable(option)}.`,
    "",
  ]);
}
