// Columns in another order. Statements that name their columns don't notice; what is stored with the table may not name them.

import type { Catalog } from "../../catalog/catalog.ts";
import { dotted, nameOf, type ObjectId } from "../../catalog/object-id.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { parseType } from "../../sql/expression.ts";
import { namesIn } from "../../sql/names.ts";
import { isTree, nodesOf } from "../../sql/parse.ts";
import { declined, type Equivalence, oneSideOnly, type Refusal } from "../equivalence.ts";
import { bothSides, textOf } from "../evidence/facts.ts";
import { readersOf } from "../evidence/readers.ts";
import { routinesOf, type StoredRoutine } from "../evidence/routines.ts";
import { isOnly, isRow } from "../evidence/uses.ts";

export const sameByName: Equivalence = {
  name: "same-by-name",
  summary: "The columns are the same, and no view or function in the database uses them by position.",
  about: { kind: ["table"], type: ["changed"], attribute: ["columnOrder"] },
  prove: (drift, comparison) => {
    const table = bothSides(drift, comparison)?.live.id;
    if (table === undefined) return oneSideOnly;
    return takenByPlace(table, comparison) ?? "statements that name the table's columns give the same results";
  },
};

function takenByPlace(table: ObjectId, { live }: Comparison): Refusal | undefined {
  const reader = readersOf(table, live).find(({ tree }) => !isOnly(tree, byName))?.id;
  const by =
    reader ?? rowIn(table, live) ?? routinesOf(table, live).find((each) => goesByPlace(each, nameOf(table)))?.id;
  return by && declined(`${by} uses the columns of ${table} by position`);
}

/** Nothing but a whole row goes by places. */
const byName = { names: new Set<string>(), isPeer: () => false, isHandedOn: false };

/** A column whose values are rows of the table. */
function rowIn(table: ObjectId, { objects }: Catalog): ObjectId | undefined {
  const isOfTable = (type: string) => type.includes(nameOf(table)) && parseType(type)?.name === unquoted(table);
  return [...objects.values()].find(
    ({ kind, attributes }) => kind === "column" && isOfTable(textOf(attributes.type) ?? ""),
  )?.id;
}

const unquoted = (table: ObjectId) => dotted(table).replaceAll('"', "");

function goesByPlace({ names, parts, returns = "" }: StoredRoutine, table: string): boolean {
  // One that can't be read may still be seen to write rows.
  if (parts === undefined) return ["insert", "merge", "copy"].some((word) => names.has(word));
  const returnsRows = namesIn(returns).has(table);
  return parts.some(({ tree, isReturned, isKept }) => {
    if (returnsRows && isReturned) return [...nodesOf(tree, "ResTarget")].some(({ val }) => !isRow(val));
    return writesByPlace(tree, table) || !isOnly(tree, { ...byName, isHandedOn: isKept });
  });
}

/** INSERT, MERGE and COPY that name no columns. */
function writesByPlace(tree: unknown, table: string): boolean {
  const isOurs = (relation: unknown) => isTree(relation) && relation.relname === table;
  const inserts = [...nodesOf(tree, "InsertStmt")].some(({ relation, cols }) => isOurs(relation) && cols === undefined);
  const copies = [...nodesOf(tree, "CopyStmt")].some(
    ({ relation, attlist }) => isOurs(relation) && attlist === undefined,
  );
  const merges = [...nodesOf(tree, "MergeStmt")].some(
    ({ relation, mergeWhenClauses }) =>
      isOurs(relation) &&
      [...nodesOf(mergeWhenClauses, "MergeWhenClause")].some(
        ({ commandType, targetList, values }) =>
          commandType === "CMD_INSERT" && targetList === undefined && values !== undefined,
      ),
  );
  return inserts || copies || merges;
}
