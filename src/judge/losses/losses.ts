// Adds to each drift what it means for the application and, where pgloader's marks are, what pgloader does. Every drift that comes in
// goes out.

import type { CatalogObject } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { kindOf } from "../../catalog/object-id.ts";
import type { Comparison } from "../../compare/diff/diff.ts";
import { parseType } from "../../sql/expression.ts";
import { loadParser } from "../../sql/parse.ts";
import { bothSides } from "../evidence/facts.ts";
import { type Loss, loadLosses } from "./load.ts";
import { bearsMarks } from "./marks.ts";
import { symptoms } from "./symptoms/registry.ts";

/** The same drift, each with what it means, and with the loss that it is an instance of where pgloader's marks are. */
export async function explainLosses(drift: readonly Drift[], comparison: Comparison): Promise<readonly Drift[]> {
  const classes = await classesOf(drift, comparison);
  return drift.map((each, at) => {
    const loss = classes[at];
    if (loss === undefined) return each;
    const { id, did, means, review } = loss;
    const explained = { ...each, because: means, ...(review && { review }) };
    if (!bearsMarks(each, comparison)) return explained;
    return { ...explained, loss: id, because: did === undefined ? means : `${means} ${did}` };
  });
}

/** The class of each drift, with or without pgloader's marks. */
export async function classesOf(
  drift: readonly Drift[],
  comparison: Comparison,
): Promise<readonly (Loss | undefined)[]> {
  if (drift.length === 0) return [];
  await loadParser();
  const losses = groupBySubject(await loadLosses());
  return drift.map((each) => lossOf(each, comparison, losses));
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
    match.symptoms.every((symptom) => symptoms[symptom]?.(drift, comparison) === true)
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
  const type = canonicalWords.get(word) ?? canonicalOf(word);
  canonicalWords.set(word, type);
  return type;
}

function canonicalOf(word: string): string {
  const sized = word.endsWith("(n)");
  const bare = sized ? word.slice(0, -"(n)".length) : word;
  if (bare.startsWith("enum")) return word;
  return `${parseType(bare)?.name ?? bare}${sized ? "(n)" : ""}`;
}
