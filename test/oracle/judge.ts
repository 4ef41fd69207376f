// Compares what two readers saw of one step: pg_dump's texts differ exactly when there is drift, and on the same objects.

import type { Drift } from "../../src/catalog/drift.ts";
import { compare } from "../../src/compare/steps.ts";
import { changedEntries, type Entry } from "./dump/entries.ts";
import { isUnreadByUs, isUnseenByDump } from "./exceptions.ts";
import type { Observation } from "./observe.ts";
import { Words } from "./words.ts";

export interface Verdict {
  readonly differs: boolean;
  readonly reported: boolean;
  /** What the dump says and no drift is about. */
  readonly missed: readonly Entry[];
  /** Drift that the dump knows nothing of. */
  readonly unfounded: readonly Drift[];
  /** What one direction of the diff names and the other does not. */
  readonly lopsided: readonly string[];
}

export async function judge(before: Observation, after: Observation): Promise<Verdict> {
  const changed = changedEntries(before.entries, after.entries);
  const { drift } = await compare(before.catalog, after.catalog);
  const words = new Words(before.catalog, after.catalog);
  const ofEntries = new Set(changed.flatMap((entry) => words.ofEntry(entry)));
  const ofDrift = new Set(drift.flatMap((each) => words.ofDrift(each)));
  const left = [...after.entries.values()].filter(isUnreadByUs);
  const isUnread = (entry: Entry) =>
    isUnreadByUs(entry) || left.some(({ type, name }) => type === entry.type && name === entry.name);
  const meets = (some: readonly string[], others: ReadonlySet<string>) => some.some((word) => others.has(word));
  return {
    differs: changed.length > 0,
    reported: drift.length > 0,
    missed: changed.filter(
      (entry) =>
        !isUnread(entry) && !meets(words.ofEntry(entry), ofDrift) && !meets(words.ofEntrysUses(entry), ofDrift),
    ),
    unfounded: drift.filter(
      (each) =>
        !isUnseenByDump(each) && !meets(words.ofDrift(each), ofEntries) && !meets(words.ofDriftsUses(each), ofEntries),
    ),
    lopsided: lopsided(drift, (await compare(after.catalog, before.catalog)).drift),
  };
}

export function isWrong({ missed, unfounded, lopsided }: Verdict): boolean {
  return missed.length + unfounded.length + lopsided.length > 0;
}

function lopsided(forth: readonly Drift[], back: readonly Drift[]): string[] {
  const exchanged = { missing: "unexpected", unexpected: "missing", changed: "changed" } as const;
  const there = forth.map(({ type, id, liveId, attribute }) => told(type, id, liveId ?? id, attribute));
  const here = back.map(({ type, id, liveId, attribute }) => told(exchanged[type], liveId ?? id, id, attribute));
  return [...without(there, here).map((line) => `→ ${line}`), ...without(here, there).map((line) => `← ${line}`)];
}

const told = (type: string, id: string, liveId: string, attribute = "") => `${type} ${id} ${liveId} ${attribute}`;

function without(lines: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
}
