// The schema that most targets have, where nothing is declared: each object as most have it. What is everybody's own is nobody's,
// and so it is unexpected wherever it is.

import type { Catalog, CatalogObject, Unread } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { UsageError } from "../errors.ts";

/** What a user writes for the declared side. */
export const majorityLocator = "majority";

/** Of two databases none is the majority. */
const fewest = 3;

interface Variant {
  readonly object: CatalogObject;
  readonly spelled: string;
  count: number;
}

/** @throws UsageError where there are too few to tell */
export function majorityOf(catalogs: readonly Catalog[]): Catalog {
  if (catalogs.length < fewest)
    throw new UsageError(
      `--declared ${majorityLocator}: ${catalogs.length} of the targets could be read, and at least ${fewest} are needed.`,
    );
  const server = mostFrequent(catalogs.map((each) => each.server));
  // Each version of PostgreSQL spells its expressions in its own way.
  const alike = catalogs.filter((each) => majorOf(each) === server.split(".")[0]);
  const variants = new Map<ObjectId, Variant[]>();
  for (const { objects } of alike) for (const object of objects.values()) count(object, variants);
  const objects = new Map<ObjectId, CatalogObject>();
  for (const [id, all] of variants) {
    const having = all.reduce((sum, each) => sum + each.count, 0);
    if (having * 2 > alike.length) objects.set(id, winnerOf(all).object);
  }
  const [first] = alike;
  return {
    server,
    ...(first?.privileges && { privileges: true }),
    ...(first?.ofDatabase && { ofDatabase: true }),
    found: `the majority of ${alike.length} targets`,
    objects,
    notCompared: unreadOf(alike),
  };
}

const majorOf = ({ server }: Catalog) => server.split(".")[0];

function count(object: CatalogObject, variants: Map<ObjectId, Variant[]>): void {
  const { kind, parent, attributes } = object;
  const spelled = JSON.stringify([
    kind,
    parent ?? null,
    Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  const all = variants.get(object.id) ?? [];
  const same = all.find((each) => each.spelled === spelled);
  if (same === undefined) variants.set(object.id, [...all, { object, spelled, count: 1 }]);
  else same.count += 1;
}

/** Of two that as many have, always the same one. */
const winnerOf = (all: readonly Variant[]): Variant =>
  all.reduce((best, each) =>
    each.count > best.count || (each.count === best.count && each.spelled < best.spelled) ? each : best,
  );

function mostFrequent(all: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1);
  const [best] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return best?.[0] ?? "";
}

/** What most could not read, nobody is told to lack. */
function unreadOf(catalogs: readonly Catalog[]): readonly Unread[] {
  const counts = new Map<string, { readonly unread: Unread; count: number }>();
  for (const { notCompared } of catalogs)
    for (const unread of notCompared) {
      const key = JSON.stringify(unread);
      const before = counts.get(key);
      if (before === undefined) counts.set(key, { unread, count: 1 });
      else before.count += 1;
    }
  return [...counts.values()].filter(({ count: having }) => having * 2 > catalogs.length).map(({ unread }) => unread);
}
