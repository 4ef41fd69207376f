// What a script lost, a line a reason: a dump of another server's grants may lose hundreds for one. What is known by its object
// stays by itself, as the comparison asks for it.

import type { Unread } from "../catalog/catalog.ts";

/** With what the server called the failure, where it did. */
export interface Lost extends Unread {
  /** SQLSTATE. */
  readonly code?: string;
}

/** Those of one sort that failed for one reason are one, with their number and the first one's place. */
export function countedByReason(lost: readonly Lost[]): Unread[] {
  const groups = new Map<string, Lost[]>();
  for (const [at, each] of lost.entries()) {
    const { what, code, id, attributes, kind, attribute } = each;
    const isAlone = id !== undefined || attributes !== undefined || code === undefined;
    const key = isAlone ? String(at) : JSON.stringify([what, code, kind, attribute]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map(summed);
}

function summed(group: readonly Lost[]): Unread {
  const [{ code, ...first } = { what: "", count: 0, reason: "" }] = group;
  if (group.length === 1) return first;
  const count = group.reduce((sum, each) => sum + each.count, 0);
  return { ...first, count, reason: `${first.reason}, and ${count - 1} more like it` };
}
