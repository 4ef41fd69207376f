// Scores as text for a failed test, and over many runs as groups: what is alike in its values counts as one pattern.

import type { Drift } from "../../../src/catalog/drift.ts";
import type { Score } from "../judged.ts";
import type { JudgedRow } from "./classes.ts";

const shownLines = 60;

export function driftLine({ type, id, liveId, attribute, declared, live }: Drift): string {
  const subject = [type, id, liveId && `(live ${liveId})`, attribute].filter((part) => part !== undefined).join(" ");
  return type === "changed" ? `${subject}: ${show(declared)} → ${show(live)}` : `${subject} ${show(declared ?? live)}`;
}

export function rowLine({ cls, obj, declared, live, why }: JudgedRow): string {
  return `${cls} ${obj}: ${show(declared)} → ${show(live)}${why === "" ? "" : ` (${why})`}`;
}

/** Some lines, and how many more there are: thousands would hide the first. */
export function lines<T>(items: readonly T[], line: (item: T) => string): string[] {
  const shown = items.slice(0, shownLines).map(line);
  return items.length > shownLines ? [...shown, `… and ${items.length - shownLines} more`] : shown;
}

const show = (value: unknown) => JSON.stringify(value);

interface Group {
  readonly group: string;
  count: number;
  readonly runs: Record<string, number>;
  readonly samples: string[];
}

/** Per run the numbers, over all runs the groups, the most frequent first. */
export function summarize(scores: ReadonlyMap<string, Score>, failures: ReadonlyMap<string, string>): object {
  const runs = [...scores].map(([run, score]) => [
    run,
    { ...score, ...counts(score), falseAlarms: score.falseAlarms.length, untold: score.untold.length },
  ]);
  const over = <T>(of: (score: Score) => readonly T[], group: (item: T) => string, line: (item: T) => string) =>
    groups([...scores].flatMap(([run, score]) => of(score).map((item) => [run, group(item), line(item)] as const)));
  return {
    totals: totals([...scores.values()]),
    failures: groups([...failures].map(([run, message]) => [run, message, message])),
    falseAlarms: over((score) => score.falseAlarms, driftGroup, driftLine),
    untold: over((score) => score.untold, driftGroup, driftLine),
    missed: over(
      (score) => score.missed,
      ({ cls }) => cls,
      rowLine,
    ),
    silentReviews: over(
      (score) => score.silentReviews,
      ({ cls }) => cls,
      rowLine,
    ),
    runs: Object.fromEntries(runs),
  };
}

function counts({ missed, silentReviews }: Score) {
  return { missed: missed.map(rowLine), silentReviews: silentReviews.map(rowLine) };
}

function totals(scores: readonly Score[]) {
  const sum = (of: (score: Score) => number) => scores.reduce((total, score) => total + of(score), 0);
  return {
    runs: scores.length,
    perfect: scores.filter((s) => s.missed.length + s.silentReviews.length + s.falseAlarms.length === 0).length,
    reported: sum((score) => score.reported),
    ignored: sum((score) => score.ignoredCount),
    falseAlarms: sum((score) => score.falseAlarms.length),
    missed: sum((score) => score.missed.length),
    silentReviews: sum((score) => score.silentReviews.length),
    untold: sum((score) => score.untold.length),
  };
}

function groups(items: readonly (readonly [run: string, group: string, line: string])[]): Group[] {
  const found = new Map<string, Group>();
  for (const [run, name, line] of items) {
    const group = found.get(name) ?? { group: name, count: 0, runs: {}, samples: [] };
    found.set(name, group);
    group.count += 1;
    // A sample from each of several runs says more than three of one.
    if (group.samples.length < 3 && (group.runs[run] === undefined || group.count > 20))
      group.samples.push(`${run}: ${line}`);
    group.runs[run] = (group.runs[run] ?? 0) + 1;
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

function driftGroup({ type, id, attribute, declared, live }: Drift): string {
  const subject = [type, id.split(":", 1)[0], attribute].filter((part) => part !== undefined).join(" ");
  if (attribute === "name") return `${subject}: ${namePattern(live)}`;
  if (type === "changed") return `${subject}: ${pattern(declared)} → ${pattern(live)}`;
  return `${subject}${/[."]idx_\d+_/.test(id) ? " idx_n_…" : ""} ${pattern(declared ?? live)}`;
}

const namePattern = (live: Drift["live"]) => (/^idx_\d+_/.test(String(live)) ? "→ idx_n_…" : "→ another");

// What one value has in common with its like: numbers, literals and names of the user's are left out of it.
function pattern(value: Drift["declared"]): string {
  if (Array.isArray(value)) return `[${value.length} ${value.length === 1 ? "entry" : "entries"}]`;
  if (typeof value === "object" && value !== null) return objectPattern(value as Record<string, unknown>);
  if (typeof value !== "string") return show(value);
  return value
    .replace(/'(?:[^']|'')*'/g, "'…'")
    .replace(/\bpublic\.("[^"]*"|\w+)/g, "<user's>")
    .replace(/\bidx_\d+_(primary\b)?\w*/gi, (_, primary) => (primary ? "idx_n_primary" : "idx_n_…"))
    .replace(/\b\d+\b/g, "n");
}

function objectPattern(whole: Record<string, unknown>): string {
  const { type, keys, method, predicate, ownedBy } = whole;
  const words = [type, method, predicate && "partial", ownedBy && "owned"].filter((word) => typeof word === "string");
  const expression =
    Array.isArray(keys) && keys.some((key) => /[( ]/.test(String(key))) ? "on an expression or with options" : "";
  return [...words, expression].filter((word) => word !== "").join(", ");
}
