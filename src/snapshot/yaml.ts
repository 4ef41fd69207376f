// The snapshot as YAML that a person reviews: one table reads as one table, one line each for what it holds.
// The value of each line is JSON (which YAML includes), multi-line text is a literal block.

import type { AttributeValue, Catalog, CatalogObject } from "../catalog/catalog.ts";
import { visibleJson as json } from "../redact.ts";
import type { Entry } from "./checks.ts";
import { type Family, familiesOf, inOrder, memberEntry, memberName, rootEntry } from "./families.ts";

export function writeYaml(catalog: Catalog): string {
  const { server, notCompared, privileges = false, ofDatabase = false } = catalog;
  const lines = [`server: ${json(server)}`, `privileges: ${privileges}`];
  // Only where it is so: what was restored from SQL reads as it always did.
  if (ofDatabase) lines.push("ofDatabase: true");
  lines.push(notCompared.length === 0 ? "notCompared: []" : "notCompared:");
  for (const unread of notCompared) lines.push(`  - ${json(unread)}`);
  lines.push(catalog.objects.size === 0 ? "objects: {}" : "objects:", "");
  const pieces = [lines.join("\n")];
  const write = familyWriter((piece) => pieces.push(piece));
  for (const family of [...familiesOf(catalog).values()].sort((a, b) => (a.root.id < b.root.id ? -1 : 1)))
    write(family);
  return pieces.join("");
}

/**
 * Writes one family after another, piece by piece, each as whole lines.
 * @param put takes a piece
 */
export function familyWriter(put: (piece: string) => void): (family: Family) => void {
  const entries = new Map<Entry, string>();
  // What has an order are columns, of which thousands share what they say; to keep what is written of others gains nothing.
  const entryText = (entry: Entry, { ordinal }: CatalogObject) => {
    if (ordinal === undefined) return json(entry);
    const text = entries.get(entry) ?? json(entry);
    entries.set(entry, text);
    return text;
  };
  return ({ root, members }) => {
    const own = rootEntry(root);
    if (members.length === 0 && !Object.values(own).some(fitsBlock)) {
      put(`${rootKey(root.id)}: ${json(own)}\n`);
      return;
    }
    put(`${rootKey(root.id)}:\n`);
    for (const name in own) put(attributeText(name, own[name] as AttributeValue));
    let kind = "";
    for (const member of inOrder(members)) {
      if (member.kind !== kind) put(`    ${key(member.kind)}:\n`);
      kind = member.kind;
      put("      ");
      put(key(memberName(member)));
      put(": ");
      put(entryText(memberEntry(member), member));
      put("\n");
    }
  };
}

function attributeText(name: string, value: AttributeValue): string {
  if (!fitsBlock(value)) return `    ${key(name)}: ${json(value)}\n`;
  // With "+" every trailing line end belongs to the text, with "-" none.
  const keep = value.endsWith("\n");
  const content = keep ? value.slice(0, -1) : value;
  const lines = content.split("\n").map((line) => (line === "" ? "" : `      ${line}`));
  return `    ${key(name)}: |2${keep ? "+" : "-"}\n${lines.join("\n")}\n`;
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
