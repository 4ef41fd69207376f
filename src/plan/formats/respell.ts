// Tools look for lines of their own anywhere in a file, also within quotes: `-- migrate:down` in a function's comment ends the
// migration there. What is quoted in a statement is spelt in another way where it has such a line, and means the same.

import { SourceError } from "../../errors.ts";
import { printable } from "../../redact.ts";
import { parseStatements, tokens } from "../../sql/parse.ts";

/** What a tool reads as its own. */
export interface Hazard {
  readonly tool: string;
  /** In a text as it stands in a file. */
  readonly pattern: RegExp;
  /** What such a text always contains. */
  readonly word: RegExp;
  /** Characters of that word that are escaped, besides the ends of lines. */
  readonly characters: string;
}

/**
 * The parser must be loaded.
 * @param inFile how it will stand there, as in a comment
 * @throws SourceError where the tool would still misread it
 */
export function respelt(sql: string, hazard: Hazard, inFile: (sql: string) => string): string {
  const isMisread = (text: string) => hazard.pattern.test(`\n${inFile(text)}`);
  if (!isMisread(sql)) return sql;
  const spelt = byTokens(sql, (token) => (hazard.word.test(token) ? escaped(token, hazard.characters) : token));
  if (spelt !== undefined && !isMisread(spelt) && isSame(sql, spelt)) return spelt;
  const start = printable(sql.slice(0, 80));
  throw new SourceError(
    `${hazard.tool} would misread a statement of the plan, because it contains a line that ${hazard.tool} reads as its own. Choose another --format. The statement is: ${start}`,
  );
}

/** Within a comment of ours. */
export function defused(line: string, hazard: Hazard | undefined): string {
  if (hazard === undefined) return line;
  return line.replace(new RegExp(hazard.word, "gi"), (word) => `${word.slice(0, 1)} ${word.slice(1)}`);
}

/** The text with each of its tokens changed; undefined where PostgreSQL's lexer refuses it. */
export function byTokens(sql: string, change: (token: string) => string): string | undefined {
  const all = tokens(sql);
  if (all === undefined) return undefined;
  const bytes = Buffer.from(sql);
  let read = 0;
  let text = "";
  for (const token of all) {
    text += bytes.subarray(read, token.start).toString() + change(bytes.subarray(token.start, token.end).toString());
    read = token.end;
  }
  return text + bytes.subarray(read).toString();
}

function escaped(token: string, characters: string): string {
  const isToEscape = (character: string) => /[\n\r]/.test(character) || characters.includes(character);
  const hex = (character: string, digits: number) => character.charCodeAt(0).toString(16).padStart(digits, "0");
  const each = (text: string, change: (character: string) => string) => [...text].map(change).join("");
  if (token.startsWith('"')) {
    const inside = token.slice(1, -1);
    return `U&"${each(inside, (one) => (one === "\\" ? "\\\\" : isToEscape(one) ? `\\${hex(one, 4)}` : one))}"`;
  }
  const [, dollar] = /^(\$[^$]*\$)/.exec(token) ?? [];
  // A string's own content, with its quotes as SQL doubles them.
  const inside =
    dollar === undefined
      ? /^'([\s\S]*)'$/.exec(token)?.[1]
      : token.slice(dollar.length, -dollar.length).replaceAll("'", "''");
  if (inside === undefined) return token;
  return `E'${each(inside, (one) => (one === "\\" ? "\\\\" : isToEscape(one) ? `\\x${hex(one, 2)}` : one))}'`;
}

/** As PostgreSQL's parser has it. */
function isSame(one: string, other: string): boolean {
  const shape = (sql: string) => {
    const trees = parseStatements(sql);
    // Where a part of it stands is no part of what it means.
    return trees && JSON.stringify(trees, (key, value) => (/location$/.test(key) ? undefined : value));
  };
  const first = shape(one);
  return first !== undefined && first === shape(other);
}
