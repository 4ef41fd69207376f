// What a check says of a mutation: that it is reported, or which rules hide it.

import type { Catalog, CatalogObject } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { allMembersOf } from "../catalog/members.ts";
import { dotted, type ObjectId } from "../catalog/object-id.ts";
import type { Pair } from "./accepted.ts";
import { renamedId } from "./generate.ts";
import type { Mutation } from "./mutation.ts";
import type { Judged, Sides } from "./sides.ts";

export type Verdict =
  | { readonly is: "reported" }
  /** It makes the live object what is declared, or another object stands in for it. */
  | { readonly is: "no difference" }
  /** By these rules; by none where the comparison itself says nothing of it. */
  | { readonly is: "hidden"; readonly rules: readonly string[] };

const keyOf = ({ type, id, liveId, attribute, declared, live }: Drift) =>
  JSON.stringify([type, id, liveId, attribute, declared, live]);

/** A check's answer with its drift by what it is about, and without what another check had said already. */
export class Answer {
  readonly judged: Judged;
  readonly #reported: ReadonlyMap<ObjectId, readonly Drift[]>;
  readonly #ignored: ReadonlyMap<ObjectId, readonly (Drift & { readonly rule: string })[]>;

  constructor(judged: Judged, before?: Judged) {
    this.judged = judged;
    this.#reported = byId(newIn(judged.drift, before?.drift ?? []));
    this.#ignored = byId(newIn(judged.ignored, before?.ignored ?? []));
  }

  reported(id: ObjectId): readonly Drift[] {
    return this.#reported.get(id) ?? [];
  }

  ignored(id: ObjectId): readonly (Drift & { readonly rule: string })[] {
    return this.#ignored.get(id) ?? [];
  }
}

function newIn<D extends Drift>(drift: readonly D[], before: readonly Drift[]): D[] {
  const earlier = new Set(before.map(keyOf));
  return drift.filter((each) => !earlier.has(keyOf(each)));
}

function byId<D extends Drift>(drift: readonly D[]): Map<ObjectId, D[]> {
  const byObject = new Map<ObjectId, D[]>();
  for (const each of drift) {
    for (const id of new Set([each.id, each.liveId ?? each.id])) byObject.set(id, [...(byObject.get(id) ?? []), each]);
  }
  return byObject;
}

/**
 * @param answer what is new in the check of the mutated database
 * @param inCompany other mutations were made as well: that a declared object is gone or not itself any more may be their doing
 */
export function verdictOn(
  mutation: Mutation,
  unmutated: Judged,
  answer: Answer,
  sides: Sides,
  inCompany: boolean,
): Verdict {
  const whole = verdictOnWhole(sides.mapped(mutation.home), unmutated, answer);
  if (whole !== undefined) return whole;
  const about = [...idsOf(mutation, unmutated, answer.judged, sides)];
  const isDeclared = unmutated.comparison.declaredOf(sides.mapped(mutation.subject)) !== undefined;
  const after = answer.judged.comparison.live.objects.get(sides.mapped(mutation.subject));
  const tells = (drift: Drift) => isTold(mutation, drift, inCompany && isDeclared ? after : undefined);
  const users = usersOf(mutation, unmutated, sides);
  // Dropped with what uses it, it is told by that.
  const tellsOfUser = (drift: Drift) => drift.attribute === users.attribute || drift.type === "missing";
  const isReported =
    about.some((id) => answer.reported(id).some(tells)) ||
    (mutation.type === "missing" && tellsOfAnother(about, unmutated, answer)) ||
    users.ids.some((id) => answer.reported(id).some(tellsOfUser));
  if (isReported) return { is: "reported" };
  if (isAsDeclared(mutation, about, answer.judged)) return { is: "no difference" };
  const hidden = [
    ...about.flatMap((id) => answer.ignored(id).filter(tells)),
    ...users.ids.flatMap((id) => answer.ignored(id).filter(tellsOfUser)),
  ];
  if (hidden.length > 0) return { is: "hidden", rules: [...new Set(hidden.map(({ rule }) => rule))] };
  // Another object that is in all the same may stand in for it.
  const isPaired = pairsOf(about, answer.judged).length > 0;
  return isPaired && !hasValue(mutation) ? { is: "no difference" } : { is: "hidden", rules: [] };
}

/** A table that nobody declared and a rule hides is told as one, with all that is in it. */
function verdictOnWhole(home: ObjectId, unmutated: Judged, answer: Answer): Verdict | undefined {
  const rules = hidersOf(home, unmutated);
  if (rules.length === 0) return undefined;
  const isTold = answer.reported(home).some(({ type }) => type === "unexpected");
  return isTold ? { is: "reported" } : { is: "hidden", rules };
}

/** The rules that hide a table which nobody declared; none where it is reported or declared. */
export function hidersOf(home: ObjectId, judged: Judged): readonly string[] {
  const hiders = hidersIn.get(judged) ?? new Map<ObjectId, string[]>();
  if (!hidersIn.has(judged)) {
    hidersIn.set(judged, hiders);
    for (const { id, type, rule } of judged.ignored)
      if (type === "unexpected" && id.startsWith("table:")) hiders.set(id, [...(hiders.get(id) ?? []), rule]);
  }
  return hiders.get(home) ?? [];
}

