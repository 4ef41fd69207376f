// The arguments of psql's commands, as its own lexer (psqlscanslash.l) reads them: until the end of the line or a backslash.

import { isSpace } from "./psql-tokens.ts";
import { referenceAt, type Variables } from "./psql-variables.ts";

/** What psql would run in a shell, or could not read. */
export class UnreadableArgument extends Error {}

export interface Arguments {
  readonly values: readonly string[];
  /** Behind the last, and behind the separator `\\` where that follows. */
  readonly end: number;
}

/**
 * @param at behind the command's name
 * @param end of its line
 * @param variables undefined where nothing is substituted, as in a branch that is not taken
 * @throws UnreadableArgument, UnknownVariable
 */
export function readArguments(text: string, at: number, end: number, variables: Variables | undefined): Arguments {
  const values: string[] = [];
  let next = at;
  for (;;) {
    while (next < end && isSpace(text[next] ?? "")) next += 1;
    if (next >= end || text[next] === "\\") break;
    const argument = readArgument(text, next, end, variables);
    values.push(argument.value);
    next = argument.end;
  }
  return { values, end: text.startsWith("\\\\", next) ? next + 2 : next };
}

interface Part {
  readonly value: string;
  readonly end: number;
}

function readArgument(text: string, at: number, end: number, variables: Variables | undefined): Part {
  let value = "";
  let next = at;
  while (next < end && !isSpace(text[next] ?? "") && text[next] !== "\\") {
    const part = readPart(text, next, end, variables);
    value += part.value;
    next = part.end;
  }
  return { value, end: next };
}

function readPart(text: string, at: number, end: number, variables: Variables | undefined): Part {
  const character = text[at] ?? "";
  if (character === "'" || character === '"' || character === "`") {
    const close = endOf(text, at, end);
    if (close === undefined) throw new UnreadableArgument(`a quote (${character}) does not end on its line`);
    const whole = text.slice(at, close);
    if (character === '"') return { value: whole, end: close };
    if (character === "`" && variables !== undefined)
      throw new UnreadableArgument(`it runs ${whole} in a shell, which driftcheck never does`);
    return { value: unescaped(whole.slice(1, -1)), end: close };
  }
  if (character === ":" && variables !== undefined) {
    const reference = referenceAt(text, at, variables);
    if (reference !== undefined) return { value: reference.value ?? text.slice(at, reference.end), end: reference.end };
  }
  return { value: character, end: at + 1 };
}

function endOf(text: string, at: number, end: number): number | undefined {
  const quote = text[at];
  for (let next = at + 1; next < end; next += 1) {
    if (quote === "'" && text[next] === "\\") next += 1;
    else if (quote === "'" && text[next] === "'" && text[next + 1] === "'") next += 1;
    else if (text[next] === quote) return next + 1;
  }
  return undefined;
}

const letters: Readonly<Record<string, string>> = { n: "\n", t: "\t", b: "\b", r: "\r", f: "\f" };

function unescaped(text: string): string {
  return text.replace(/''|\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|[\s\S])/g, (_, code: string | undefined) => {
    if (code === undefined) return "'";
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    if (/^x./.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return letters[code] ?? code;
  });
}
