// The drift itself: by table, the worst first, each object once with all that differs of it.

import type { Attributes, AttributeValue } from "../../catalog/catalog.ts";
import type { Drift } from "../../catalog/drift.ts";
import { printable } from "../../redact.ts";
import { movedTag } from "../moved.ts";
import type { Report } from "../reporter.ts";
import { number, plural, subjectOf } from "../words.ts";
import { typesByWeight, worseFirst, worstOf } from "../worst.ts";
import { bounded } from "./bounded.ts";
import type { Style } from "./style.ts";
import { bothValues, show } from "./values.ts";

const marks = { missing: "-", changed: "~", unexpected: "+" } as const;
const colours = { missing: "red", changed: "yellow", unexpected: "green" } as const;
/** Whoever has more than these reads them in another form. */
const most = 200; // objects

interface Table {
  readonly name: string;
  /** By object, in the report's order. */
  readonly objects: readonly (readonly Drift[])[];
  readonly count: number;
}

/** Lines for each table, with an empty one before it. */
export function driftLines({ drift, findings = [] }: Report, style: Style): string[] {
  const shown = drift.filter(({ finding }) => finding === undefined);
  const explain = explainer(shown, style);
  const lines = findings.flatMap(({ says, count }) => [
    "",
    ...style.wrap(printable(`${says} (${plural(count, "drift")}; --reporter json lists each)`)),
  ]);
  let left = most;
  for (const { name, objects, count } of byTable(shown)) {
    if (left <= 0) break;
    const some = objects.slice(0, left);
    left -= some.length;
    lines.push(
      "",
      `${style.paint("bold", name)}${objects.length > 1 ? style.paint("dim", `  ${plural(count, "drift")}`) : ""}`,
    );
    for (const each of some) lines.push(...objectLines(each, style, explain));
  }
  const all = objectsOf(shown).length;
  if (all > most)
    lines.push("", `${number(most)} of ${number(all)} objects shown; --reporter json=drift.json lists all.`);
  return lines;
}

/** A line for each table, with its number of drifts. */
export function tableLines({ drift }: Report): readonly string[] {
  const tables = byTable(drift);
  const width = Math.max(...tables.map(({ count }) => number(count).length));
  return bounded(
    tables.map(
      ({ name, objects, count }) => `  ${number(count).padStart(width)}  ${name}  ${kindsOfDrift(objects.flat())}`,
    ),
    "tables",
  );
}

/** What "N drifts" is made of. */
export function kindsOfDrift(drift: readonly Drift[]): string {
  const counts = typesByWeight.flatMap((type) => {
    const count = drift.filter((each) => each.type === type).length;
    return count === 0 ? [] : [`${number(count)} ${type}`];
  });
  return counts.join(", ");
}

function grouped(drift: readonly Drift[], keyOf: (drift: Drift) => string): Map<string, Drift[]> {
  const groups = new Map<string, Drift[]>();
  for (const each of drift) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return groups;
}

const objectsOf = (drift: readonly Drift[]) => [
  ...grouped(drift, ({ id, type }) => `${typesByWeight.indexOf(type)} ${id}`).values(),
];

function byTable(drift: readonly Drift[]): Table[] {
  const tables = [...grouped(drift, ({ id }) => subjectOf(id))].map(([name, all]) => {
    const objects = objectsOf(all).sort((one, other) => worstOf(one) - worstOf(other));
    return { name, objects, count: all.length, all };
  });
  return tables.sort((one, other) => worseFirst(one.all, other.all));
}

function objectLines(drift: readonly Drift[], style: Style, explain: (drift: Drift) => string[]): string[] {
  const [first] = drift;
  if (first === undefined) return [];
  const { id, type, liveId, source } = first;
  const isRenamed = liveId !== undefined && liveId !== id;
  const live = isRenamed ? [style.paint("dim", `      live as ${printable(liveId)}`)] : [];
  const place = source === undefined ? "" : style.paint("dim", `  ${printable(source.file)}:${source.line}`);
  const tag = (each: Drift) => (each.moved === undefined ? "" : `  [${movedTag(each)}]`);
  const head = (what: string) => `  ${style.paint(colours[type], `${marks[type]} ${printable(id)}`)}${what}${place}`;
  if (type !== "changed") return [head(tag(first)), ...summary(first, style), ...explain(first)];
  return drift.flatMap((each) => [
    head(`  ${style.paint("bold", printable(each.attribute ?? ""))}${tag(each)}`),
    ...(each === first ? live : []),
    ...bothValues(each, style),
    ...(each.unproven === undefined ? [] : style.wrap(printable(each.unproven), "      ")),
    ...explain(each),
  ]);
}

/** The same explanation is printed once, under the first drift that has it, with their count. */
function explainer(drift: readonly Drift[], style: Style): (drift: Drift) => string[] {
  const sentence = ({ loss, because = "" }: Drift) => JSON.stringify([loss, because]);
  const counts = grouped(drift, sentence);
  const printed = new Set<string>();
  return (each) => {
    const { loss, because } = each;
    if (because === undefined || printed.has(sentence(each))) return [];
    printed.add(sentence(each));
    const count = counts.get(sentence(each))?.length ?? 0;
    const head = [loss ?? [], count > 1 ? `(${count} times)` : []].flat().join(" ");
    const text = printable(`${head === "" ? "" : `${head}: `}${because}`);
    return style.wrap(text, "      ").map((line) => style.paint("dim", line));
  };
}

/** What an object that one side lacks is, and how much goes with it. */
function summary({ declared, live, holds = {} }: Drift, style: Style): string[] {
  const parts = Object.entries(holds).map(([kind, count]) => plural(count, kind));
  const value = declared ?? live;
  if (value !== null && typeof value === "object" && !Array.isArray(value))
    for (const [name, each] of Object.entries(value as Attributes))
      parts.push(each === true ? printable(name) : `${printable(name)} ${shortened(each)}`);
  return parts.length === 0 ? [] : style.wrap(parts.join(", "), "      ");
}

const longest = 80; // characters

/** On one line, whatever lines its definition has. */
function shortened(value: AttributeValue): string {
  const text = show(typeof value === "string" ? value.replace(/\s+/g, " ") : value);
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}
