// What a catalog that is no whole database's can't say: nothing of it is missing there, and nothing is unexpected on the other side.

import type { Catalog, Unread } from "../catalog/catalog.ts";
import { oncePerCatalog } from "../catalog/once.ts";
import { kinds } from "../kinds/registry.ts";
import type { Step } from "./step.ts";

const reason =
  "the other side does not describe the database itself; a live server does, and a dump made with pg_dump --create";

/** What it has of these kinds all the same is compared. Made once: a proof compares one declared catalog thousands of times. */
const withLackOfDatabase = oncePerCatalog((catalog): Catalog => {
  if (catalog.ofDatabase === true) return catalog;
  const lacks = kinds.flatMap(({ name, ofDatabase }): Unread[] =>
    ofDatabase ? [{ what: name, kind: name, count: 0, reason }] : [],
  );
  return { ...catalog, notCompared: [...catalog.notCompared, ...lacks] };
});

export const ofDatabase: Step = {
  name: "of the database",
  why: "A model or a plain dump has no settings of the database itself; a server has.",
  neverHides: "A setting between two sides that are whole databases, or one that the script itself makes.",
  run: ({ declared, live, ...comparison }) => ({
    ...comparison,
    declared: withLackOfDatabase(declared),
    live: withLackOfDatabase(live),
  }),
};
