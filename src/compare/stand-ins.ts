// A stand-in has an extension's names, and guesses what its functions give: another type shows as another cast. Such a difference
// is told under `notCompared`, with the object; every other one stays.

import { isDeepStrictEqual } from "node:util";
import type { Catalog, Unread } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { kindOf, qualified } from "../catalog/object-id.ts";
import { kindNamed } from "../kinds/registry.ts";
import { wrappers } from "../kinds/syntax.ts";
import { normalForm } from "../sql/expression.ts";
import { loadParser, parseStatements } from "../sql/parse.ts";
import { withoutQualifiers } from "../sql/qualifiers.ts";
import { differOnlyInCasts, type IsStandInType } from "./only-casts.ts";
import type { InProgress, Step } from "./step.ts";

export const standIns: Step = {
  name: "stand-ins",
  why: "PGlite lacks an extension, and what stands in for it may give another type than the extension, so that other casts are printed.",
  neverHides:
    "A difference that is more than casts of what the extension gives, or of constants: the object is named under `notCompared`.",
  run: withoutGuesses,
};

async function withoutGuesses(comparison: InProgress): Promise<InProgress> {
  const sides = [comparison.declared, comparison.live].map(touchedIn);
  if (comparison.drift.length === 0 || sides.every(({ size }) => size === 0)) return comparison;
  await loadParser();
  const isStandIn = typesOf(comparison);
  const set = new Map<string, string>();
  const drift = comparison.drift.filter((each) => {
    const ids = [each.id, each.liveId ?? each.id];
    const isTouched = ids.some((id, at) => sides[at]?.has(id));
    if (!isTouched || !isGuess(each, isStandIn)) return true;
    for (const id of ids) set.set(id, each.attribute ?? "");
    return false;
  });
  const told = (catalog: Catalog): Catalog => ({
    ...catalog,
    notCompared: catalog.notCompared.map((each) => withDifference(each, set)),
  });
  return { ...comparison, drift, declared: told(comparison.declared), live: told(comparison.live) };
}

const touchedIn = ({ notCompared }: Catalog): ReadonlySet<string> =>
  new Set(notCompared.flatMap(({ id, standIn }) => (id !== undefined && standIn !== undefined ? [id] : [])));

function withDifference(each: Unread, differing: ReadonlyMap<string, string>): Unread {
  const attribute = each.standIn === undefined ? undefined : differing.get(each.id ?? "");
  return attribute === undefined
    ? each
    : { ...each, reason: `${each.reason}, and ${attribute} differs in casts or constants` };
}

function typesOf({ declared, live }: InProgress): IsStandInType {
  const types = new Set([declared, live].flatMap(({ notCompared }) => notCompared.flatMap((each) => each.types ?? [])));
  return (path) => types.has(qualified(...path));
}

function isGuess({ id, type, attribute, declared, live }: Drift, isStandIn: IsStandInType): boolean {
  const syntax = kindNamed(kindOf(id))?.attributes[attribute ?? ""]?.syntax;
  const wrapper = syntax && wrappers[syntax];
  if (type !== "changed" || wrapper === undefined) return false;
  const [one, other] = [declared, live].map((value) => {
    const text = Array.isArray(value) ? value.join(", ") : value;
    const trees = typeof text === "string" ? parseStatements(wrapper[0] + text + wrapper[1]) : undefined;
    return trees && normalForm(withoutQualifiers(trees));
  });
  if (one === undefined || other === undefined) return false;
  return isDeepStrictEqual(one, other) || differOnlyInCasts(one, other, isStandIn);
}
