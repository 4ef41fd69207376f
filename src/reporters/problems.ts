// What makes a check fail, one after the other, for formats that list findings: drift, what is the matter with the data, and
// whatever else. What does not fail is here, too, with why it does not.

import type { Drift, Moved, SourceLocation } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { sha256 } from "../digest.ts";
import { printable } from "../redact.ts";
import { fails } from "./fail-on.ts";
import { movedSentence } from "./moved.ts";
import type { DataFinding, Report } from "./reporter.ts";
import { differenceOf, nameOf, partOf, sentence, subjectOf, valueText } from "./words.ts";

/** What there is to find, with what it means. The ids never change. */
export const checks = {
  missing: "Declared, but not live",
  unexpected: "Live, but not declared",
  changed: "Declared and live differ",
  data: "Problem in the live data",
  failure: "Another reason why the check fails",
} as const;

export type CheckName = keyof typeof checks;

/** Why it does not fail. */
interface Accepted {
  readonly by: "rule" | "baseline";
  readonly because: string;
}

export interface Problem {
  readonly check: CheckName;
  /** A person has to look whether it matters. */
  readonly review: boolean;
  /** It alone makes the check fail: neither is it accepted, nor does --fail-on leave it out. */
  readonly fails: boolean;
  /** `public.users`. */
  readonly subject?: string;
  readonly id?: ObjectId;
  /** One line: what it is about. */
  readonly title: string;
  /** One line: what differs, and what follows. */
  readonly message: string;
  /** The same in the next run. */
  readonly fingerprint: string;
  readonly source?: SourceLocation;
  readonly accepted?: Accepted;
  readonly moved?: Moved;
}

export function problemsOf({ drift, data = [], failures = [], failOn }: Report): Problem[] {
  const on = failOn === undefined ? {} : { failOn };
  return [
    ...drift.map((each) => ({ ...ofDrift(each), fails: fails({ drift: [each], ...on }) })),
    ...data.map((each) => ({ ...ofData(each), fails: fails({ drift: [], data: [each], ...on }) })),
    ...failures.map(ofFailure),
  ];
}

export function acceptedOf({ ignored, baselined = [] }: Report): Problem[] {
  return [
    ...ignored.map((each) => {
      const because = printable(`${each.rule}: ${sentence(each.because)}`);
      return ofDrift({ ...each, because: "" }, { by: "rule", because });
    }),
    ...baselined.map((each) => ofDrift(each, { by: "baseline", because: "The baseline accepts it." })),
  ];
}

function ofDrift(drift: Drift, accepted?: Accepted): Problem {
  const { type, id, because = "", unproven = "", review, source } = drift;
  const why = [movedSentence(drift) ?? "", unproven, because]
    .filter((each) => each !== "")
    .map((each) => sentence(printable(each)));
  return {
    check: type,
    review: review === true,
    fails: accepted === undefined,
    subject: subjectOf(id),
    id,
    title: `${subjectOf(id)}: ${partOf(id)} ${type === "changed" ? "differs" : `is ${type}`}`,
    message: [`${nameOf(id)}${type === "changed" ? ":" : ""} ${differenceOf(drift)}.`, ...why].join(" "),
    fingerprint:
      drift.fingerprint ?? digest(type, id, drift.attribute, valueText(drift.declared), valueText(drift.live)),
    ...(source && { source }),
    ...(accepted && { accepted }),
    ...(drift.moved && { moved: drift.moved }),
  };
}

function ofData({ kind, id, says, fix }: DataFinding): Problem {
  const advice = fix === undefined ? [] : [`Fix: ${printable(fix)};`];
  return {
    check: "data",
    review: false,
    fails: true,
    subject: subjectOf(id),
    id,
    title: `${subjectOf(id)}: ${printable(kind)} found`,
    message: [sentence(printable(`${nameOf(id)}: ${says}`)), ...advice].join(" "),
    fingerprint: digest("data", kind, id),
  };
}

function ofFailure(failure: string): Problem {
  const message = sentence(printable(failure));
  return {
    check: "failure",
    review: false,
    fails: true,
    title: "The check fails",
    message,
    fingerprint: digest("failure", failure),
  };
}

const digest = (...parts: readonly (string | undefined)[]) => sha256(JSON.stringify(parts)).slice(0, 32);

/** What is certain and fails the check, and not what somebody must look at or --fail-on leaves out. */
export const isGrave = ({ review, fails: isFailing }: Problem) => isFailing && !review;

/** What is worse comes first. Otherwise in the order of the report. */
export function worstFirst(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => Number(isGrave(b)) - Number(isGrave(a)));
}
