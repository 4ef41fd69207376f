// Lists of a statement in which the order says nothing: the values of a partition, the columns whose update fires a trigger.

import { nodeOf } from "../expression.ts";
import { isTree, type Tree } from "../parse.ts";
import { isSame } from "./nodes.ts";
import type { Rewriting } from "./rewriting.ts";

export const sets: Rewriting = {
  name: "sets",
  differsIn: "the order of a list whose order has no meaning",
  rewrite: (node) => {
    const trigger = nodeOf(node, "CreateTrigStmt");
    if (trigger !== undefined) return changed(node, "CreateTrigStmt", { ...trigger, columns: sorted(trigger.columns) });
    const table = nodeOf(node, "CreateStmt");
    if (table === undefined || !isTree(table.partbound)) return undefined;
    const partbound = { ...table.partbound, listdatums: sorted(table.partbound.listdatums) };
    return changed(node, "CreateStmt", { ...table, partbound });
  },
};

const sorted = (list: unknown) =>
  Array.isArray(list) ? list.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : list;

function changed(node: Tree, type: string, statement: Tree): Tree | undefined {
  const rewritten = { [type]: statement };
  return isSame(rewritten, node) ? undefined : rewritten;
}
