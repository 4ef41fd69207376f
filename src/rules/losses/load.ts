// Reads losses.yaml, which is shipped. Every mistake in it is refused with the entry and the field.

import type { AttributeValue } from "../../catalog/catalog.ts";
import type { DriftType } from "../../catalog/drift.ts";
import { kindNamed } from "../../kinds/registry.ts";
import { Check, type Fields, isFields } from "../fields.ts";
import { lossesFile, readShipped } from "../shipped.ts";
import { symptoms } from "./symptoms.ts";

export interface Loss {
  readonly id: string;
  /** The class in the catalogue of what pgloader does. */
  readonly code?: string;
  readonly match: LossMatch;
  /** What pgloader does, in a sentence. */
  readonly did?: string;
  /** What follows for the application; for a review, what is known and what is not. */
  readonly means: string;
  /** The two sides may or may not mean the same. */
  readonly review?: true;
  /** Two schemas in SQL, in one of whose drifts this is told. */
  readonly example: { readonly declared: string; readonly live: string };
}

interface LossMatch {
  readonly kind?: string;
  readonly type: DriftType;
  readonly attribute?: string;
  readonly declared?: AttributeValue | null;
  readonly live?: AttributeValue | null;
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  readonly symptom?: string;
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

function lossOf(item: unknown, at: number): Loss {
  const check = new Check(name, `loss ${isFields(item) && typeof item.id === "string" ? item.id : at + 1}`);
  if (!isFields(item)) return check.fail("id", "must be in a mapping");
  check.onlyFields(item, ["id", "code", "match", "did", "means", "review", "example"]);
  const { match, example } = item;
  if (!isFields(match)) return check.fail("match", "must be a mapping");
  if (!isFields(example)) return check.fail("example", "must be a mapping");
  const [code, did] = [check.optionalText(item, "code"), check.optionalText(item, "did")];
  return {
    id: check.text(item, "id"),
    match: matchOf(match, check),
    means: check.text(item, "means"),
    example: { declared: check.text(example, "declared"), live: check.text(example, "live") },
    ...(code !== undefined && { code }),
    ...(did !== undefined && { did }),
    ...(item.review === true && { review: true }),
  };
}

function matchOf(fields: Fields, check: Check): LossMatch {
  check.onlyFields(fields, ["kind", "type", "attribute", "declared", "live", "from", "to", "symptom"], "match.");
  const types: readonly unknown[] = ["missing", "unexpected", "changed"];
  if (!types.includes(fields.type)) check.fail("match.type", "must be missing, unexpected or changed");
  if (fields.kind !== undefined && kindNamed(String(fields.kind)) === undefined) check.fail("match.kind", "is unknown");
  if (fields.symptom !== undefined && !(String(fields.symptom) in symptoms))
    check.fail("match.symptom", `${String(fields.symptom)} is unknown`);
  // What a match may hold was just checked; the rest are values and lists of words as they stand.
  return fields as unknown as LossMatch;
}
