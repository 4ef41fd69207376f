// What a file of a plan says in comments, for any language whose comments end with the line. Whatever comes from a database is data:
// no name in it can end a comment, or begin one that a tool reads.

import { printable } from "../../redact.ts";
import type { Loss, Plan, PlannedStatement, Refused } from "../plan.ts";
import { verdict } from "../verdict.ts";
import type { Noted } from "./state.ts";

const beforeFingerprint = "live fingerprint: ";

/** Which file of how many. */
export interface Part {
  readonly at: number;
  readonly of: number;
}

/**
 * The head of each file: lines without their comment sign. Python and Ruby read an encoding from a comment in the first two lines,
 * so that nothing of a database's stands there.
 */
export function headOf(plan: Noted, part: Part): string[] {
  const which = part.of === 1 ? "" : `, file ${part.at} of ${part.of}`;
  return [
    `driftcheck plan${which}`,
    `${beforeFingerprint}${plan.live.fingerprint.replace(/[^\w:]/g, "")}`,
    verdict(plan),
    `declared: ${printable(plan.declared.locator)}`,
    `live: ${printable(plan.live.locator)} (written for PostgreSQL ${printable(plan.live.server)})`,
    ...(part.at > 1 ? [] : [...(plan.notes ?? []), ...besides(plan)]),
  ];
}

/** The fingerprint that a file was made for; undefined in what is no file of a plan. */
export function fingerprintIn(text: string): string | undefined {
  const start = text.split(/\r?\n/, 40).map((line) => line.replace(/^\s*(?:--|#)\s*/, ""));
  if (!start.some((line) => line.startsWith("driftcheck plan"))) return undefined;
  const line = start.find((each) => each.startsWith(beforeFingerprint));
  return line?.slice(beforeFingerprint.length).trim() || undefined;
}

function besides({ refused, renames }: Plan): string[] {
  return [
    ...renames.flatMap(({ live, to, option, planned }) =>
      planned
        ? []
        : [`${printable(live)} may be ${printable(to)} by another name: if it is, pass ${printable(option)}`],
    ),
    ...together(refused).flatMap(({ about, reason, skeleton, isReverse }) => [
      `${isReverse ? "no way back" : "not planned"}: ${printable(about)}: ${printable(reason)}`,
      ...(skeleton === undefined ? [] : linesOf(skeleton).map((line) => `  ${printable(line)}`)),
    ]),
  ];
}

interface RefusedTogether extends Refused {
  /** The object, and those of its attributes that are refused for the same reason. */
  readonly about: string;
}

function together(refused: readonly Refused[]): RefusedTogether[] {
  const all = new Map<string, Refused[]>();
  for (const each of refused) {
    const key = JSON.stringify([each.id, each.reason, each.skeleton, each.isReverse]);
    all.set(key, [...(all.get(key) ?? []), each]);
  }
  return [...all.values()].flatMap((group) => {
    const [first] = group;
    const attributes = [...new Set(group.flatMap(({ attribute }) => attribute ?? []))].join(", ");
    return first === undefined ? [] : [{ ...first, about: attributes === "" ? first.id : `${first.id} ${attributes}` }];
  });
}

/** What is said of a statement before it. */
export function aboutStatement(statement: PlannedStatement): string[] {
  const { drift, lock, locks, rewrites, scans, loses, fails, hint, commented, unproven, sql } = statement;
  const where = locks.length === 0 ? "" : ` on ${locks.map(printable).join(", ")}`;
  const cost = [
    ...(lock === "none" ? [] : [`lock: ${lock}${where}`]),
    ...(rewrites ? ["rewrites every row"] : scans ? ["reads every row"] : []),
  ];
  const hidden = [...new Set(sql.match(unseen) ?? [])].map(printable);
  return [
    ...drift.map(printable),
    ...(unproven === undefined ? [] : [`unproven: ${printable(unproven)}`]),
    ...(cost.length === 0 ? [] : [cost.join("; ")]),
    ...[loses, fails, hint].flatMap((each) => (each === undefined ? [] : told(each))),
    ...(hidden.length === 0 ? [] : [`contains characters that cannot be seen: ${hidden.join(" ")}`]),
    ...(commented ? [`a comment, as ${loses ? "" : "it comes with one by which "}data may be lost: ${toHaveIt}`] : []),
  ];
}

const toHaveIt = "pass --allow data-loss to have it as a statement";

const unseen = /[\p{Cf}\p{Zl}\p{Zp}]|(?![\n\t\r])\p{Cc}/gu;

function told({ what, query, rows }: Loss): string[] {
  const count = query === undefined ? [] : [`  ${printable(query)};${rows === undefined ? "" : ` now: ${rows}`}`];
  return [printable(what), ...count];
}

/** As a comment of several lines: without its signs, the text is what it was. */
export function commentedOut(sign: string, text: string): string {
  return sign + text.replace(/\r\n|\r|\n/g, (end) => end + sign);
}

/** Lines that are a comment each; an empty one is empty. */
export function comments(sign: string, lines: readonly string[]): string[] {
  return lines.map((line) => `${sign}${line}`.trimEnd());
}

const linesOf = (text: string) => text.split(/\r\n|\r|\n/);
