// What --only names: objects by a glob of their ids, with or without the kind, or one attribute. A name that no side has is a mistake.

import type { CatalogObject } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { UsageError } from "../errors.ts";
import { matchesGlob } from "../input/glob.ts";
import { printable } from "../redact.ts";
import type { Said } from "./judged.ts";

export function isNamed({ id, liveId, attribute }: Drift, only: readonly string[]): boolean {
  const names = [id, liveId, attribute && `${id} ${attribute}`].flatMap((name) => name ?? []);
  return only.some((glob) => names.some((name) => isMatch(glob, name)));
}

const isMatch = (glob: string, name: string) =>
  matchesGlob(glob, name) || matchesGlob(glob, name.slice(name.indexOf(":") + 1));

/** @throws UsageError */
export function refuseNamingNothing(only: readonly string[], { drift, comparison }: Said): void {
  for (const glob of only) {
    if (drift.some((each) => isNamed(each, [glob]))) continue;
    const isThere = [comparison.declared, comparison.live].some(({ objects }) =>
      [...objects.values()].some((object) => namesOf(object).some((name) => isMatch(glob, name))),
    );
    if (!isThere) throw new UsageError(`--only ${printable(glob)} matches no object of either side. Correct its name.`);
  }
}

const namesOf = ({ id, attributes }: CatalogObject) => [id, ...Object.keys(attributes).map((name) => `${id} ${name}`)];
