// What one side does not know is no drift: what could not be read there, and what such a source can't express.

import type { Catalog, Side, Unread } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { kindOf } from "../catalog/object-id.ts";
import type { Comparison } from "./diff/diff.ts";
import type { InProgress, Step } from "./step.ts";

export const unknown: Step = {
  name: "unknown",
  why: "An object that one side could not read, or that its source cannot express, is unknown there and not missing.",
  neverHides:
    "Anything that the side did express: SQL that comes with a model is compared; only the other side's surplus is counted.",
  run: withoutUnknown,
};

/** Each difference that is set aside is counted in the `notCompared` of the side that has it. */
function withoutUnknown(comparison: InProgress): InProgress {
  const [declared, live] = [inexpressible("declared", comparison), inexpressible("live", comparison)];
  const isRead = withoutUnread(comparison);
  const drift = comparison.drift.filter((each) => isRead(each) && !declared.isOne(each) && !live.isOne(each));
  return {
    ...comparison,
    drift,
    declared: withCounts(comparison.declared, live.counted()),
    live: withCounts(comparison.live, declared.counted()),
  };
}

function withCounts(catalog: Catalog, surplus: readonly Unread[]): Catalog {
  const own = catalog.notCompared.filter((each) => !isLack(each));
  return own.length === catalog.notCompared.length && surplus.length === 0
    ? catalog
    : { ...catalog, notCompared: [...own, ...surplus] };
}

/** What could not be read on one side is neither missing there nor unexpected on the other. */
function withoutUnread({ declared, live }: Comparison): (drift: Drift) => boolean {
  const unread = [...declared.notCompared, ...live.notCompared].filter((each) => !isLack(each));
  const unknown = new Set<string | undefined>(
    unread.flatMap(({ id, standIn, attributes = [] }) => [standIn === undefined ? id : undefined, ...attributes]),
  );
  const kindsUnknown = new Set(unread.map(({ kind }) => kind));
  return ({ id, attribute }) => !unknown.has(id) && !unknown.has(`${id} ${attribute}`) && !kindsUnknown.has(kindOf(id));
}

const isLack = ({ kind, count }: Unread) => kind !== undefined && count === 0;

/**
 * A source that can't express a kind says nothing of it. What it nevertheless has of it (DDL that a model brought along) is
 * compared, so that only the other side's surplus is set aside.
 */
function inexpressible(side: Side, { [side]: catalog, drift }: Comparison) {
  const surplus = side === "declared" ? "unexpected" : "missing";
  const lacks = new Map(
    catalog.notCompared.filter(isLack).map((each) => [keyOf(each.kind, each.attribute), { each, drifts: 0 }]),
  );
  const lackOf = (each: Drift) => {
    if (each.type === surplus) return lacks.get(keyOf(kindOf(each.id)));
    return each.type === "changed" && each[side] === null
      ? lacks.get(keyOf(kindOf(each.id), each.attribute))
      : undefined;
  };
  for (const each of drift) {
    const lack = lackOf(each);
    if (lack !== undefined) lack.drifts += 1;
  }
  return {
    isOne: (each: Drift) => lackOf(each) !== undefined,
    counted: (): Unread[] =>
      [...lacks.values()]
        .filter(({ drifts }) => drifts > 0)
        .map(({ each: { what, reason }, drifts }) => ({ what, reason, count: drifts })),
  };
}

const keyOf = (kind = "", attribute?: string) => (attribute === undefined ? kind : `${kind}.${attribute}`);
