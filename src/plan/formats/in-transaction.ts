// A statement in the form that runs in a transaction, for tools that have no other: CONCURRENTLY is left out, which locks longer.

import { isTree, parseStatements, type Tree } from "../../sql/parse.ts";
import { byTokens } from "./respell.ts";

/** Undefined where there is no such form. The parser must be loaded. */
export function inTransaction(sql: string): string | undefined {
  const [tree, ...others] = parseStatements(sql) ?? [];
  const wanted = withoutConcurrently(tree);
  if (wanted === undefined || others.length > 0) return undefined;
  const words = countOf(sql);
  for (let at = 0; at < words; at += 1) {
    let seen = 0;
    const changed = byTokens(sql, (token) => (isWord(token) && seen++ === at ? "" : token))?.replace(/ {2,}/, " ");
    if (changed !== undefined && shape(parseStatements(changed)?.[0]) === shape(wanted)) return changed.trim();
  }
  return undefined;
}

const isWord = (token: string) => token.toLowerCase() === "concurrently";

function countOf(sql: string): number {
  let count = 0;
  byTokens(sql, (token) => {
    if (isWord(token)) count += 1;
    return token;
  });
  return count;
}

/** The same tree without the flag; undefined where it has none. */
function withoutConcurrently(tree: unknown): unknown {
  let found = 0;
  const copy = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(copy);
    if (!isTree(node)) return node;
    const entries = Object.entries(node satisfies Tree).filter(([key, value]) => {
      const isFlag = key === "concurrent" && value === true;
      if (isFlag) found += 1;
      return !isFlag;
    });
    return Object.fromEntries(entries.map(([key, value]) => [key, copy(value)]));
  };
  const copied = copy(tree);
  return found === 1 ? copied : undefined;
}

const shape = (tree: unknown) => JSON.stringify(tree, (key, value) => (/location$/.test(key) ? undefined : value));
