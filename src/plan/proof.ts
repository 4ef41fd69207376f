// What came of a plan on the copy: the same check under the same rules, before, after, and after the way back.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import type { ObjectId } from "../catalog/object-id.ts";
import { changesBetween } from "./changes.ts";
import type { Said } from "./judged.ts";
import type { Plan, Proof, Refused } from "./plan.ts";
import { driftKey } from "./target.ts";
import type { Tried } from "./trial.ts";
import type { Unit } from "./unit.ts";

export interface Forth {
  readonly planned: readonly Drift[];
  readonly before: Said;
  readonly after: Said;
  readonly tried: Attempted;
  /** Its drift is not taken away yet. */
  readonly held: readonly Unit[];
  /** What a check says once those have run, too. */
  readonly afterAll?: Said | undefined;
}

export interface Attempted extends Tried {
  readonly refused: readonly Refused[];
  readonly refusedDrift: ReadonlySet<string>;
}

export interface Back {
  readonly tried: Attempted;
  readonly said: Said;
  /** What was there at first, and what is there after the way back. */
  readonly from: Catalog;
  readonly to: Catalog;
}

type Part = Omit<Proof, "reverse" | "wayBack">;

export function proofOf(forth: Forth, back: Back): Proof {
  const proof = proofOfForth(forth);
  const failed = back.tried.failed.find(({ failure }) => failure !== undefined)?.failure;
  const isFirst = proof.failed === undefined && failed !== undefined;
  const reverse = proofOfBack(back, forth.before);
  return {
    ...proof,
    ...(forth.afterAll && { losing: proofOfLosing(forth, forth.afterAll) }),
    ...(isFirst && { failed: { sql: failed.sql, reason: failed.message, isReverse: true as const } }),
    reverse,
    wayBack: wayBackOf(proof, reverse, back),
  };
}

/** Nothing has run, so that nothing is to be undone: whole. */
function wayBackOf({ ran }: Part, { left, added }: Part, { tried: { ran: undone, failed, refused } }: Back) {
  if (undone.length === 0 && ran > 0) return "none";
  return refused.length + failed.length + left.length + added.length === 0 ? "whole" : "incomplete";
}

function proofOfLosing({ planned, tried, held }: Forth, { drift }: Said) {
  const is = keysOf(drift);
  const later = new Set(held.flatMap((unit) => unit.drift));
  const wanted = planned.map(driftKey).filter((key) => later.has(key) && !tried.refusedDrift.has(key));
  return { gone: wanted.filter((key) => !is.has(key)), left: wanted.filter((key) => is.has(key)) };
}

const keysOf = (drift: readonly Drift[]): ReadonlySet<string> => new Set(drift.map(driftKey));

const counted = ({ ran, failed }: Tried, held: readonly Unit[] = []) => ({
  ran: ran.length,
  of: ran.length + failed.filter((unit) => !held.includes(unit)).reduce((sum, { steps }) => sum + steps.length, 0),
});

function proofOfForth({ planned, before, after, tried, held }: Forth): Part {
  const [was, is] = [keysOf(before.drift), keysOf(after.drift)];
  const later = new Set(held.flatMap(({ drift }) => drift));
  const wanted = planned.map(driftKey).filter((key) => !tried.refusedDrift.has(key) && !later.has(key));
  const failed = tried.failed.find((unit) => unit.failure !== undefined && !held.includes(unit))?.failure;
  return {
    ...counted(tried, held),
    gone: wanted.filter((key) => !is.has(key)),
    left: wanted.filter((key) => is.has(key)),
    added: [...is].filter((key) => !was.has(key) && !movedColumns({ planned, before, after }).includes(key)),
    changedNoise: changedNoise(before, after, planned),
    ...(failed !== undefined && { failed: { sql: failed.sql, reason: failed.message } }),
  };
}

