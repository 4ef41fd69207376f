// Who moved, of one drift: each side is asked what it was at the base. What both sides have alike is no drift, and never asked for.

import type { Drift, Moved } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import type { Comparison } from "../compare/diff/diff.ts";
import type { Moves } from "./moves.ts";

export interface Ways {
  /** What is declared now, beside what was declared then. */
  readonly model: Way;
  /** What was live then, beside what is live now. */
  readonly database: Way;
  /** Both sides at the base; undefined where they are one catalog. */
  readonly then: Comparison | undefined;
}

interface Way {
  readonly comparison: Comparison;
  readonly moves: Moves;
}

/** Undefined where neither side is otherwise than it was. */
export function whoMoved(drift: Drift, ways: Ways): Moved | undefined {
  const isModel = hasMoved[drift.type].model(drift, ways);
  const isDatabase = hasMoved[drift.type].database(drift, ways);
  if (isModel) return isDatabase ? "both" : "model";
  return isDatabase ? "database" : undefined;
}

type Answer = (drift: Drift, ways: Ways) => boolean;

const hasMoved: Readonly<Record<Drift["type"], { readonly model: Answer; readonly database: Answer }>> = {
  changed: {
    model: ({ id, attribute = "" }, { model }) =>
      model.comparison.liveOf(id) === undefined || model.moves.changed(id, attribute),
    database: ({ id, liveId = id, attribute = "" }, { database }) =>
      database.comparison.declaredOf(liveId) === undefined || database.moves.changed(liveId, attribute),
  },
  // Declared now, and not live.
  missing: {
    model: ({ id }, { model }) => {
      const before = model.comparison.liveOf(id)?.id;
      return before === undefined || model.moves.touched(id) || model.moves.touched(before);
    },
    database: ({ id }, ways) => wasLive(ways.model.comparison.liveOf(id)?.id, ways),
  },
  // Live now, and not declared.
  unexpected: {
    model: ({ id }, ways) => wasDeclared(ways.database.comparison.declaredOf(id)?.id, ways),
    database: ({ id }, { database }) => {
      const before = database.comparison.declaredOf(id)?.id;
      return before === undefined || database.moves.touched(id) || database.moves.touched(before);
    },
  },
};

/** @param declared what it was declared as at the base */
const wasLive = (declared: ObjectId | undefined, { then }: Ways) =>
  declared !== undefined && (then === undefined || then.liveOf(declared) !== undefined);

/** @param live what it was live as at the base */
const wasDeclared = (live: ObjectId | undefined, { then }: Ways) =>
  live !== undefined && (then === undefined || then.declaredOf(live) !== undefined);
