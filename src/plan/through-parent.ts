// What belongs to the parent of a partition or child: PostgreSQL changes it only there, one statement for all of them.

import type { CatalogObject } from "../catalog/catalog.ts";
import { memberId, nameOf, type ObjectId } from "../catalog/object-id.ts";
import { contextOf } from "../ddl/context.ts";
import { descendants } from "../ddl/families.ts";
import { checksAbove } from "../ddl/parents-checks.ts";
import type { Alteration, Changes } from "./changes.ts";
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

/**
 * The checks that PostgreSQL wants of a table which becomes a partition or a child: they are not dropped before. A partition's are its
 * parent's then.
 */
export function wantedByParents({ dropped, altered }: Changes, attribute: "partitionOf" | "inherits", world: World) {
  const { from, to } = world;
  const moving = altered.filter(({ attributes }) => attributes.includes(attribute));
  const wanted = moving.flatMap((change) =>
    checksAbove(change.to, to)
      .map((check) => ({ check, own: from.objects.get(memberId("constraint", change.from.id, nameOf(check.id))) }))
      .filter(({ check, own }) => own?.attributes.expression === check.attributes.expression)
      .flatMap(({ own }) => own?.id ?? []),
  );
  return new Set(wanted.filter((id) => dropped.has(id)));
}

const keyOf = (id: ObjectId, attribute: string) => `${id} ${attribute}`;

/** The columns of partitions and children, now and then, that change with this one. */
export function below({ id, kind, parent }: CatalogObject, attribute: string, { from, to }: World): ObjectId[] {
  if (kind !== "column" || parent === undefined || !withParent.has(attribute)) return [];
  const [now, then] = [from, to].map((side) => new Set(descendants(parent, contextOf(side))));
  return [...(now ?? [])].filter((table) => then?.has(table)).map((table) => memberId("column", table, nameOf(id)));
}
