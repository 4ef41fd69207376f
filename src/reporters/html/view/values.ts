// Values of attributes: of one side, and of both beside each other with what differs marked.

import { changedLines, changedParts, type Line, type Part } from "../../changes.ts";
import { type Element, h } from "./element.ts";
import type { Value } from "./page-data.ts";

export function textOf(value: Value): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? value : `(${value.join(", ")})`;
}

/** Nothing, yes and no are words of ours, and no code of the database's. */
const isCode = (value: Value): boolean => typeof value === "string" || Array.isArray(value);

export function valueElement(value: Value): Element {
  return isCode(value) ? h("code", {}, textOf(value)) : h("span", { class: "word" }, textOf(value));
}

const isLong = (value: Value) => typeof value === "string" && value.includes("\n");

/** A short one under the other; lines that differ, with those around them, of a long one. */
export function comparedValues(declared: Value, live: Value): Element {
  if (isLong(declared) && isLong(live)) return linesElement(changedLines(textOf(declared), textOf(live)));
  const both = isCode(declared) && isCode(live);
  const parts = both ? changedParts(textOf(declared), textOf(live)) : undefined;
  return h("dl", { class: "sides" }, side("declared", declared, parts?.declared), side("live", live, parts?.live));
}

function side(name: "declared" | "live", value: Value, parts: readonly Part[] | undefined): Element {
  const shown = parts === undefined ? valueElement(value) : h("code", {}, marked(name, parts));
  return h("div", { class: name }, h("dt", {}, name), h("dd", {}, shown));
}

/** What only the declared side has is deleted on the way to the live one, and what only that has is inserted. */
function marked(side: Line["on"], parts: readonly Part[]): (Element | string)[] {
  const tag = side === "declared" ? "del" : "ins";
  return parts.map(({ text, changed }) => (changed ? h(tag, {}, text) : text));
}

const around = 2;

function linesElement(lines: readonly Line[]): Element {
  const near = new Set<number>();
  for (const [at, { on }] of lines.entries())
    if (on !== "both") for (let other = at - around; other <= at + around; other++) near.add(other);
  const rows: Element[] = [];
  let left = 0;
  for (const [at, line] of lines.entries()) {
    if (near.has(at)) {
      if (left > 0) rows.push(fold(left));
      rows.push(lineElement(line));
      left = 0;
    } else left += 1;
  }
  if (left > 0) rows.push(fold(left));
  return h("div", { class: "lines" }, rows);
}

const fold = (count: number) =>
  h("div", { class: "fold" }, count === 1 ? "1 line is the same" : `${count} lines are the same`);

const signs = { both: " ", declared: "−", live: "+" } as const;

/** A line that stands beside a changed one is marked as a whole: what differs in it is marked besides, where not all of it does. */
function lineElement({ on, parts }: Line): Element {
  const isWhole = parts.every(({ changed }) => changed);
  const text = isWhole || on === "both" ? parts.map((part) => part.text) : marked(on, parts);
  const name = on === "both" ? undefined : h("span", { class: "hidden" }, `${on} only: `);
  return h(
    "div",
    { class: `line ${on}` },
    h("span", { class: "sign", "aria-hidden": "true" }, signs[on]),
    name,
    h("code", {}, text),
  );
}
