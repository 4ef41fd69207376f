// The two values of an attribute: under each other with what differs marked, or line by line where they are long.

import type { AttributeValue } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { printable } from "../../redact.ts";
import { changedLines, type Line } from "../changes.ts";
import { columnsOf, piecesOf } from "./columns.ts";
import type { Style } from "./style.ts";

export function show(value: Drift["declared"]): string {
  if (value === null) return "none";
  if (typeof value === "object")
    return `(${(value as readonly AttributeValue[]).map((each) => printable(String(each))).join(", ")})`;
  return typeof value === "boolean" ? (value ? "yes" : "no") : printable(String(value));
}

const labels = { declared: "declared  ", live: "live      " } as const;
const indent = " ".repeat(6);

/** Lines, each with its indent. */
export function bothValues({ declared, live }: Pick<Drift, "declared" | "live">, style: Style): string[] {
  const [one, other] = [show(declared), show(live)];
  const room = style.width - indent.length - labels.live.length;
  const isLong = [declared, live].some((value) => typeof value === "string" && value.trim().includes("\n"));
  if (isLong || columnsOf(one) > room || columnsOf(other) > room)
    return asLines(linesOf(declared), linesOf(live), style);
  return aligned(one, other, style);
}

function aligned(one: string, other: string, { paint }: Style): string[] {
  const { start, end } = whatDiffers([...one], [...other]);
  const marked = (text: string, colour: "red" | "green") => {
    const { before, differs, after } = cut(text, start, end);
    return before + paint(colour, differs) + after;
  };
  const length = Math.max(...[one, other].map((each) => columnsOf(cut(each, start, end).differs)));
  const at = labels.live.length + columnsOf(cut(one, start, end).before);
  // Where all of it differs a mark says nothing.
  const mark = start + end === 0 || length === 0 ? [] : [`${indent}${" ".repeat(at)}${"^".repeat(length)}`];
  return [
    `${indent}${labels.declared}${marked(one, "red")}`,
    `${indent}${labels.live}${marked(other, "green")}`,
    ...mark,
  ];
}

/** By characters. */
function cut(text: string, start: number, end: number) {
  const all = [...text];
  const part = (from: number, to: number) => all.slice(from, to).join("");
  const last = all.length - end;
  return { before: part(0, start), differs: part(start, last), after: part(last, all.length) };
}

/** How many characters are the same at both ends, by whole words. */
function whatDiffers(one: readonly string[], other: readonly string[]) {
  const least = Math.min(one.length, other.length);
  const isWord = (text: readonly string[], at: number) => /[\w\p{M}]/u.test(text[at] ?? "");
  let start = 0;
  while (start < least && one[start] === other[start]) start += 1;
  while (start > 0 && isWord(one, start - 1) && (isWord(one, start) || isWord(other, start))) start -= 1;
  let end = 0;
  while (end < least - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const cuts = (text: readonly string[]) => isWord(text, text.length - end) && isWord(text, text.length - end - 1);
  while (end > 0 && (cuts(one) || cuts(other))) end -= 1;
  return { start, end };
}

/** Of a text of one line, what stands between its commas and conjunctions. */
function linesOf(value: Drift["declared"]): string[] {
  if (typeof value === "string" && value.trim().includes("\n"))
    return value
      .replace(/^\n+|\s+$/g, "")
      .split("\n")
      .map(printable);
  return show(value).split(/(?<=,) | (?=AND |OR |WHERE |FROM |JOIN |WHEN |ELSE )/);
}

const context = 2; // lines
const longest = 40; // lines

function asLines(declared: readonly string[], live: readonly string[], style: Style): string[] {
  const lines = changedLines(declared.join("\n"), live.join("\n"));
  const near = new Set(
    lines.flatMap(({ on }, at) =>
      on === "both" ? [] : Array.from({ length: 2 * context + 1 }, (_, more) => at - context + more),
    ),
  );
  const shown: string[] = [];
  let skipped = 0;
  const skip = () => {
    if (skipped > 0)
      shown.push(`${indent}  ${style.paint("dim", `… ${skipped} ${skipped === 1 ? "line" : "lines"} the same`)}`);
    skipped = 0;
  };
  for (const [at, line] of lines.entries()) {
    if (!near.has(at)) {
      skipped += 1;
      continue;
    }
    skip();
    shown.push(...asLine(line, style));
  }
  skip();
  const heading = `${indent}${style.paint("dim", "- declared, + live:")}`;
  if (shown.length <= longest) return [heading, ...shown];
  return [
    heading,
    ...shown.slice(0, longest),
    `${indent}  … ${shown.length - longest} more lines; --reporter json has all.`,
  ];
}

/** One that is wider than the place goes on below itself. */
function asLine({ on, parts }: Line, { width, paint }: Style): string[] {
  const text = parts.map((part) => part.text).join("");
  const sign = { both: "  ", declared: "- ", live: "+ " }[on];
  const room = width - indent.length - sign.length;
  const colour = { both: "dim", declared: "red", live: "green" } as const;
  const pieces = piecesOf(text, room);
  return pieces.map((piece, at) => `${indent}${paint(colour[on], `${at === 0 ? sign : "  "}${piece}`)}`.trimEnd());
}
