// How far a database is in a history of migrations, by what its version table says. Pure: reads nothing.

import type { Revision } from "./revision.ts";
import type { History, MigrationTool, Recorded } from "./tool.ts";

export interface Progress {
  /** Ids of the history that have run. */
  readonly applied: readonly string[];
  /** What has not run yet, or will run again, in the tool's order. */
  readonly pending: readonly Revision[];
  /** Recorded ids that the folder does not have: the database is ahead of it, or elsewhere. */
  readonly unknown: readonly string[];
}

export function progressOf(
  { recordsEach }: MigrationTool,
  history: History,
  { ids, outdated = [] }: Recorded,
): Progress {
  const revisions = unsquashed(history.revisions, history, ids);
  const byId = new Map(revisions.map((revision) => [revision.id, revision]));
  const applied = new Set<string>();
  const add = (id: string): void => {
    const revision = byId.get(id);
    if (revision === undefined || applied.has(id)) return;
    applied.add(id);
    if (!recordsEach) for (const parent of revision.parents) add(parent);
  };
  for (const id of ids) add(id);
  return {
    applied: revisions.filter(({ id }) => applied.has(id)).map(({ id }) => id),
    pending: revisions.filter(({ id }) => !applied.has(id) || outdated.includes(id)),
    unknown: ids.filter((id) => !byId.has(id)),
  };
}

/** The revisions, with those in the place of a squashed one that it stands for, where a part of them is recorded. */
export function unsquashed(
  revisions: readonly Revision[],
  { replaced = [] }: History,
  ids: readonly string[],
): readonly Revision[] {
  const originals = new Map(replaced.map((each) => [each.id, each]));
  return revisions.flatMap((revision) => {
    const of = (revision.replaces ?? []).flatMap((id) => originals.get(id) ?? []);
    const isHalfDone = of.length === revision.replaces?.length && of.some(({ id }) => ids.includes(id));
    return isHalfDone && !ids.includes(revision.id) ? of : [revision];
  });
}
