// A whole catalog as statements, in an order in which a new database takes them. What can't be written is told with its reason,
// and so is what needs that.

import type { Catalog } from "../catalog/catalog.ts";
import { dotted, kindOf, type ObjectId, objectId } from "../catalog/object-id.ts";
import { asPrinted } from "./as-printed.ts";
import { contextOf } from "./context.ts";
import { inCircles, ordered } from "./order.ts";
import { type Part, partsOf, stepsOf } from "./parts.ts";
import type { Refusal, Statement } from "./statement.ts";

export interface Created {
  readonly statements: readonly Statement[];
  /** Also what was written in part. */
  readonly refused: readonly Refusal[];
}

/** `loadParser` must have been awaited. */
export function createAll(catalog: Catalog): Created {
  const whole = arranged(catalog, new Set());
  if (whole.circle.length === 0) return whole;
  return arranged(catalog, new Set(whole.circle));
}

/** @returns with those that need each other, and so were left out */
function arranged(catalog: Catalog, apart: ReadonlySet<ObjectId>): Created & { readonly circle: readonly ObjectId[] } {
  const { parts, refused } = partsOf(contextOf(catalog, apart));
  const { kept, lost } = withoutDependents(parts, refused);
  const steps = stepsOf(kept);
  const { order, left } = ordered(steps);
  const circle = idsOf(inCircles(steps, left), kept);
  const others = idsOf(left, kept).filter((id) => !circle.includes(id));
  return {
    statements: [...withoutPublic(catalog), ...order.flatMap((at) => kept[at]?.statement ?? [])].map((each) => ({
      ...each,
      sql: asPrinted(each.sql),
    })),
    refused: [
      ...refused,
      ...lost,
      ...circle.map((id) => ({
        id,
        reason: `It needs ${toldOf(circle.filter((each) => each !== id))}, which needs it`,
      })),
      ...others.map((id) => ({ id, reason: `It needs what could not be written` })),
      ...order.flatMap((at) => lackingIn(kept[at])),
    ],
    circle,
  };
}

/** A new database has it. */
function withoutPublic({ objects }: Catalog): Statement[] {
  const isThere = objects.size === 0 || objects.has(objectId("schema", ["public"]));
  return isThere ? [] : [{ sql: "DROP SCHEMA IF EXISTS public" }];
}

const idsOf = (places: readonly number[], parts: readonly Part[]) => [
  ...new Set(places.flatMap((at) => parts[at]?.object.id ?? [])),
];

const toldOf = ([first, ...more]: readonly ObjectId[]) =>
  first === undefined ? "itself" : `${kindOf(first)} ${dotted(first)}${more.length === 0 ? "" : " and others"}`;

function lackingIn(part: Part | undefined): Refusal[] {
  const lacks = part?.statement.lacks;
  return part === undefined || lacks === undefined ? [] : [{ id: part.object.id, reason: lacks }];
}

/** What needs an object that is refused is refused with it, over however many steps. */
function withoutDependents(parts: readonly Part[], refused: readonly Refusal[]) {
  const gone = new Map(refused.map(({ id }) => [id, id]));
  const lost: Refusal[] = [];
  let kept = parts;
  for (let before = -1; before !== kept.length && gone.size > 0; ) {
    before = kept.length;
    for (const { object, statement } of kept) {
      const missing = statement.needs?.find((need) => gone.has(need));
      if (missing === undefined || gone.has(object.id)) continue;
      lost.push({
        id: object.id,
        reason: `It needs ${kindOf(missing)} ${dotted(missing)}, which could not be written`,
      });
      for (const id of [object.id, ...(statement.makes ?? [])]) gone.set(id, id);
    }
    kept = kept.filter(({ object }) => !gone.has(object.id));
  }
  return { kept, lost };
}
