// What a comparison covered: how many objects each side had, and what is there and was not compared.

import type { Catalog } from "../catalog/catalog.ts";
import { kinds } from "../kinds/registry.ts";
import type { NotCompared, Report } from "../reporters/reporter.ts";
import type { Comparison } from "./diff/diff.ts";
import { ownersNotCompared } from "./privileges.ts";

/** Objects looked at, by kind: those that are declared, and what is live besides. */
export function counts({ live, declaredOf }: Comparison, covered: Report["coverage"]): Record<string, number> {
  const counted = Object.fromEntries(Object.entries(covered).map(([kind, { declared }]) => [kind, declared]));
  for (const { id, kind } of live.objects.values()) {
    if (declaredOf(id) === undefined) counted[kind] = (counted[kind] ?? 0) + 1;
  }
  return counted;
}

/** What each side had, kind by kind: what "no drift" is about. */
export function coverage(declared: Catalog, live: Catalog): Report["coverage"] {
  const [ofDeclared, ofLive] = [countByKind(declared), countByKind(live)];
  const present = kinds.filter(({ name }) => ofDeclared.has(name) || ofLive.has(name));
  return Object.fromEntries(
    present.map(({ name }) => [name, { declared: ofDeclared.get(name) ?? 0, live: ofLive.get(name) ?? 0 }]),
  );
}

function countByKind({ objects }: Catalog): Map<string, number> {
  const byKind = new Map<string, number>();
  for (const { kind } of objects.values()) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
  return byKind;
}

export function notCompared(declared: Catalog, live: Catalog, withPrivileges: boolean): NotCompared[] {
  const on = (side: NotCompared["side"], catalog: Catalog) =>
    [...catalog.notCompared, ...ownersNotCompared(catalog, withPrivileges)].map(
      ({ what, count, reason, id, standIn }) => ({
        what,
        side,
        count,
        reason,
        ...(id !== undefined && { id }),
        ...(standIn !== undefined && { standIn }),
      }),
    );
  return [...on("declared", declared), ...on("live", live)];
}
