// Definitions in which something is worked out when they are made, and only its value is kept: the bounds of a partition, and a
// constant that is the present (`'today'::date`).

import type { Statement } from "../../scripts/statement.ts";
import { isTree, parseStatements } from "../../sql/parse.ts";
import { asksAtOnce } from "./asks.ts";

/** The parser must be loaded. @param present names by which the clock or chance is asked */
export function keepsThePresent({ sql, words }: Statement, present: ReadonlySet<string>): boolean {
  if ((words[0] !== "create" && words[0] !== "alter") || !mayKeep(sql)) return false;
  const trees = parseStatements(sql);
  // A function's body is only kept.
  if (trees?.every((tree) => isTree(tree) && "CreateFunctionStmt" in tree)) return false;
  return trees === undefined || asksAtOnce(trees).some((name) => present.has(name));
}

const plainBound = new Set("for values from to in with modulus remainder minvalue maxvalue null true false".split(" "));

/** Most statements have nothing of the sort, and need not be parsed to know it. */
function mayKeep(sql: string): boolean {
  if (/['$]\s*(?:now|today|tomorrow|yesterday)\b/i.test(sql)) return true;
  const at = /\bpartition\b/i.test(sql) ? sql.search(/\bfor\s+values\b/i) : -1;
  if (at < 0) return false;
  const words =
    sql
      .slice(at)
      .replace(/'[^']*'/g, "")
      .match(/[a-z_]\w*/gi) ?? [];
  return !words.every((word) => plainBound.has(word.toLowerCase()));
}
