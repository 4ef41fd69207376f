// Whether a statement only repeats one that was run, as ORMs emit some twice: then what it would have made is there already.
// It must never take two definitions of one name for the same.

import type { Statement } from "../scripts/statement.ts";
import { normalForm } from "../sql/expression.ts";
import { nodesOf, parseStatements } from "../sql/parse.ts";

/** The parser must be loaded. @param earlier all that was run before it, in order */
export function isRepeated(statement: Statement, earlier: readonly Statement[]): boolean {
  const form = formOf(statement);
  const first = earlier.findLastIndex((each) => each.words[0] === statement.words[0] && formOf(each) === form);
  return form !== undefined && first >= 0 && !earlier.slice(first + 1).some(mayChangeMeaning);
}

function formOf({ sql }: Statement): string | undefined {
  const trees = parseStatements(sql);
  return trees?.length === 1 ? JSON.stringify(normalForm(trees)) : undefined;
}

const plain = new Set(["create", "alter", "comment", "grant", "revoke", "insert", "copy"]);

/** After it the same text may mean something else, or the object may be another's. */
function mayChangeMeaning({ sql, words }: Statement): boolean {
  if (!plain.has(words[0] ?? "")) return true;
  if (words[0] !== "alter") return false;
  const trees = parseStatements(sql);
  return ["RenameStmt", "AlterObjectSchemaStmt"].some((type) => [...nodesOf(trees, type)].length > 0);
}
