// Reads the YAML of snapshots, and nothing else that is YAML: a library needs 40 times as long, which would be most of a check.
// The digest makes sure that what is read is what was written. What whoever reads it has already is compared as text, not parsed.

import type { AttributeValue, Unread } from "../catalog/catalog.ts";
import { SnapshotError } from "../errors.ts";
import { damaged, type Entry, fieldsOf, flagOf, serverOf, unreadOf } from "./checks.ts";
import type { Document, Root } from "./document.ts";

/** What is known of the object at this place of the text: what stands for it in the document, and where the text of it ends. */
export type Known<Other> = (
  id: string,
  text: string,
  start: number,
) => { readonly as: Other; readonly end: number } | undefined;

/** @throws SnapshotError on anything that `writeYaml` does not write */
export function readYaml<Other = never>(text: string, known: Known<Other> = () => undefined): Document<Other> {
  return new Reader(text, known).document();
}

class Reader<Other> {
  readonly #text: string;
  readonly #known: Known<Other>;
  readonly #entries = new Map<string, Entry>();
  #line = "";
  /** Where the line starts and ends. */
  #start = 0;
  #end = -1;

  constructor(text: string, known: Known<Other>) {
    this.#text = text;
    this.#known = known;
    this.#goTo(0);
  }

  document(): Document<Other> {
    const server = serverOf(this.#json(this.#entryAt(0, "server")));
    const privileges = flagOf(this.#json(this.#entryAt(0, "privileges")), "privileges");
    const ofDatabase =
      this.#line.startsWith("ofDatabase:") && flagOf(this.#json(this.#entryAt(0, "ofDatabase")), "ofDatabase");
    const notCompared: Unread[] = [];
    const none = this.#isNone("notCompared", "[]");
    while (!none && this.#line.startsWith("  - ")) {
      notCompared.push(unreadOf(this.#json(this.#line.slice(4)), "notCompared"));
      this.#next();
    }
    const roots = new Map<string, Root | Other>();
    if (!this.#isNone("objects", "{}")) {
      while (this.#line.startsWith("  ")) this.#root(roots);
    }
    if (this.#line !== "" || this.#start !== this.#text.length) throw this.#damaged();
    return { server, privileges, ofDatabase, notCompared, roots };
  }

  /** Whether a list or mapping has nothing in it, as it then is written. */
  #isNone(name: string, none: string): boolean {
    const value = this.#entryAt(0, name);
    return value === none || (value !== "" && damaged(`${name} must be ${none} or have items, not ${value}`));
  }

  #root(roots: Map<string, Root | Other>): void {
    const start = this.#start;
    const [id, value] = this.#entry(2);
    if (roots.has(id)) damaged(`it contains ${id} twice`);
    const known = this.#known(id, this.#text, start);
    if (known !== undefined && this.#endsAt(known.end)) {
      roots.set(id, known.as);
      this.#goTo(known.end);
      return;
    }
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

  /** Whether the lines of an object end here: the next is another's key, or there is none. */
  #endsAt(end: number): boolean {
    return end === this.#text.length || (this.#text.startsWith("  ", end) && this.#text[end + 2] !== " ");
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
    while (this.#start < this.#text.length && (this.#line === "" || this.#line.startsWith("      "))) {
      content.push(this.#line.slice(6));
      this.#next();
    }
    return content.join("\n") + (header === "|2+" ? "\n" : "");
  }

  #next(): void {
    this.#goTo(this.#end + 1);
  }

  #goTo(start: number): void {
    const end = this.#text.indexOf("\n", start);
    this.#start = start;
    this.#end = end < 0 ? this.#text.length : end;
    this.#line = this.#text.slice(start, this.#end);
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
    this.#next();
    return [name, line.slice(colon + 2)];
  }

  #longEntry(indentation: number): [key: string, value: string] {
    const text = this.#line.slice(indentation + 2);
    const name = text.startsWith('"') ? String(this.#json(text)) : text;
    this.#next();
    const line = this.#line;
    if (line[indentation] !== ":") throw this.#damaged();
    this.#next();
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
