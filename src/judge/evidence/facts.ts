// What equivalences ask of two catalogs: the two columns of a drift, the enum or the sequence of a column, its permitted labels.

import type { AttributeValue, Catalog, CatalogObject, Side } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { membersOf } from "../../catalog/members.ts";
import { kindOf, nameOf, type ObjectId, objectId, parseObjectId } from "../../catalog/object-id.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { type Membership, membershipOf, parseExpression, parseType } from "../../sql/expression.ts";

/** Both objects of a drift that is there on both sides. */
export function bothSides(
  { id, liveId }: Drift,
  { declared, live }: Comparison,
): { declared: CatalogObject; live: CatalogObject } | undefined {
  const [one, other] = [declared.objects.get(id), live.objects.get(liveId ?? id)];
  return one && other && { declared: one, live: other };
}

/** The side that has what the other lacks, and both catalogs as seen from it; undefined where both have the object. */
export function oneSided({ type }: Drift, { declared, live }: Comparison) {
  if (type === "changed") return undefined;
  const side: Side = type === "missing" ? "declared" : "live";
  return side === "declared" ? { side, own: declared, other: live } : { side, own: live, other: declared };
}

/** The object of the other side that this one is paired with. */
export function counterpart(id: ObjectId, of: Side, { liveOf, declaredOf }: Comparison): CatalogObject | undefined {
  return of === "declared" ? liveOf(id) : declaredOf(id);
}

export function textOf(value: AttributeValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function listOf(value: AttributeValue | undefined): readonly string[] {
  return Array.isArray(value) ? value : [];
}

/** The sequence that a column draws its default from, if the column owns it. */
export function ownedSequence(column: CatalogObject, { objects }: Catalog): CatalogObject | undefined {
  const used = (column.uses ?? []).map((id) => objects.get(id));
  return used.find((object) => object?.kind === "sequence" && object.parent === column.id);
}

/** The strings that a column may hold, if they are listed: by its enum type, or by its one CHECK. */
export interface Labels {
  readonly labels: readonly string[];
  readonly by: "enum" | "check";
}

export function labelsOf(column: CatalogObject, catalog: Catalog): Labels | undefined {
  const type = parseType(textOf(column.attributes.type) ?? "");
  const used = (column.uses ?? []).map((id) => catalog.objects.get(id)).find((object) => object?.kind === "enum");
  if (used !== undefined) return { labels: listOf(used.attributes.labels), by: "enum" };
  if (type?.dimensions !== 0 || (type.name !== "varchar" && type.name !== "text")) return undefined;
  const checks = membersOf(column.parent, "constraint", catalog).flatMap((constraint) => {
    const membership = membershipCheck(constraint);
    return membership?.column === nameOf(column.id) ? [membership] : [];
  });
  const [only] = checks;
  const longest = type.modifiers[0] ?? Number.POSITIVE_INFINITY;
  if (only === undefined || checks.length > 1 || only.labels.some((label) => [...label].length > longest))
    return undefined;
  return { labels: only.labels, by: "check" };
}

/** What a CHECK permits, if membership of one column is all that it says and it holds for every row. */
export function membershipCheck({ attributes }: CatalogObject): Membership | undefined {
  if (attributes.type !== "CHECK" || attributes.notValid || attributes.notEnforced) return undefined;
  const tree = parseExpression(textOf(attributes.expression) ?? "");
  return tree && membershipOf(tree);
}

/**
 * Do both sides permit the same strings? Two enums must agree in their order too, as it is how they sort. A declared enum that lives
 * as a CHECK is another type: what casts to its name, as drivers do, fails.
 */
export function sameLabels(declared: Labels | undefined, live: Labels | undefined): boolean {
  if (declared === undefined || live?.by !== "enum") return false;
  const [a, b] =
    declared.by === "enum" ? [declared.labels, live.labels] : [sorted(declared.labels), sorted(live.labels)];
  return a.length === b.length && a.every((label, at) => label === b[at]);
}

const sorted = (labels: readonly string[]) => [...new Set(labels)].sort();

/** The column of a table by its name. */
export function columnOf(table: ObjectId | undefined, name: string, { objects }: Catalog): CatalogObject | undefined {
  return table && objects.get(objectId("column", [...parseObjectId(table).path, name]));
}

/** Whether a value may be longer than the third of a page that an entry of a btree may have: the row is refused then. */
export function mayOutgrowIndex({ attributes }: CatalogObject): boolean {
  const type = parseType(textOf(attributes.type) ?? "");
  if (type === undefined || type.dimensions > 0) return true;
  const longest = 660; // characters of up to four bytes
  return lengthy.has(type.name) && (type.modifiers[0] ?? Number.POSITIVE_INFINITY) > longest;
}

const lengthy = new Set(["text", "varchar", "bpchar", "bytea", "jsonb", "bit", "varbit", "numeric"]);

/** Does it stand for a column of another server's? */
export const isForeign = ({ parent }: CatalogObject) => parent !== undefined && kindOf(parent) === "foreign table";
