// A table can only become a partition once it has the checks of the partitioned table.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import { membersOf } from "../catalog/members.ts";
import { dotted, memberId, nameOf, type ObjectId } from "../catalog/object-id.ts";
import { nameInSql } from "../sql/identifier.ts";
import { constraintBody } from "./constraints.ts";
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

function checksAbove({ attributes }: CatalogObject, catalog: Catalog): CatalogObject[] {
  const above = [...catalog.objects.values()].find(
    ({ id, kind }) => kind === "table" && dotted(id) === attributes.partitionOf,
  );
  if (above === undefined) return [];
  const own = membersOf(above.id, "constraint", catalog).filter(
    (each) => each.attributes.expression !== undefined && each.attributes.noInherit !== true,
  );
  return [...own, ...checksAbove(above, catalog)];
}
