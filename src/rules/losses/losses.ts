// Says of each drift what pgloader did there and what follows from it. Sets nothing aside: every drift that comes in goes out.

import type { Catalog, CatalogObject } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { kindOf, nameOf } from "../../catalog/object-id.ts";
import type { Comparison } from "../../diff/diff.ts";
import { parseType } from "../../sql/expression.ts";
import { loadParser } from "../../sql/parse.ts";
import { bothSides } from "../facts.ts";
import { type Loss, loadLosses } from "./load.ts";
import { symptoms } from "./symptoms.ts";

/** The same drift, each with the loss that it is an instance of. */
export async function explainLosses(drift: readonly Drift[], comparison: Comparison): Promise<readonly Drift[]> {
  if (drift.length === 0) return drift;
  await loadParser();
  const losses = groupBySubject(await loadLosses());
  const moved = isMovedByPgloader(comparison.live);
  return drift.map((each) => {
    const loss = lossOf(each, comparison, losses);
    if (loss === undefined) return each;
    const { id, did, means, review } = loss;
    const because = moved && did !== undefined ? `${did} ${capital(means)}` : capital(means);
    return { ...each, loss: id, because, ...(review && { review }) };
  });
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Nothing but pgloader numbers its indexes and keys like this. */
export function isMovedByPgloader({ objects }: Catalog): boolean {
  for (const { id, kind } of objects.values())
    if ((kind === "index" || kind === "constraint") && /^idx_\d+_./.test(nameOf(id))) return true;
  return false;
}

type Losses = ReadonlyMap<string, readonly Loss[]>;

const subject = (kind: string | undefined, type: string, attribute: string | undefined) =>
  JSON.stringify([kind ?? null, type, attribute ?? null]);

/** By what they are about, as there may be thousands of drifts. */
function groupBySubject(losses: readonly Loss[]): Losses {
  const groups = new Map<string, Loss[]>();
  for (const loss of losses) {
    const key = subject(loss.match.kind, loss.match.type, loss.match.attribute);
    groups.set(key, [...(groups.get(key) ?? []), loss]);
  }
  return groups;
}

/** The first that matches; PostgreSQL's parser is loaded by then. */
function lossOf(drift: Drift, comparison: Comparison, losses: Losses): Loss | undefined {
  const { id, type, attribute } = drift;
  const about = [kindOf(id), undefined].flatMap((kind) => losses.get(subject(kind, type, attribute)) ?? []);
  return about.find((loss) => matches(loss, drift, comparison));
}

function matches({ match }: Loss, drift: Drift, comparison: Comparison): boolean {
  return (
    (match.declared === undefined || match.declared === drift.declared) &&
    (match.live === undefined || match.live === drift.live) &&
    hasType(match.from, "declared", drift, comparison) &&
    hasType(match.to, "live", drift, comparison) &&
    (match.symptom === undefined || symptoms[match.symptom]?.(drift, comparison) === true)
  );
}

function hasType(
  words: readonly string[] | undefined,
  side: "declared" | "live",
  drift: Drift,
  comparison: Comparison,
): boolean {
  if (words === undefined) return true;
  const column = bothSides(drift, comparison)?.[side];
  const own = typeWords(String(drift[side]), column);
  return words.some((word) => own.includes(canonical(word)));
}

/** `varchar(n)` and `varchar`, `enum`, `enum[]`: what losses.yaml may call this type. */
function typeWords(text: string, column: CatalogObject | undefined): string[] {
  const type = parseType(text);
  const array = "[]".repeat(type?.dimensions ?? 0);
  if (column?.uses?.some((id) => kindOf(id) === "enum")) return [`enum${array}`];
  if (type === undefined) return [];
  return [`${type.name}${array}`, ...(type.modifiers.length > 0 ? [`${type.name}(n)${array}`] : [])];
}

const canonicalWords = new Map<string, string>();

/** A word of losses.yaml by PostgreSQL's own name for the type, as `int4` for `integer`. Each is parsed once. */
function canonical(word: string): string {
  const known = canonicalWords.get(word) ?? canonicalOf(word);
  canonicalWords.set(word, known);
  return known;
}

function canonicalOf(word: string): string {
  const sized = word.endsWith("(n)");
  const bare = sized ? word.slice(0, -"(n)".length) : word;
  if (bare.startsWith("enum")) return word;
  return `${parseType(bare)?.name ?? bare}${sized ? "(n)" : ""}`;
}