const hidersIn = new WeakMap<Judged, Map<ObjectId, string[]>>();

/**
 * Is it this mutation that a drift on its object tells of?
 * @param shown if given, an object that is there on the live side alone must be this one as it was mutated
 */
function isTold({ type, attribute = "" }: Mutation, drift: Drift, shown: CatalogObject | undefined): boolean {
  if (type === "unexpected") return drift.type === "unexpected";
  if (type === "missing") return true;
  if (drift.type === "changed") return drift.attribute === attribute;
  return shown === undefined || (drift.type === "unexpected" && drift.live === shown.attributes);
}

/** Every name under which a drift may be about the mutated object: as live and as declared, before and after. */
function idsOf(mutation: Mutation, before: Judged, after: Judged, sides: Sides): Set<ObjectId> {
  const live = [mutation.subject, renamedId(mutation)].flatMap(asKeyToo).map((id) => sides.mapped(id));
  const of = ({ comparison }: Judged) => live.flatMap((id) => comparison.declaredOf(id)?.id ?? []);
  return new Set([...live, ...of(before), ...of(after)]);
}

/** A unique index and a unique constraint are one thing, in two kinds. */
function asKeyToo(id: ObjectId): ObjectId[] {
  const other = id.startsWith("index:") ? "constraint" : id.startsWith("constraint:") ? "index" : undefined;
  return other === undefined ? [id] : [id, `${other}:${dotted(id)}` as ObjectId];
}

/** The columns by which a change of their type's labels, or of the sequence that numbers them, may be told. */
function usersOf(
  { subject, kind }: Mutation,
  { comparison }: Judged,
  sides: Sides,
): { ids: ObjectId[]; attribute: string } {
  const attribute = { enum: "type", sequence: "default" }[kind];
  if (attribute === undefined) return { ids: [], attribute: "" };
  const id = sides.mapped(subject);
  const users = [...comparison.live.objects.values()].filter(
    (each) => each.kind === "column" && each.uses?.includes(id),
  );
  return { ids: users.flatMap((user) => [user.id, comparison.declaredOf(user.id)?.id ?? user.id]), attribute };
}

/**
 * Where another live object stands in for the one that is gone, what is declared for that other one is missing instead; and so on,
 * as that may have got another one in its turn.
 */
function tellsOfAnother(about: readonly ObjectId[], { comparison: before }: Judged, answer: Answer): boolean {
  const left = new Set(about);
  // A set is walked to its last entry, also those that come while it is.
  for (const id of left) {
    const standIn = answer.judged.comparison.liveOf(id);
    const declared = standIn && before.declaredOf(standIn.id);
    if (declared !== undefined) left.add(declared.id);
  }
  return [...left].some((id) => !about.includes(id) && answer.reported(id).some(({ type }) => type === "missing"));
}

/** Is it one attribute with a value of its own that was changed? */
const hasValue = ({ type, attribute = "" }: Mutation) =>
  type === "changed" && attribute !== "name" && !attribute.endsWith("Order");

function pairsOf(about: readonly ObjectId[], { comparison }: Judged) {
  return about.flatMap((id) => {
    const live = comparison.liveOf(id);
    const declared = live && comparison.declared.objects.get(id);
    return live && declared ? [{ declared, live }] : [];
  });
}

function isAsDeclared(mutation: Mutation, about: readonly ObjectId[], after: Judged): boolean {
  const value = ({ attributes }: CatalogObject) => JSON.stringify(attributes[mutation.attribute ?? ""]);
  return hasValue(mutation) && pairsOf(about, after).some(({ declared, live }) => value(declared) === value(live));
}

/** The mutated object beside what is declared, after the mutation. */
export function pairOf(mutation: Mutation, unmutated: Judged, after: Judged, sides: Sides): Pair {
  const { declared, live } = after.comparison;
  const ids = [...idsOf(mutation, unmutated, after, sides)];
  const first = (catalog: Catalog) => ids.map((id) => catalog.objects.get(id)).find((object) => object !== undefined);
  const one =
    ids.map((id) => unmutated.comparison.declaredOf(id)).find((object) => object !== undefined) ?? first(declared);
  // Where it was renamed, what has its old name now is another object: an index that had the name of its foreign key.
  const it = live.objects.get(sides.mapped(renamedId(mutation))) ?? first(live);
  const home = it?.parent && after.comparison.declaredOf(it.parent)?.id;
  const table = live.objects.get(sides.mapped(mutation.home));
  return {
    declared: one,
    live: it,
    before: first(unmutated.comparison.live),
    counterpart: it && after.comparison.declaredOf(it.id),
    siblings: allMembersOf(it?.parent, live),
    declaredSiblings: allMembersOf(home, declared),
    home: table && { table, members: allMembersOf(table.id, live) },
  };
}
