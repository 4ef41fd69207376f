// The snapshot as YAML that a person reviews: one table reads as one table, one line each for what it holds.
// The value of each line is JSON (which YAML includes), multi-line text is a literal block.

import type { AttributeValue } from "../catalog/catalog.ts";
import { visibleJson as json } from "../redact.ts";
import type { Entry } from "./checks.ts";
import type { Document, Root } from "./document.ts";

export function writeYaml({ server, privileges, ofDatabase, notCompared, roots }: Document): string {
  const lines = [`server: ${json(server)}`, `privileges: ${privileges}`];
  // Only where it is so: what was restored from SQL reads as it always did.
  if (ofDatabase) lines.push("ofDatabase: true");
  lines.push(notCompared.length === 0 ? "notCompared: []" : "notCompared:");
  for (const unread of notCompared) lines.push(`  - ${json(unread)}`);
  lines.push(roots.size === 0 ? "objects: {}" : "objects:");
  for (const [id, root] of roots) lines.push(...linesOf(id, root));
  return `${lines.join("\n")}\n`;
}

/** Writes one object and what is under it, one after another. What several of them have in common is turned into text once. */
export function rootWriter(): (id: string, root: Root) => string {
  const texts = new Map<unknown, string>();
  const once = (value: unknown) => {
    const before = texts.get(value);
    if (before !== undefined) return before;
    const text = json(value);
    texts.set(value, text);
    return text;
  };
  return (id, root) => `${linesOf(id, root, once).join("\n")}\n`;
}

function linesOf(id: string, { attributes, members }: Root, entryText: (entry: Entry) => string = json): string[] {
  if (members.size === 0 && !Object.values(attributes).some(fitsBlock)) return [`${rootKey(id)}: ${json(attributes)}`];
  const lines = [`${rootKey(id)}:`];
  for (const [name, value] of Object.entries(attributes)) writeAttribute(lines, name, value);
  for (const [kind, family] of members) {
    lines.push(`    ${key(kind)}:`);
    for (const [name, entry] of family) lines.push(`      ${key(name)}: ${entryText(entry)}`);
  }
  return lines;
}

function writeAttribute(lines: string[], name: string, value: AttributeValue): void {
  if (!fitsBlock(value)) {
    lines.push(`    ${key(name)}: ${json(value)}`);
    return;
  }
  // With "+" every trailing line end belongs to the text, with "-" none.
  const keep = value.endsWith("\n");
  lines.push(`    ${key(name)}: |2${keep ? "+" : "-"}`);
  const content = keep ? value.slice(0, -1) : value;
  for (const line of content.split("\n")) lines.push(line === "" ? "" : `      ${line}`);
}

/** More than one line, and nothing in it that YAML would not give back, or that a reviewer would not see. */
function fitsBlock(text: AttributeValue): text is string {
  return typeof text === "string" && text.includes("\n") && !/^\s*$|(?![\n\t])[\p{C}\p{Zl}\p{Zp}]/u.test(text);
}

const plainKey = /^[A-Za-z_][\w$]*(?:[ :.][A-Za-z_][\w$]*)*$/;

// What YAML reads as something else than text when it stands alone.
const wordsOfYaml = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** YAML ends a key of one line at 1024 characters, which the id of a function with many arguments can have. */
function rootKey(id: string): string {
  const text = key(id);
  return text.length < 1000 ? `  ${text}` : `  ? ${text}\n  `;
}

function key(text: string): string {
  return plainKey.test(text) && !wordsOfYaml.test(text) ? text : json(text);
}
