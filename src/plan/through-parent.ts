// What PostgreSQL changes in a column of a partition or child only together with its parent's: one statement for all of them.

import type { CatalogObject } from "../catalog/catalog.ts";
import { memberId, nameOf, type ObjectId } from "../catalog/object-id.ts";
import { contextOf } from "../ddl/context.ts";
import { descendants } from "../ddl/families.ts";
import type { Alteration } from "./changes.ts";
import type { World } from "./world.ts";

// "cannot alter inherited column": https://www.postgresql.org/docs/18/ddl-inherit.html
const withParent = new Set(["type", "collation", "generated", "expression"]);

/** Without what a statement about a parent's column does, too. */
export function withoutInherited(altered: readonly Alteration[], world: World): readonly Alteration[] {
  const taken = new Set(
    altered.flatMap(({ to, attributes }) =>
      attributes.flatMap((attribute) => below(to, attribute, world).map((id) => keyOf(id, attribute))),
    ),
  );
  if (taken.size === 0) return altered;
  return altered.flatMap((change) => {
    const attributes = change.attributes.filter((attribute) => !taken.has(keyOf(change.to.id, attribute)));
    return attributes.length === 0 ? [] : [{ ...change, attributes }];
  });
}

const keyOf = (id: ObjectId, attribute: string) => `${id} ${attribute}`;

/** The columns of partitions and children, now and then, that change with this one. */
export function below({ id, kind, parent }: CatalogObject, attribute: string, { from, to }: World): ObjectId[] {
  if (kind !== "column" || parent === undefined || !withParent.has(attribute)) return [];
  const [now, then] = [from, to].map((side) => new Set(descendants(parent, contextOf(side))));
  return [...(now ?? [])].filter((table) => then?.has(table)).map((table) => memberId("column", table, nameOf(id)));
}
