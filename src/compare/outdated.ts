// A migration that is run again when its file changes is pending: what it makes is in the live side as an older file said, which
// nobody has any more. It is counted, and not compared.

import { isDeepStrictEqual } from "node:util";
import type { Catalog, Unread } from "../catalog/catalog.ts";
import type { Step } from "./step.ts";

export const outdated: Step = {
  name: "outdated",
  why: "A repeatable migration whose file changed will run again: what it makes is live as the older file said, which is lost.",
  neverHides: "An object that no changed migration makes: it is the same in the model with and without them.",
  run: (comparison, { beforeOutdated: before }) => {
    if (before === undefined) return comparison;
    const declared = withoutOutdated(comparison.declared, before, comparison.live);
    return { ...comparison, declared };
  },
};

/** @param before the declared catalog without these migrations: what differs there is theirs */
function withoutOutdated(declared: Catalog, before: Catalog, live: Catalog): Catalog {
  const remade = [...declared.objects.values()].filter(
    ({ id, attributes }) => !isDeepStrictEqual(before.objects.get(id)?.attributes, attributes),
  );
  const ids = new Set(remade.map(({ id }) => id));
  const below = [...live.objects.values()].filter(({ id, parent }) => parent && ids.has(parent) && !ids.has(id));
  const reason = "its migration changed after it ran and is pending again";
  const unknown = [...remade, ...below].map(({ id, kind }): Unread => ({ what: kind, count: 1, reason, id }));
  return { ...declared, notCompared: [...declared.notCompared, ...unknown] };
}
