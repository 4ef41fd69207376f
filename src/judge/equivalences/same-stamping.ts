// MySQL's ON UPDATE CURRENT_TIMESTAMP, which pgloader makes a trigger and a function of, where the model has its own for it.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import { membersOf, usersOf } from "../../catalog/members.ts";
import { nameOf, type ObjectId } from "../../catalog/object-id.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { stampName } from "../../pgloader/names.ts";
import { isTree, nodesOf, parseStatements } from "../../sql/parse.ts";
import { stampedColumns } from "../../sql/plpgsql.ts";
import { declined, type Equivalence } from "../equivalence.ts";
import { counterpart, textOf } from "../evidence/facts.ts";
import { namedInCode } from "./named-in-code.ts";

export const sameStamping: Equivalence = {
  name: "same-stamping",
  summary:
    "The row triggers of the table only set columns to now() before an UPDATE, and on both sides they set the same columns.",
  about: { kind: ["trigger", "function"], type: ["missing", "unexpected"] },
  prove: (drift, comparison) => {
    if (drift.type === "changed") return declined("both sides have it, and it differs");
    if (drift.type === "unexpected" && !nameOf(drift.id).startsWith(stampName))
      return declined(`pgloader's name for it would start with ${stampName}`);
    const side = drift.type === "unexpected" ? "live" : "declared";
    const own = comparison[side];
    const object = own.objects.get(drift.id);
    const users = object?.kind === "function" ? usersOf(object.id, own) : [];
    const triggers = object?.kind === "trigger" ? [object] : users.filter(({ kind }) => kind === "trigger");
    if (triggers.length === 0 || triggers.length < users.length)
      return declined("it is neither a trigger nor a function that only triggers call");
    const tables = [...new Set(triggers.map(({ parent }) => parent))];
    const proofs = tables.map((table) => table && stampedOnBothSides(table, side, comparison));
    if (proofs.includes(undefined))
      return declined(
        "the other side has no trigger that only sets the same columns to now() before each UPDATE of a row",
      );
    const named = drift.type === "missing" ? namedInCode(drift.id, comparison) : undefined;
    return named ?? `on both sides each UPDATE of a row sets ${proofs.join("; ")} to now()`;
  },
};

function stampedOnBothSides(table: ObjectId, side: "declared" | "live", comparison: Comparison): string | undefined {
  const other = side === "declared" ? "live" : "declared";
  const twin = counterpart(table, side, comparison);
  const [one, two] = [stamped(table, comparison[side]), twin && stamped(twin.id, comparison[other])];
  return one !== undefined && one === two ? one : undefined;
}

/** The columns that a table's triggers stamp; undefined if one of them does anything else, as triggers see what others did. */
function stamped(table: ObjectId, catalog: Catalog): string | undefined {
  const columns = membersOf(table, "trigger", catalog).map((trigger) => stampedBy(trigger, catalog));
  if (columns.length === 0 || columns.includes(undefined)) return undefined;
  return [...new Set(columns.flatMap((each) => each ?? []))].sort().join(", ");
}

/** The columns that a trigger sets to now() before each UPDATE of a row, if it does nothing else. */
export function stampedBy(trigger: CatalogObject, { objects }: Catalog): readonly string[] | undefined {
  const [statement] = nodesOf(parseStatements(textOf(trigger.attributes.definition) ?? ""), "CreateTrigStmt");
  const [called] = (trigger.uses ?? []).map((id) => objects.get(id)).filter((used) => used?.kind === "function");
  const says = statement?.whenClause ?? statement?.columns ?? statement?.args ?? trigger.attributes.enabled;
  if (!isTree(statement) || called === undefined || says !== undefined || statement.row !== true) return undefined;
  const { language, body, settings, securityDefiner } = called.attributes;
  if (statement.timing !== before || statement.events !== update || language !== "plpgsql") return undefined;
  // With a search_path of its own, now() could be anyone's.
  return settings === undefined && securityDefiner === undefined ? stampedColumns(textOf(body) ?? "") : undefined;
}

// TRIGGER_TYPE_BEFORE and TRIGGER_TYPE_UPDATE of PostgreSQL's trigger.h.
const before = 2;
const update = 16;
