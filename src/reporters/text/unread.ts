// What was not compared, for a person: one line a reason, with its number on each side. JSON lists each object.

import { printable } from "../../redact.ts";
import type { NotCompared } from "../reporter.ts";

/** Of the objects that one reason is about, so many by name. */
const mostNamed = 3;

export function unreadLines(notCompared: readonly NotCompared[]): string[] {
  const groups = new Map<string, NotCompared[]>();
  for (const each of notCompared) {
    const key = JSON.stringify([each.what, each.reason, each.id === undefined]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()].map(line);
}

function line(group: readonly NotCompared[]): string {
  const [{ what, reason } = { what: "", reason: "" }] = group;
  const ids = [...new Set(group.flatMap(({ id }) => id ?? []))];
  const counts = [...sidesOf(group)].map(([side, count]) => (ids.length === 1 ? side : `${count} ${side}`));
  const named = ids.length < 2 ? (ids[0] ?? what) : `${what} (${listed(ids)})`;
  return printable(`Not compared: ${named}, ${counts.join(", ")} (${reason}).`);
}

function sidesOf(group: readonly NotCompared[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { side, count } of group) counts.set(side, (counts.get(side) ?? 0) + count);
  return counts;
}

function listed(ids: readonly string[]): string {
  const more = ids.length - mostNamed;
  return [...ids.slice(0, mostNamed), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
