// A table can only become a partition once it has the checks of the partitioned table.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { membersOf } from "../catalog/members.ts";
import { memberId, nameOf, type ObjectId } from "../catalog/object-id.ts";
import { nameInSql } from "../sql/identifier.ts";
import { constraintBody } from "./constraints.ts";
import { tableNamed } from "./families.ts";
import { ownName } from "./naming.ts";

/**
 * What gives it those that it lacks; once it is a partition they are the partitioned table's.
 * @param at where the partitioned table is, with its checks
 * @param has does the table have this constraint already?
 */
export function parentsChecks(
  table: CatalogObject,
  at: Catalog,
  has: (constraint: ObjectId) => boolean,
): { readonly sql: string }[] {
  return checksAbove(table, at)
    .filter((check) => !has(memberId("constraint", table.id, nameOf(check.id))))
    .map((check) => ({
      sql: `ALTER TABLE ${nameInSql(table.id)} ADD CONSTRAINT ${ownName(check.id)} ${constraintBody(check)}`,
    }));
}

/** Of its partitioned table or its parents, and of theirs. */
export function checksAbove({ attributes }: CatalogObject, catalog: Catalog): CatalogObject[] {
  const { partitionOf, inherits } = attributes;
  const parents = [partitionOf, ...(Array.isArray(inherits) ? inherits : [])];
  const above = parents.flatMap((name) => tableNamed(name, catalog) ?? []);
  return above.flatMap((table) => [
    ...membersOf(table.id, "constraint", catalog).filter(
      (each) => each.attributes.expression !== undefined && each.attributes.noInherit !== true,
    ),
    ...checksAbove(table, catalog),
  ]);
}
