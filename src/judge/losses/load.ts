// Reads losses.yaml, which is shipped. Every mistake in it is refused with the entry and the field, and so is an entry without
// an example that it claims and one that it doesn't.

import type { AttributeValue } from "../../catalog/catalog.ts";
import type { DriftType } from "../../catalog/drift.ts";
import { Check, type Fields, isFields } from "../../input/fields.ts";
import { kindNamed } from "../../kinds/registry.ts";
import { lossesFile, readShipped } from "../shipped.ts";
import { symptoms } from "./symptoms/registry.ts";

export interface Loss {
  readonly id: string;
  /** The class in the catalogue of what pgloader does. */
  readonly code?: string;
  readonly match: LossMatch;
  /** What pgloader does, in a sentence. Said only where its marks are. */
  readonly did?: string;
  /** What differs and what follows for the application; for a review, what to check. */
  readonly means: string;
  /** The two sides may or may not mean the same. */
  readonly review?: true;
  readonly examples: readonly LossExample[];
}

/** Two schemas in SQL. */
interface LossExample {
  readonly declared: string;
  readonly live: string;
  /** One of their drifts is of this class; else none is. */
  readonly claimed: boolean;
}

interface LossMatch {
  readonly kind?: string;
  readonly type: DriftType;
  readonly attribute?: string;
  readonly declared?: AttributeValue | null;
  readonly live?: AttributeValue | null;
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  /** All of them are there. */
  readonly symptoms: readonly string[];
}

const name = "the shipped losses";

let loaded: Promise<readonly Loss[]> | undefined;

/** Read once, as it never changes. */
export function loadLosses(): Promise<readonly Loss[]> {
  loaded ??= readShipped(lossesFile, name).then(({ losses }) =>
    (Array.isArray(losses) ? losses : []).map((item: unknown, at) => lossOf(item, at)),
  );
  return loaded;
}

/** @throws RuleError */
export function lossOf(item: unknown, at: number): Loss {
  const check = new Check(name, `loss ${isFields(item) && typeof item.id === "string" ? item.id : at + 1}`);
  if (!isFields(item)) return check.fail("id", "must be in a mapping");
  check.onlyFields(item, ["id", "code", "match", "did", "means", "review", "examples"]);
  const { match } = item;
  if (!isFields(match)) return check.fail("match", "must be a mapping");
  const [code, did] = [check.optionalText(item, "code"), check.optionalText(item, "did")];
  return {
    id: check.text(item, "id"),
    match: matchOf(match, check),
    means: check.text(item, "means"),
    examples: examplesOf(item.examples, check),
    ...(code !== undefined && { code }),
    ...(did !== undefined && { did }),
    ...(item.review === true && { review: true }),
  };
}

function examplesOf(items: unknown, check: Check): readonly LossExample[] {
  if (!Array.isArray(items)) return check.fail("examples", "must be a list");
  const examples = items.map((item: unknown): LossExample => {
    if (!isFields(item)) return check.fail("examples", "must be a list of mappings");
    check.onlyFields(item, ["declared", "live", "claimed"], "examples.");
    if (typeof item.claimed !== "boolean") return check.fail("examples.claimed", "must be true or false");
    const [declared, live] = (["declared", "live"] as const).map((side) => check.text(item, side, "examples."));
    return { declared: declared ?? "", live: live ?? "", claimed: item.claimed };
  });
  if (!examples.some(({ claimed }) => claimed)) check.fail("examples", "must contain one with claimed: true");
  if (examples.every(({ claimed }) => claimed)) check.fail("examples", "must contain a near miss with claimed: false");
  return examples;
}

function matchOf(fields: Fields, check: Check): LossMatch {
  check.onlyFields(fields, ["kind", "type", "attribute", "declared", "live", "from", "to", "symptom"], "match.");
  const types: readonly unknown[] = ["missing", "unexpected", "changed"];
  if (!types.includes(fields.type)) check.fail("match.type", "must be missing, unexpected or changed");
  if (fields.kind !== undefined && kindNamed(String(fields.kind)) === undefined) check.fail("match.kind", "is unknown");
  const { symptom = [], ...others } = fields;
  const names = (Array.isArray(symptom) ? symptom : [symptom]).map(String);
  const strange = names.find((each) => !Object.hasOwn(symptoms, each));
  if (strange !== undefined) check.fail("match.symptom", `${strange} is unknown`);
  // What a match may hold was just checked; the rest are values and lists of words as they stand.
  return { ...others, symptoms: names } as unknown as LossMatch;
}
