// How reporters say things: numbers, sentences, values. Each text is on one line, and nothing in it acts on who shows it.

import type { Attributes, AttributeValue } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { type ObjectId, parseObjectId, qualified } from "../catalog/object-id.ts";
import { printable } from "../redact.ts";
import { pluralOf } from "./plural.ts";

export const sentence = (text: string) => (/[.?!]$/.test(text) ? text : `${text}.`);

export const number = (count: number) => count.toLocaleString("en-US");

export const plural = (count: number, noun: string): string =>
  count === 1 ? `1 ${noun}` : `${number(count)} ${pluralOf(noun)}`;

/** The table, or whatever else stands for itself: `public.users`. */
export function subjectOf(id: ObjectId): string {
  return printable(qualified(...parseObjectId(id).path.slice(0, 2)));
}

/** What it is, as one says it of its table: `column email`, or `table` alone. */
export function partOf(id: ObjectId): string {
  const { kind, path, signature } = parseObjectId(id);
  const own = path.length > 2 ? ` ${qualified(...path.slice(2))}` : "";
  return printable(`${kind}${own}${signature === undefined ? "" : `(${signature})`}`);
}

/** Whole, as one says it alone: `column public.users.email`. */
export function nameOf(id: ObjectId): string {
  const { kind, path, signature } = parseObjectId(id);
  return printable(`${kind} ${qualified(...path)}${signature === undefined ? "" : `(${signature})`}`);
}

/** A value on one line, cut after so many characters. */
export function valueText(value: Drift["declared"], longest = 200): string {
  const text = printable(whole(value));
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}

function whole(value: Drift["declared"]): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `(${value.join(", ")})`;
  const entries: [string, AttributeValue][] = Object.entries(value as Attributes);
  return entries.map(([name, each]) => (each === true ? name : `${name} ${whole(each)}`)).join(", ");
}

/** How a value changed. */
export const differenceText = (before: Drift["declared"], after: Drift["live"]): string =>
  `${valueText(before, 80)} → ${valueText(after, 80)}`;

/** What differs, after the name of the object: `is missing: declared, not live`. */
export function differenceOf({ type, attribute = "", declared, live, liveId, holds = {} }: Drift): string {
  const parts = Object.entries(holds).map(([kind, count]) => plural(count, kind));
  const withParts = parts.length === 0 ? "" : `, with ${parts.join(", ")}`;
  if (type === "missing") return `is declared but not live${withParts}`;
  if (type === "unexpected") return `is live but not declared${withParts}`;
  const named = liveId === undefined || attribute === "name" ? "" : ` (live: ${partOf(liveId)})`;
  return `${printable(attribute)} is declared ${valueText(declared)}, but live ${valueText(live)}${named}`;
}
