// SET a.column = … of an update: PostgreSQL wants the column alone there.

import { isTree, nodesOf } from "../../../sql/parse.ts";
import type { Asked, RefusalClass } from "../class.ts";

export const qualifiedTarget: RefusalClass = {
  name: "qualified-target",
  severity: "blocker",
  summary: "columns to set with their table before them",
  claims: ({ code }, asked) =>
    code === "42703" && setsQualified(asked)
      ? {
          advice: "Write the column alone after SET: UPDATE account a SET email = … .",
          source: "https://www.postgresql.org/docs/current/sql-update.html",
        }
      : undefined,
  example: "UPDATE account a SET a.email = $1 WHERE a.id = $2",
  nearMiss: "UPDATE account a SET email = $1 WHERE a.id = $2",
};

function setsQualified({ tree }: Asked): boolean {
  const update = tree?.UpdateStmt;
  if (!isTree(update) || !isTree(update.relation)) return false;
  const alias = isTree(update.relation.alias) ? update.relation.alias.aliasname : undefined;
  const names = [update.relation.relname, alias];
  const targets = Array.isArray(update.targetList) ? update.targetList : [];
  return targets.some((target) => {
    const [result] = nodesOf(target, "ResTarget");
    return result?.indirection !== undefined && names.includes(result.name);
  });
}
