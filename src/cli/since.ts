// What came and what went between two looks of check --watch, in lines for a terminal.

import type { Drift } from "../catalog/drift.ts";
import { printable } from "../redact.ts";
import type { Report } from "../reporters/reporter.ts";
import { plural, valueText } from "../reporters/words.ts";

export function since(before: Report, now: Report): string {
  const [old, current] = [byKey(before), byKey(now)];
  const gone = [...old].filter(([key]) => !current.has(key)).map(([, each]) => each);
  const fresh = [...current].filter(([key]) => !old.has(key)).map(([, each]) => each);
  const otherwise = [...current].filter(([key, each]) => old.has(key) && valuesOf(old.get(key)) !== valuesOf(each));
  const counts = [
    ...(gone.length > 0 || fresh.length > 0 ? [`${gone.length} gone, ${fresh.length} new`] : []),
    ...(otherwise.length > 0 ? [`${otherwise.length} otherwise`] : []),
  ];
  const time = new Date().toTimeString().slice(0, 8);
  const verdict = now.drift.length === 0 ? "No drift" : plural(now.drift.length, "drift");
  return [
    `${time}  ${verdict} (${counts.length === 0 ? "no change" : counts.join(", ")}).`,
    ...gone.map((each) => `  gone  ${nameOf(each)}`),
    ...fresh.map((each) => `  new   ${lineOf(each)}`),
    ...otherwise.map(([, each]) => `  now   ${lineOf(each)}`),
    ...failuresOf(before, now),
    "",
  ].join("\n");
}

/** What is no drift and fails the check all the same, where that changed. */
function failuresOf({ failures: old = [] }: Report, { failures = [] }: Report): readonly string[] {
  return failures.filter((each) => !old.includes(each)).map((each) => `  The check fails: ${printable(each)}`);
}

const byKey = ({ drift }: Report) =>
  new Map(drift.map((each) => [JSON.stringify([each.type, each.id, each.attribute]), each]));

const valuesOf = (drift: Drift | undefined) => JSON.stringify([drift?.declared, drift?.live]);

const nameOf = ({ type, id, attribute }: Drift) =>
  printable(attribute === undefined ? `${type} ${id}` : `${type} ${id} ${attribute}`);

const longest = 60; // characters

const lineOf = (each: Drift) =>
  each.type === "changed"
    ? `${nameOf(each)}: declared ${valueText(each.declared, longest)}, live ${valueText(each.live, longest)}`
    : nameOf(each);
