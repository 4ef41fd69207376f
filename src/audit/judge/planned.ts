// What PostgreSQL looks for only when it plans: a unique key for the columns of ON CONFLICT. A statement is planned and not run.

import { isTree } from "../../sql/parse.ts";
import type { Parsed } from "./parsed.ts";

/** The statement that has it planned; undefined where nothing more comes of that. */
export function planOf({ sql, tree }: Parsed): string | undefined {
  const insert = tree?.InsertStmt;
  const clause = isTree(insert) ? insert.onConflictClause : undefined;
  if (!isTree(clause) || !isTree(clause.infer) || clause.infer.indexElems === undefined) return undefined;
  return `EXPLAIN (GENERIC_PLAN, COSTS OFF) ${sql}`;
}