/** A column that comes to a table stands at its end, wherever it is declared: no statement changes that. */
export function movedColumns({ planned, before, after }: Pick<Forth, "planned" | "before" | "after">): string[] {
  const was = keysOf(before.drift);
  const tables = planned.filter(({ type }) => type !== "changed").map(({ id }) => withoutKind(id));
  return [...keysOf(after.drift)].filter((key) => {
    const name = withoutKind(key).replace(/ columnOrder$/, "");
    const hasOne =
      tables.some((each) => each.startsWith(`${name}.`)) || (tables.length > 0 && isOrderOfChild(key, after));
    return key.endsWith(" columnOrder") && !was.has(key) && hasOne;
  });
}

/** A column comes to a child with its parent's. */
function isOrderOfChild(key: string, { comparison }: Said): boolean {
  const suffix = " columnOrder";
  const table = key.endsWith(suffix)
    ? comparison.declared.objects.get(key.slice(0, -suffix.length) as ObjectId)
    : undefined;
  return table?.attributes.inherits !== undefined;
}

/** The schema itself must be what it was; a column that was dropped and comes back stands at the end, which no statement changes. */
function proofOfBack({ tried, said, from, to }: Back, before: Said): Part {
  const [was, is] = [keysOf(before.drift), keysOf(said.drift)];
  const isRefused = (key: string) => tried.refused.some(({ id }) => key === id || key.startsWith(`${id} `));
  const isOpen = (key: string) => !isRefused(key) && !key.endsWith(" columnOrder");
  const { created, dropped, altered } = changesBetween(from, to, new Map());
  const differing = altered.map(({ to: object, attributes }) => `${object.id} ${attributes.join(", ")}`);
  const left = [...was].filter((key) => !is.has(key) && isOpen(key));
  const added = [...created, ...dropped, ...differing, ...[...is].filter((key) => !was.has(key))].filter(isOpen);
  return {
    ...counted(tried),
    gone: [],
    left,
    added: [...new Set(added)].filter((key) => !left.includes(key)),
    changedNoise: [],
  };
}

/** Noise that came or went, apart from what the plan was about. */
function changedNoise(before: Said, after: Said, planned: readonly Drift[]): string[] {
  const was = keysOf(before.ignored);
  const is = keysOf(after.ignored);
  const types = typesOf(planned, before);
  const about = [...planned.flatMap(({ id, liveId = id }) => [id, liveId]), ...types].map(withoutKind);
  const isAbout = (key: string) => {
    const [name = ""] = withoutKind(key).split(" ");
    return about.some((each) => name === each || name.startsWith(`${each}.`) || each.startsWith(`${name}.`));
  };
  return [...was, ...is].filter((key) => was.has(key) !== is.has(key) && !isAbout(key) && !isOrderOfChild(key, after));
}

/** Of what is planned, and what other columns of such a type have instead: whether two types are one shows in who uses them. */
function typesOf(planned: readonly Drift[], { comparison }: Said): string[] {
  const { declared, live } = comparison;
  const used = new Set(planned.flatMap(({ id }) => declared.objects.get(id)?.uses ?? []));
  const others = [...declared.objects.values()].filter(({ uses }) => uses?.some((id) => used.has(id)));
  const theirs = others.flatMap(({ id }) => comparison.liveOf(id)?.uses ?? []).filter((id) => live.objects.has(id));
  return [...used, ...theirs];
}

const withoutKind = (key: string) => key.slice(key.indexOf(":") + 1);

export function outcomeOf(proof: Proof, refused: readonly Refused[]): Plan["outcome"] {
  // Where something has no way back, what else differs then follows from that, or can't be told from it.
  const hasWayBack = refused.every(({ isReverse }) => isReverse !== true);
  const parts = [proof, ...(proof.reverse && hasWayBack ? [proof.reverse] : [])];
  const isProven = parts.every(
    ({ left, added, changedNoise: noise }) => left.length + added.length + noise.length === 0,
  );
  const isWhole = refused.every(({ isReverse }) => isReverse === true);
  const isTold = proof.losing === undefined || proof.losing.left.length === 0;
  return isProven && isTold && isWhole && proof.failed === undefined ? "proven" : "unproven";
}
