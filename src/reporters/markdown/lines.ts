// One drift as an item of a list. A value that is long, or has lines, stands below it as a diff.

import type { Drift } from "../../catalog/drift.ts";
import { movedSentence } from "../moved.ts";
import type { DataFinding } from "../reporter.ts";
import { differenceOf, partOf, valueText } from "../words.ts";
import { code, diffBlock, prose } from "./escape.ts";

export function linesOf(each: Drift | DataFinding): string[] {
  return "says" in each ? ofData(each) : ofDrift(each);
}

function ofData({ id, kind, says, fix }: DataFinding): string[] {
  const advice = fix === undefined ? "" : ` Fix: ${code(`${fix};`)}`;
  return [`- **${kind}** ${code(partOf(id))}: ${prose(says)}${advice}`];
}

function ofDrift(drift: Drift): string[] {
  const { type, id, source, because, unproven, review } = drift;
  const place = source === undefined ? "" : ` (${code(`${source.file}:${source.line}`)})`;
  const mark = review ? ", to review" : "";
  const what = type === "changed" ? ` ${changeOf(drift)}` : ` ${prose(differenceOf(drift))}`;
  const why = [movedSentence(drift), unproven, because]
    .filter((each) => each !== undefined)
    .map((each) => `  ${prose(each)}`);
  return [`- **${type}**${mark} ${code(partOf(id))}${what}${place}`, ...blockOf(drift), ...why];
}

function changeOf(drift: Drift): string {
  const { attribute = "", declared, live, liveId } = drift;
  const named = liveId === undefined || attribute === "name" ? "" : ` (live: ${code(partOf(liveId))})`;
  const values = isLong(drift)
    ? "differs:"
    : `is declared ${code(valueText(declared))}, but live ${code(valueText(live))}`;
  return `${code(attribute)} ${values}${named}`;
}

const longest = 80; // characters

function isLong({ declared, live }: Drift): boolean {
  const isLongText = (value: Drift["live"]) =>
    typeof value === "string" && (value.length > longest || value.includes("\n"));
  return isLongText(declared) || isLongText(live);
}

function blockOf(drift: Drift): string[] {
  if (drift.type !== "changed" || !isLong(drift)) return [];
  const [declared, live] = changedLines(textLines(drift.declared), textLines(drift.live));
  return diffBlock(bounded(declared), bounded(live))
    .split("\n")
    .map((line) => `  ${line}`);
}

const textLines = (value: Drift["live"]) => (typeof value === "string" ? value.split(/\r?\n/) : [valueText(value)]);

/** Without what both begin and end with, but for one line around the change. */
function changedLines(a: readonly string[], b: readonly string[]): [readonly string[], readonly string[]] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

const most = 12;

function bounded(lines: readonly string[]): string[] {
  const shown = lines.slice(0, most).map((line) => valueText(line, 400));
  return lines.length > most ? [...shown, `… ${lines.length - most} more lines`] : shown;
}
