// MariaDB and MySQL 5 say RESTRICT where nothing was said. The two differ only when the check can wait, or one statement puts a key back.

import type { CatalogObject } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { nameOf, objectId, parseObjectId } from "../../catalog/object-id.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { isTree, nodesOf } from "../../sql/parse.ts";
import { declined, type Equivalence, oneSideOnly, type Refusal } from "../equivalence.ts";
import { bothSides, listOf } from "../evidence/facts.ts";
import { routinesOf, type StoredRoutine } from "../evidence/routines.ts";
import { saidInCode } from "./named-in-code.ts";

/** Since PostgreSQL 18 the two raise errors of different names. */
function keptByHandler(comparison: Comparison): Refusal | undefined {
  const errors = ["foreign_key_violation", "restrict_violation", "23503", "23001"];
  return Number.parseInt(comparison.live.server, 10) < 18
    ? undefined
    : saidInCode(
        errors,
        comparison,
        "expects the error of one of the two; since PostgreSQL 18 the other raises another one",
      );
}

/** One UPDATE may move keys onto each other's values, which only NO ACTION allows. */
function keptByUpdate({ attribute }: Drift, { attributes: own }: CatalogObject, { live }: Comparison) {
  if (attribute !== "onUpdate") return undefined;
  const table = objectId("table", parseObjectId(`table:${own.references}`).path);
  const keys = listOf(own.referencedColumns);
  const moves = ({ parts }: StoredRoutine) =>
    [
      ...nodesOf(
        parts?.map(({ tree }) => tree),
        "UpdateStmt",
      ),
    ].some(
      ({ relation, targetList }) =>
        isTree(relation) &&
        relation.relname === nameOf(table) &&
        [...nodesOf(targetList, "ResTarget")].some(({ name }) => keys.includes(String(name))),
    );
  const by = routinesOf(table, live).find(moves)?.id;
  return by && declined(`${by} updates the referenced key and may swap it with another row's`);
}

export const restrictAsNoAction: Equivalence = {
  name: "restrict-as-no-action",
  summary: "`NO ACTION` on one side, `RESTRICT` on the other, neither deferrable.",
  about: { kind: ["constraint"], type: ["changed"], attribute: ["onDelete", "onUpdate"] },
  prove: (drift, comparison) => {
    const objects = bothSides(drift, comparison);
    if (objects === undefined) return oneSideOnly;
    if ([drift.declared, drift.live].sort().join() !== "NO ACTION,RESTRICT")
      return declined(`${drift.declared} and ${drift.live} are not NO ACTION and RESTRICT`);
    if (objects.declared.attributes.deferrable || objects.live.attributes.deferrable)
      return declined("a deferrable foreign key checks NO ACTION at the end of the transaction, RESTRICT at once");
    return (
      keptByHandler(comparison) ??
      keptByUpdate(drift, objects.live, comparison) ??
      "both refuse the change, and neither is deferrable. They differ in the error's SQLSTATE (23503, 23001), and only NO ACTION allows a statement that restores the referenced key itself (an UPDATE that swaps keys, a trigger, a WITH that changes data)"
    );
  },
};
