// Strings as programs have them: their escapes decoded, their lines known.

import type { Literal, Text } from "../code.ts";
import type { Syntax } from "../syntax.ts";
import type { Read } from "./language.ts";

interface Shape {
  /** Types of nodes that hold an expression, and how to come to it. */
  readonly holes?: readonly string[];
  readonly escapes?: readonly string[];
  /** Types of nodes that neither hold text nor expressions. */
  readonly dropped?: readonly string[];
  readonly decode?: (written: string) => string;
  readonly expression?: (hole: Syntax) => Syntax | undefined;
}

/** The text between two offsets of the file, with the holes and escapes in it. */
export function textBetween(node: Syntax, read: Read, start: number, end: number, shape: Shape): Text {
  const { holes = [], escapes = [], dropped = [], decode = decoded } = shape;
  const parts: (Literal | ReturnType<Read>)[] = [];
  let text = new Collected(read);
  const finish = () => {
    if (text.isThere) parts.push(text.literal());
    text = new Collected(read);
  };
  let at = start;
  for (const mark of marksIn(node, [...holes, ...escapes, ...dropped])) {
    if (mark.start < at || mark.end > end) continue;
    text.raw(at, mark.start);
    at = mark.end;
    if (dropped.includes(mark.type)) continue;
    if (escapes.includes(mark.type)) text.decoded(decode(mark.text), mark.start);
    else {
      finish();
      const inner =
        shape.expression === undefined ? (mark.at("expression") ?? mark.children[0]) : shape.expression(mark);
      if (inner !== undefined) parts.push(read(inner));
    }
  }
  text.raw(at, end);
  finish();
  return { kind: "text", node, parts };
}

/** The text of a string without anything in it, as it stands. */
export function rawText(node: Syntax, read: Read, start: number, end: number): Text {
  return textBetween(node, read, start, end, {});
}

function* marksIn(node: Syntax, types: readonly string[]): Generator<Syntax> {
  for (const child of node.children) {
    if (types.includes(child.type)) yield child;
    else yield* marksIn(child, types);
  }
}

class Collected {
  readonly #read: Read;
  readonly #lines: (readonly [number, number])[] = [];
  #text = "";

  constructor(read: Read) {
    this.#read = read;
  }

  get isThere(): boolean {
    return this.#text !== "";
  }

  raw(start: number, end: number): void {
    if (end <= start) return;
    const { source } = this.#read;
    const raw = source.text.slice(start, end);
    let line = source.lineAt(start);
    this.#lines.push([this.#text.length, line]);
    for (let at = raw.indexOf("\n"); at >= 0; at = raw.indexOf("\n", at + 1)) {
      line += 1;
      this.#lines.push([this.#text.length + at + 1, line]);
    }
    this.#text += raw;
  }

  decoded(text: string, at: number): void {
    this.#lines.push([this.#text.length, this.#read.source.lineAt(at)]);
    this.#text += text;
  }

  literal(): Literal {
    return { text: this.#text, lines: this.#lines };
  }
}

const letters: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\u0007",
  e: "\u001b",
  s: " ",
};

/** What most languages mean by `\n`, `\x41`, `\u0041`, `\u{41}` and a backslash at the end of a line. */
export function decoded(written: string): string {
  const rest = written.slice(1);
  const hex = /^(?:x|u|U)\{?([0-9A-Fa-f]+)\}?$/.exec(rest)?.[1];
  if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
  if (/^[0-7]{1,3}$/.test(rest)) return codePoint(Number.parseInt(rest, 8));
  if (/^\r?\n/.test(rest)) return "";
  return letters[rest] ?? rest;
}

const codePoint = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd");
