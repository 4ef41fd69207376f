// The names that a piece of code says, as PostgreSQL's lexer reads them: also those within its string constants, as EXECUTE,
// nextval and a comparison with CONSTRAINT_NAME take them. Code of another language is read as words.

import { unquoted } from "../catalog/object-id.ts";
import { tokens } from "./parse.ts";

/** Each as the catalogs would have it: folded where it isn't quoted, and cut to 63 bytes. Comments say nothing. */
export function namesIn(code: string): ReadonlySet<string> {
  const names = new Set<string>();
  collect(code, names, 0);
  return names;
}

/** The name that a token stands for: unquoted, or folded to lower case as PostgreSQL does. */
export function nameOfToken(text: string): string {
  if (text.startsWith('"')) return cut(unquoted(text));
  return cut(text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
}

// A body may quote in a quote in a quote; deeper than that, words will do.
const deepest = 8;

function collect(code: string, names: Set<string>, depth: number): void {
  const words = depth < deepest ? tokens(code) : undefined;
  if (words === undefined) collectWords(code, names);
  for (const { text } of words ?? []) {
    // A comment says nothing, but for a hint to the planner (pg_hint_plan).
    if (text.startsWith("--") || (text.startsWith("/*") && !text.startsWith("/*+"))) continue;
    if (text.startsWith("/*+")) {
      collectWords(text, names);
      continue;
    }
    const inside = contentOf(text);
    if (inside === undefined) names.add(nameOfToken(text));
    else {
      names.add(cut(inside));
      // A name in quotes is that and no other; a string may be a name that is yet to be folded.
      if (!/^"\w+"$/.test(text)) collect(inside, names, depth + 1);
    }
  }
}

/** What stands between the quotes of a token, of whatever sort. What is a name to SQL is a string to other languages. */
function contentOf(text: string): string | undefined {
  const quoted = /^(?:[EeNnBbXx]|[Uu]&)?(["'])(.*)\1$/s.exec(text);
  if (quoted !== null) {
    const [, quote = "", inside = ""] = quoted;
    return inside.replaceAll(quote + quote, quote).replaceAll(`\\${quote}`, quote);
  }
  return /^(\$[^$]*\$)(.*)\1$/s.exec(text)?.[2];
}

function collectWords(code: string, names: Set<string>): void {
  for (const word of code.match(/[\p{L}\p{N}_$]+/gu) ?? []) names.add(cut(word)).add(nameOfToken(word));
}

const longestName = 63; // bytes

function cut(name: string): string {
  const bytes = Buffer.from(name);
  if (bytes.length <= longestName) return name;
  return bytes
    .subarray(0, longestName)
    .toString()
    .replace(/\uFFFD+$/, "");
}
