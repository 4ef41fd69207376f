// Where a script's own transactions begin and end, and what means something else in one. Told by a statement's first words.

import { reconnects } from "./psql-connect.ts";
import type { Statement } from "./statement.ts";

type Words = Statement["words"];

export function beginsTransaction([first = "", second = ""]: Words): boolean {
  return first === "begin" || (first === "start" && second === "transaction");
}

export function undoesTransaction([first = "", second = "", third = ""]: Words): boolean {
  const isPart = second === "to" || third === "to" || second === "prepared";
  return (first === "rollback" && !isPart) || first === "abort";
}

/** Must not stand in a savepoint of ours: that would end with it, or what it sets would. Its failure is always the script's. */
export function controlsTransaction(words: Words): boolean {
  const [first = "", second = ""] = words;
  return (
    beginsTransaction(words) ||
    ["commit", "end", "rollback", "abort", "savepoint", "release", ...running].includes(first) ||
    (first === "prepare" && second === "transaction") ||
    (first === "set" &&
      words.some((word) => /^transaction(?:_(?:isolation|read_only|deferrable))?$/.test(word)) &&
      !words.includes("characteristics"))
  );
}

/** What runs code can set anything. */
const running = ["select", "do", "call", "execute", "with", "values", "table"];

const batchSize = 50;

/** Statements that may go in one message, which is one transaction where the script has begun none. */
export function batchesOf<T extends Statement>(statements: readonly T[]): T[][] {
  const batches: T[][] = [];
  let open: T[] | undefined;
  for (const statement of statements) {
    if (standsAlone(statement)) {
      batches.push([statement]);
      open = undefined;
    } else if (open === undefined || open.length === batchSize) {
      open = [statement];
      batches.push(open);
    } else open.push(statement);
  }
  return batches;
}

/** What it sets would hold until the end of the message, or only after it. */
function standsAlone({ words, sql, runsResult }: Statement): boolean {
  const [first = ""] = words;
  if (runsResult) return true;
  // What pg_dump calls is known.
  if (/^SELECT pg_catalog\.(?:set_config\('search_path', '', false\)|setval\()/.test(sql)) return false;
  if (controlsTransaction(words)) return true;
  if (first === "set")
    return words.some((word) => /^default_transaction_|^(?:local|constraints|characteristics)$/.test(word));
  return ["reset", "lock", "declare", "discard", reconnects, ""].includes(first);
}
