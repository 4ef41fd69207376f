// Where two readings of one schema differ, in anything that a catalog holds: no rule explains any of it.

import { isDeepStrictEqual } from "node:util";
import type { Catalog, CatalogObject } from "../../src/catalog/catalog.ts";

export function differences(before: Catalog, after: Catalog): string[] {
  const changed = [...before.objects.values()].flatMap((object) => {
    const again = after.objects.get(object.id);
    return again === undefined ? [`missing ${object.id}`] : ofObject(object, again);
  });
  const more = [...after.objects.keys()].filter((id) => !before.objects.has(id)).map((id) => `unexpected ${id}`);
  return [...changed, ...more, ...ofOrder(before, after)];
}

function ofObject(before: CatalogObject, after: CatalogObject): string[] {
  const names = new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)]);
  const changed = [...names].filter((name) => !isDeepStrictEqual(before.attributes[name], after.attributes[name]));
  const told = changed.map(
    (name) =>
      `${before.id} ${name}: ${JSON.stringify(before.attributes[name])} → ${JSON.stringify(after.attributes[name])}`,
  );
  const uses = [before, after].map((each) => [...(each.uses ?? [])].sort());
  return [
    ...told,
    ...(before.parent === after.parent ? [] : [`${before.id} belongs to ${before.parent} → ${after.parent}`]),
    ...(isDeepStrictEqual(uses[0], uses[1]) ? [] : [`${before.id} uses ${uses[0]} → ${uses[1]}`]),
  ];
}

function ofOrder(before: Catalog, after: Catalog): string[] {
  const [one, other] = [ordersOf(before), ordersOf(after)];
  return [...one].flatMap(([parent, order]) =>
    isDeepStrictEqual(order, other.get(parent)) ? [] : [`order in ${parent}`],
  );
}

function ordersOf({ objects }: Catalog): Map<string, string[]> {
  const orders = new Map<string, string[]>();
  const placed = [...objects.values()].filter(({ ordinal }) => ordinal !== undefined);
  for (const { id, parent = "" } of placed.sort((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0)))
    orders.set(parent, [...(orders.get(parent) ?? []), id]);
  return orders;
}
