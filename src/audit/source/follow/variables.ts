// What becomes of variables: what they are set to, and what is added to them.

import { type Code, dotted } from "../code.ts";
import type { Environment } from "./environment.ts";
import { mostPieces } from "./evaluate.ts";
import { piecesOf, type Value } from "./value.ts";

/** `a` in `a.append(x).append(y)`. */
export function rootOf(code: Code): string | undefined {
  if (code.kind === "call")
    return code.callee.kind === "name" && code.callee.of !== undefined ? rootOf(code.callee.of) : undefined;
  return code.kind === "name" ? dotted(code) : undefined;
}

/** What a variable was set to. */
export function origin(code: Code, env: Environment): Code {
  return (code.kind === "name" ? env.codeOf(dotted(code)) : undefined) ?? code;
}

/** What was there and what is added, where that is text or a list. */
export function plus(before: Value | undefined, added: Value | undefined, code: Code): Value | undefined {
  if (before === undefined) return undefined;
  if ("items" in before)
    return added !== undefined && "items" in added ? { items: [...before.items, ...added.items] } : before;
  const pieces = [...before.pieces, ...(piecesOf(added) ?? [{ hole: code }])];
  return pieces.length > mostPieces ? undefined : { pieces };
}

export function* namesIn(code: Code): Generator<string> {
  if (code.kind === "name") yield code.name;
  if (code.kind === "assign") yield* namesIn(code.target);
  if (code.kind === "other" || code.kind === "list")
    for (const child of code.kind === "other" ? code.children : code.items) yield* namesIn(child);
}
