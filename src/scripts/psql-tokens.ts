// What psql's lexer (psqlscan.l) reads as one: comments, quotes, words. Nothing of what they mean.

export const isSpace = (character: string) => /^[ \t\n\r\f\v]$/.test(character);

const isWordStart = (character: string) =>
  (character >= "a" && character <= "z") ||
  (character >= "A" && character <= "Z") ||
  character === "_" ||
  character >= "\u0080";
const isWordPart = (character: string) =>
  isWordStart(character) || (character >= "0" && character <= "9") || character === "$";

export interface Token {
  readonly sort: "space" | "line comment" | "comment" | "quoted text" | "word" | "other";
  /** Undefined where it has no end. */
  readonly end: number | undefined;
}

/** @param backslashes whether a backslash quotes in each string: `standard_conforming_strings` is off */
export function tokenAt(text: string, at: number, backslashes = false): Token {
  const character = text[at] ?? "";
  const next = text[at + 1];
  if (isSpace(character)) return { sort: "space", end: endOfSpace(text, at) };
  if (character === "-" && next === "-") return { sort: "line comment", end: endOfLine(text, at) };
  if (character === "/" && next === "*") return { sort: "comment", end: endOfComment(text, at) };
  if (character === "'") return { sort: "quoted text", end: endOfQuoted(text, at, backslashes) };
  if (character === '"') return { sort: "quoted text", end: endOfQuoted(text, at, false) };
  if (/^[eE]$/.test(character) && next === "'") return { sort: "quoted text", end: endOfQuoted(text, at + 1, true) };
  if (character === "$") return dollars(text, at);
  if (isWordStart(character)) return { sort: "word", end: endOfWord(text, at) };
  return { sort: "other", end: at + 1 };
}

function endOfSpace(text: string, at: number): number {
  let end = at + 1;
  while (isSpace(text[end] ?? "")) end += 1;
  return end;
}

function endOfWord(text: string, at: number): number {
  let end = at + 1;
  while (isWordPart(text[end] ?? "")) end += 1;
  return end;
}

function endOfLine(text: string, at: number): number {
  const lineEnd = /[\r\n]/g;
  lineEnd.lastIndex = at;
  return lineEnd.exec(text)?.index ?? text.length;
}

/** Comments nest. */
function endOfComment(text: string, at: number): number | undefined {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = at;
  let depth = 0;
  for (let match = edge.exec(text); match !== null; match = edge.exec(text)) {
    depth += match[0] === "/*" ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return undefined;
}

function endOfQuoted(text: string, at: number, escapes: boolean): number | undefined {
  const quote = text[at];
  for (let end = at + 1; end < text.length; end += 1) {
    if (escapes && text[end] === "\\") end += 1;
    else if (text[end] !== quote) continue;
    else if (text[end + 1] === quote) end += 1;
    else if (!escapes) return end + 1;
    else {
      // A string goes on after a line end, and a backslash in it is what it was.
      const more = /[ \t\f\v]*[\r\n](?:\s|--[^\r\n]*[\r\n])*(?=')/y;
      more.lastIndex = end + 1;
      if (!more.test(text)) return end + 1;
      end = more.lastIndex;
    }
  }
  return undefined;
}

const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;

/** What begins no quotes, as in `$1`, is a character by itself. */
function dollars(text: string, at: number): Token {
  dollarTag.lastIndex = at;
  const tag = dollarTag.exec(text)?.[0];
  if (tag === undefined) return { sort: "other", end: at + 1 };
  const end = text.indexOf(tag, at + tag.length);
  return { sort: "quoted text", end: end < 0 ? undefined : end + tag.length };
}

export interface Read {
  readonly sort: Token["sort"];
  /** A word in lower case, anything else as it stands. */
  readonly text: string;
  readonly at: number;
}

/** A whole statement's, without spaces and comments. */
export function* tokensOf(sql: string): Generator<Read> {
  for (let at = 0; at < sql.length; ) {
    const { sort, end = sql.length } = tokenAt(sql, at);
    const text = sql.slice(at, end);
    if (sort === "word") yield { sort, text: text.toLowerCase(), at };
    else if (sort === "quoted text" || sort === "other") yield { sort, text, at };
    at = end;
  }
}

const kept = 4;

export function firstWords(sql: string): readonly string[] {
  const words: string[] = [];
  for (const { sort, text } of tokensOf(sql)) {
    if (sort === "word") words.push(text);
    if (words.length === kept) break;
  }
  return words;
}

export interface CopySource {
  readonly at: number;
  readonly end: number;
}

/** Where the file is named from which a COPY reads what follows it: FROM STDIN, or FROM STDOUT, which is the same. */
export function copySource(sql: string): CopySource | undefined {
  let depth = 0;
  let before = "";
  for (const { sort, text, at } of tokensOf(sql)) {
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    if (sort === "word" && depth === 0 && before === "from" && /^std(?:in|out)$/.test(text))
      return { at, end: at + text.length };
    before = depth === 0 ? text : "";
  }
  return undefined;
}
