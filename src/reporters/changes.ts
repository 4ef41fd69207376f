// Two texts beside each other, with what differs marked: for the reporters that show a definition of both sides.

import { diffLines, diffWordsWithSpace } from "diff";

/** A stretch of one side's text, and whether the other side lacks it. */
export interface Part {
  readonly text: string;
  readonly changed: boolean;
}

export interface Changes {
  readonly declared: readonly Part[];
  readonly live: readonly Part[];
}

/** One line of a definition of many: on both sides, or on one. */
export interface Line {
  readonly on: "both" | "declared" | "live";
  readonly parts: readonly Part[];
}

/** Beyond that many edits nobody sees what changed, and looking for them takes too long. */
const mostEdits = 500;

/** Word by word. Where hardly anything is the same, all is marked. */
export function changedParts(declared: string, live: string): Changes {
  const edits = diffWordsWithSpace(declared, live, { maxEditLength: mostEdits });
  if (edits === undefined) return { declared: whole(declared), live: whole(live) };
  const parts: { readonly declared: Part[]; readonly live: Part[] } = { declared: [], live: [] };
  for (const { value, added, removed } of edits) {
    if (!added) parts.declared.push({ text: value, changed: removed });
    if (!removed) parts.live.push({ text: value, changed: added });
  }
  return parts;
}

const whole = (text: string): Part[] => (text === "" ? [] : [{ text, changed: true }]);

/** Line by line, and within lines that were replaced one by one, word by word. */
export function changedLines(declared: string, live: string): Line[] {
  const edits = diffLines(ended(declared), ended(live), { maxEditLength: mostEdits });
  if (edits === undefined) return [...linesOn("declared", declared), ...linesOn("live", live)];
  const lines: Line[] = [];
  for (const [at, { value, added, removed }] of edits.entries()) {
    const next = edits[at + 1];
    if (removed && next?.added) lines.push(...replaced(value, next.value));
    else if (added && edits[at - 1]?.removed) continue;
    else lines.push(...linesOn(removed ? "declared" : added ? "live" : "both", value));
  }
  return lines;
}

const ended = (text: string) => (text.endsWith("\n") ? text : `${text}\n`);

const linesOf = (text: string) => (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");

const linesOn = (on: Line["on"], text: string): Line[] =>
  linesOf(text).map((line) => ({ on, parts: [{ text: line, changed: on !== "both" }] }));

function replaced(declared: string, live: string): Line[] {
  const [before, after] = [linesOf(declared), linesOf(live)];
  if (before.length !== after.length) return [...linesOn("declared", declared), ...linesOn("live", live)];
  const pairs = before.map((line, at) => changedParts(line, after[at] ?? ""));
  return [
    ...pairs.map(({ declared: parts }): Line => ({ on: "declared", parts })),
    ...pairs.map(({ live: parts }): Line => ({ on: "live", parts })),
  ];
}
