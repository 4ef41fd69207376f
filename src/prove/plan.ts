// Which mutations are to be tried, and which are decided already.

import type { Catalog } from "../catalog/catalog.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { mutationsOf } from "./generate.ts";
import type { Mutation } from "./mutation.ts";
import type { Judged, Sides } from "./sides.ts";
import { hidersOf } from "./verdict.ts";
import { World } from "./world.ts";

export interface Plan {
  readonly open: readonly Mutation[];
  readonly covered: number;
}

/** What stands in a table that nobody declared is told with the table where that is reported: it needs no trial. */
export function planOf(catalog: Catalog, unmutated: Judged, sides: Sides): Plan {
  const { comparison } = unmutated;
  const declaredOf = (id: ObjectId) => comparison.declaredOf(sides.mapped(id));
  const major = Math.min(...[sides.declared, catalog].map(({ server }) => Number.parseInt(server, 10)));
  const open: Mutation[] = [];
  let covered = 0;
  const world = new World(catalog);
  const isCompared = (id: ObjectId) => comparison.live.objects.has(sides.mapped(id));
  for (const mutation of mutationsOf(world, { isDeclared: (id) => declaredOf(id) !== undefined, major })) {
    // The schema whose name another is read under is not there for the comparison.
    if (mutation.type !== "unexpected" && !isCompared(mutation.subject)) continue;
    const home = catalog.objects.get(mutation.home);
    const isOfUndeclared =
      home !== undefined && mutation.subject !== home.id && home.kind === "table" && declaredOf(home.id) === undefined;
    if (isOfUndeclared && hidersOf(sides.mapped(home.id), unmutated).length === 0) covered += 1;
    else open.push(mutation);
  }
  return { open, covered };
}
