// Elements as HTML. Everything that is not a tag or an attribute's name of ours is escaped.

import type { Element } from "./view/element.ts";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  // A log that shows the file has no tabs to move its cursor by.
  "\t": "&#9;",
};

const escaped = (text: string) => text.replace(/[&<>"'\t]/g, (character) => escapes[character] ?? "");

const withoutEnd = new Set(["input", "meta", "br"]);

export function htmlOf(element: Element | string): string {
  if (typeof element === "string") return escaped(element);
  const { tag, attributes, children } = element;
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const start = `<${tag}${given.join("")}>`;
  return withoutEnd.has(tag) ? start : `${start}${children.map(htmlOf).join("")}</${tag}>`;
}
