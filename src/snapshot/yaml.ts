// The snapshot as YAML that a person reviews: one table reads as one table, one line each for what it holds.
// The value of each line is JSON (which YAML includes), multi-line text is a literal block. A YAML library needs 40 times
// as long to read it as this does, which would be most of a check; the digest makes sure that what is read is what was written.

import type { AttributeValue, Unread } from "../catalog/catalog.ts";
import { SnapshotError } from "../errors.ts";
import { visibleJson as json } from "../redact.ts";
import { damaged, type Entry, fieldsOf, flagOf, serverOf, unreadOf } from "./checks.ts";
import type { Document, Root } from "./document.ts";

export function writeYaml({ server, privileges, ofDatabase, notCompared, roots }: Document): string {
  const lines = [`server: ${json(server)}`, `privileges: ${privileges}`];
  // Only where it is so: what was restored from SQL reads as it always did.
  if (ofDatabase) lines.push("ofDatabase: true");
  lines.push(notCompared.length === 0 ? "notCompared: []" : "notCompared:");
  for (const unread of notCompared) lines.push(`  - ${json(unread)}`);
  lines.push(roots.size === 0 ? "objects: {}" : "objects:");
  for (const [id, root] of roots) writeRoot(lines, id, root);
  return `${lines.join("\n")}\n`;
}

function writeRoot(lines: string[], id: string, { attributes, members }: Root): void {
  if (members.size === 0 && !Object.values(attributes).some(fitsBlock)) {
    lines.push(`${rootKey(id)}: ${json(attributes)}`);
    return;
  }
  lines.push(`${rootKey(id)}:`);
  for (const [name, value] of Object.entries(attributes)) writeAttribute(lines, name, value);
  for (const [kind, family] of members) {
    lines.push(`    ${key(kind)}:`);
    for (const [name, entry] of family) lines.push(`      ${key(name)}: ${json(entry)}`);
  }
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

/** @throws SnapshotError on anything that `writeYaml` does not write */
export function readYaml(text: string): Document {
  return new Reader(text.split("\n")).document();
}

class Reader {
  readonly #lines: readonly string[];
  readonly #entries = new Map<string, Entry>();
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  document(): Document {
    const server = serverOf(this.#json(this.#entryAt(0, "server")));
    const privileges = flagOf(this.#json(this.#entryAt(0, "privileges")), "privileges");
    const ofDatabase =
      this.#line.startsWith("ofDatabase:") && flagOf(this.#json(this.#entryAt(0, "ofDatabase")), "ofDatabase");
    const notCompared: Unread[] = [];
    const none = this.#isNone("notCompared", "[]");
    while (!none && this.#line.startsWith("  - ")) {
      notCompared.push(unreadOf(this.#json(this.#line.slice(4)), "notCompared"));
      this.#at += 1;
    }
    const roots = new Map<string, Root>();
    if (!this.#isNone("objects", "{}")) {
      while (this.#line.startsWith("  ")) this.#root(roots);
    }
    if (this.#line !== "" || this.#at !== this.#lines.length - 1) throw this.#damaged();
    return { server, privileges, ofDatabase, notCompared, roots };
  }

  /** Whether a list or mapping has nothing in it, as it then is written. */
  #isNone(name: string, none: string): boolean {
    const value = this.#entryAt(0, name);
    return value === none || (value !== "" && damaged(`${name} must be ${none} or have items, not ${value}`));
  }

  #root(roots: Map<string, Root>): void {
    const [id, value] = this.#entry(2);
    if (roots.has(id)) damaged(`it contains ${id} twice`);
    // Looked at once the kind is known.
    const attributes = value === "" ? {} : (fieldsOf(this.#json(value), id) as Record<string, AttributeValue>);
    const members = new Map<string, ReadonlyMap<string, Entry>>();
    roots.set(id, { attributes, members });
    if (value !== "") return;
    while (this.#line.startsWith("    ")) {
      const [name, own] = this.#entry(4);
      if (members.has(name) || Object.hasOwn(attributes, name)) damaged(`it contains ${name} of ${id} twice`);
      if (own === "") members.set(name, this.#family());
      else attributes[name] = own.startsWith("|") ? this.#block(own) : (this.#json(own) as AttributeValue);
    }
  }

  #family(): ReadonlyMap<string, Entry> {
    const family = new Map<string, Entry>();
    while (this.#line.startsWith("      ")) {
      const [name, value] = this.#entry(6);
      // Most columns read like many others, and need not be parsed again.
      const entry = this.#entries.get(value) ?? (this.#json(value) as Entry);
      this.#entries.set(value, entry);
      if (family.has(name)) damaged(`it contains ${name} twice`);
      family.set(name, entry);
    }
    return family;
  }

  #block(header: string): string {
    const content: string[] = [];
    while (this.#at < this.#lines.length - 1 && (this.#line === "" || this.#line.startsWith("      "))) {
      content.push(this.#line.slice(6));
      this.#at += 1;
    }
    return content.join("\n") + (header === "|2+" ? "\n" : "");
  }

  get #line(): string {
    return this.#lines[this.#at] ?? "";
  }

  /** Key and value of the line, which must be indented by so many spaces; goes on to the next line. */
  #entry(indentation: number): [key: string, value: string] {
    const line = this.#line;
    if (line.startsWith("? ", indentation)) return this.#longEntry(indentation);
    const quoted = line[indentation] === '"';
    const end = quoted ? endOfQuoted(line, indentation) : line.indexOf(": ", indentation);
    const colon = end < 0 ? line.length - 1 : end;
    if (line[colon] !== ":" || line[indentation] === " ") throw this.#damaged();
    const text = line.slice(indentation, colon);
    const name = quoted ? String(this.#json(text)) : text;
    this.#at += 1;
    return [name, line.slice(colon + 2)];
  }

  #longEntry(indentation: number): [key: string, value: string] {
    const text = this.#line.slice(indentation + 2);
    const name = text.startsWith('"') ? String(this.#json(text)) : text;
    this.#at += 1;
    const line = this.#line;
    if (line[indentation] !== ":") throw this.#damaged();
    this.#at += 1;
    return [name, line.slice(indentation + 2)];
  }

  #entryAt(indentation: number, name: string): string {
    const [entryKey, value] = this.#entry(indentation);
    if (entryKey !== name) throw this.#damaged();
    return value;
  }

  #json(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw this.#damaged();
    }
  }

  #damaged(): SnapshotError {
    return new SnapshotError(`is damaged near ${JSON.stringify(this.#line.slice(0, 60))}`);
  }
}

function endOfQuoted(line: string, start: number): number {
  let at = start + 1;
  while (at < line.length && line[at] !== '"') at += line[at] === "\\" ? 2 : 1;
  return at + 1;
}
