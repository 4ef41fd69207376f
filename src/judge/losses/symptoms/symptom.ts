// What a symptom is, and what symptoms share: the two objects of a drift, and what else stands on their table.

import type { Attributes, Catalog, CatalogObject, Side } from "../../../catalog/catalog.ts";
import type { Drift } from "../../../catalog/drift.ts";
import { membersOf } from "../../../catalog/members.ts";
import { kindOf, nameOf } from "../../../catalog/object-id.ts";
import type { Comparison } from "../../../compare/diff/diff.ts";
import { parseExpression } from "../../../sql/expression.ts";
import { columnsIn } from "../../../sql/index-key.ts";
import { stampedBy } from "../../equivalences/same-stamping.ts";
import { textOf } from "../../evidence/facts.ts";

/** A small question about a drift that tells one class from another. PostgreSQL's parser is loaded by then. */
export type Symptom = (drift: Drift, comparison: Comparison) => boolean;

export type Symptoms = Readonly<Record<string, Symptom>>;

/** The object of a drift on one side, if it is there. */
export function objectOn(side: Side, { id, liveId }: Drift, comparison: Comparison): CatalogObject | undefined {
  return comparison[side].objects.get(side === "live" ? (liveId ?? id) : id);
}

/** All attributes of an object that one side lacks. */
export function whole({ declared, live }: Drift): Attributes {
  const value = declared ?? live;
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Attributes) : {};
}

export const on =
  (side: Side, is: (object: CatalogObject, catalog: Catalog) => boolean): Symptom =>
  (drift, comparison) => {
    const object = objectOn(side, drift, comparison);
    return object !== undefined && is(object, comparison[side]);
  };

export const hasDomain = ({ uses }: CatalogObject) => uses?.some((id) => kindOf(id) === "domain") === true;

/** One that only sets columns to now() before an UPDATE refuses nothing, and does nothing at an INSERT. */
const hasTrigger = (column: CatalogObject, catalog: Catalog) =>
  membersOf(column.parent, "trigger", catalog).some((trigger) => stampedBy(trigger, catalog) === undefined);

/** Nothing but the column's own type and NOT NULL says what it takes: no CHECK, no domain, no trigger. */
export function isUnchecked(column: CatalogObject, catalog: Catalog): boolean {
  if (hasDomain(column) || hasTrigger(column, catalog)) return false;
  const checks = membersOf(column.parent, "constraint", catalog).filter(
    ({ attributes }) => attributes.type === "CHECK",
  );
  return !checks.some((check) => names(check, nameOf(column.id)));
}

function names({ attributes }: CatalogObject, column: string): boolean {
  const tree = parseExpression(textOf(attributes.expression) ?? "");
  return tree === undefined || columnsIn(tree).some((name) => name === column || name === "*");
}

/** Nothing gives a row a value where the statement gives none: no trigger, no domain, no parent of a partition. */
export function isUnfilled(column: CatalogObject, catalog: Catalog): boolean {
  const { identity, generated } = column.attributes;
  const table = column.parent && catalog.objects.get(column.parent);
  return (
    (identity ?? generated) === undefined &&
    !hasDomain(column) &&
    !hasTrigger(column, catalog) &&
    table?.attributes.partitionOf === undefined
  );
}
