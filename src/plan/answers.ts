// What each attribute of an altered object takes, in the order in which the kind lists them.

import type { CatalogObject } from "../catalog/catalog.ts";
import { membersOf } from "../catalog/members.ts";
import { type Answer, isRefusal, type Refusal } from "../ddl/alter/alter.ts";
import { altererOf } from "../ddl/alter/registry.ts";
import type { Alteration } from "./changes.ts";
import { below } from "./through-parent.ts";
import type { Unit } from "./unit.ts";
import type { World } from "./world.ts";

interface Told {
  readonly attribute: string;
  readonly answer: Exclude<Answer, Refusal>;
  readonly drift: readonly string[];
}

export interface Answers {
  readonly written: readonly Told[];
  readonly refused: readonly (Refusal & Omit<Told, "answer">)[];
}

export function answersTo({ from, to, attributes }: Alteration, world: World): Answers {
  const kind = altererOf(to.kind);
  const known = Object.keys(kind?.attributes ?? {});
  const inUse = world.from.objects.has(to.parent ?? to.id);
  const context = { from: world.from, to: world.to, major: world.major, inUse };
  const told = attributes
    .toSorted((a, b) => known.indexOf(a) - known.indexOf(b))
    .map((attribute) => ({
      attribute,
      drift: driftFor(to, attribute, world),
      answer: kind?.attributes[attribute]?.({ from, to, attribute }, context) ?? {
        reason: `driftcheck does not alter the ${attribute} of a ${to.kind}`,
      },
    }));
  const refusal = told.map(({ answer }) => answer).find(isRefusal);
  const written: Told[] = [];
  const refused: (Refusal & Omit<Told, "answer">)[] = [];
  for (const { answer, ...about } of told) {
    if (isRefusal(answer)) refused.push({ ...about, ...answer });
    // What nothing is to be done for is done with another attribute: it is refused with that one.
    else if (refusal !== undefined && Array.isArray(answer) && answer.length === 0)
      refused.push({ ...about, ...refusal });
    else written.push({ ...about, answer });
  }
  return { written, refused };
}

/** Of an identity its sequence's, too; of a parent's column that of its children's. */
export function driftFor(object: CatalogObject, attribute: string, world: World): readonly string[] {
  const { from, to, driftOf } = world;
  const { id } = object;
  const sequences = attribute === "identity" ? [from, to].flatMap((side) => membersOf(id, "sequence", side)) : [];
  const along = below(object, attribute, world).flatMap((child) => driftOf(child, attribute));
  return [...new Set([...driftOf(id, attribute), ...along, ...sequences.flatMap((each) => driftOf(each.id))])];
}

export const isAccess = (attribute: string) => ["owner", "privileges", "comment"].includes(attribute);

/** Those of one object: what takes nothing to do is done with the first that does. */
export function inTurn(to: CatalogObject, told: readonly Told[]): Unit[] {
  const all = told.map((each) => ({ ...each, answer: typeof each.answer === "string" ? [] : each.answer }));
  const [idle, busy] = [all.filter(({ answer }) => answer.length === 0), all.filter(({ answer }) => answer.length > 0)];
  const needed = new Set(busy.flatMap(({ answer }) => answer.flatMap((step) => step.needs ?? [])));
  const sorted = [
    ...busy.filter(({ attribute }) => needed.has(attribute)),
    ...busy.filter(({ attribute }) => !needed.has(attribute)),
  ];
  return sorted.map(({ attribute, answer, drift }, at) => ({
    does: "alter" as const,
    object: to.id,
    attributes: [attribute],
    drift: at === 0 ? [...drift, ...idle.flatMap((each) => each.drift)] : drift,
    steps: answer,
  }));
}
