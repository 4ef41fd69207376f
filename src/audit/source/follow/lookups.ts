// What is looked up in a dictionary or a list that the file itself writes: `QUERIES["by_id"]`, `queries.byId`.

import type { Code } from "../code.ts";
import { eachOf } from "./loops.ts";
import type { Value } from "./value.ts";

const lookups = new Set([
  "subscript",
  "subscript_expression",
  "element_reference",
  "index_expression",
  "element_access_expression",
  "array_access",
]);

interface Lookup {
  readonly of: Code;
  readonly key: Code;
}

export function lookupOf(code: Code): Lookup | undefined {
  if (code.kind === "other" && lookups.has(code.node.type)) {
    const [of, key] = code.children;
    return of === undefined || key === undefined ? undefined : { of, key };
  }
  if (code.kind !== "call" || code.callee.kind !== "name" || code.callee.of === undefined) return undefined;
  const [key] = code.values;
  return /^(?:get|fetch|Get)$/.test(code.callee.name) && key !== undefined ? { of: code.callee.of, key } : undefined;
}

/** The one under that key; where the key is not known, each of them. */
export function lookedUp(value: Value | undefined, key: string | undefined): Value | undefined {
  if (value === undefined || "pieces" in value) return undefined;
  if (key === undefined || !("entries" in value)) return eachOf(value);
  return value.entries.find(([name]) => name === key)?.[1];
}

/** As a dictionary has it: without quotes, or a symbol's colon. */
export const keyIn = ({ kind, node }: Code): string | undefined =>
  kind === "text" || (kind === "other" && /symbol/.test(node.type))
    ? node.text.replace(/^[a-z]?["'`:]+|["'`]+$/g, "")
    : undefined;
