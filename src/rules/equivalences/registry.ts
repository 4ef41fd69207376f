// Every equivalence. A new one is one file and one line here.

import type { Equivalence } from "./equivalence.ts";

export const equivalences: readonly Equivalence[] = [];

const byName = new Map(equivalences.map((equivalence) => [equivalence.name, equivalence]));

export function equivalenceNamed(name: string): Equivalence | undefined {
  return byName.get(name);
}
