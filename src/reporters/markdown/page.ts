// The report as Markdown within a bound: the verdict, then the drift table by table, then what is folded. What does not fit is
// counted, and where to see it is said.

import type { Drift } from "../../catalog/drift.ts";
import { printable } from "../../redact.ts";
import { baseText } from "../moved.ts";
import type { DataFinding, Report } from "../reporter.ts";
import { plural, subjectOf } from "../words.ts";
import { code, prose } from "./escape.ts";
import { folded, foldedParts } from "./folded.ts";
import { linesOf } from "./lines.ts";

export interface Bound {
  readonly most: number;
  readonly size: (text: string) => number;
}

/** By this line whoever keeps a comment up to date finds it again. */
const marker = "<!-- driftcheck -->";

/** So many tables are open; the others are folded. */
const open = 10;

/** @returns nothing where not even the verdict fits */
export function page(report: Report, bound: Bound): string {
  const verdict = `${marker}\n### driftcheck: ${verdictOf(report)}`;
  const head = [verdict, "", ...introduction(report)].join("\n");
  const folds = foldedParts(report).join("\n\n");
  const fits = (text: string) => bound.size(text) <= bound.most;
  const texts = [
    [head, folds],
    [head, ""],
    [`${verdict}\n\nMore does not fit here; ${all}`, ""],
  ] as const;
  for (const [start, end] of texts) {
    const text = withTables(report, start, end, bound);
    if (fits(text)) return text;
  }
  return "";
}

const all = "`--reporter json` lists all.";

function withTables(report: Report, head: string, folds: string, { most, size }: Bound): string {
  const blocks = blocksOf(report);
  // What opens and closes a fold, and the line that counts what is left.
  const shown = fitting(blocks, most - size(head) - size(folds) - 400, size);
  const [first, others, left] = [shown.slice(0, open), shown.slice(open), blocks.slice(shown.length)];
  const counted = (some: readonly Block[]) => {
    const problems = some.reduce((sum, { count }) => sum + count, 0);
    return `${plural(problems, "more problem")} of ${plural(some.length, "object")}`;
  };
  const texts = (some: readonly Block[]) => some.map(({ text }) => text);
  return [
    head,
    ...texts(first),
    others.length > 0 ? folded(counted(others), texts(others)) : "",
    left.length > 0 ? `${counted(left)} not shown; ${all}` : "",
    folds,
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function verdictOf({ outcome, drift, data = [], failures = [] }: Report): string {
  const parts = [
    drift.length > 0 ? plural(drift.length, "drift") : "",
    data.length > 0 ? `${plural(data.length, "problem")} in the data` : "",
    failures.length > 0 ? plural(failures.length, "other failure") : "",
  ].filter((part) => part !== "");
  return outcome === "clean" ? "no drift" : parts.join(", ");
}

function introduction(report: Report): string[] {
  const { declared, live, drift, findings = [], failures = [], hints } = report;
  const base = baseText(report);
  const counts = (["missing", "unexpected", "changed"] as const).flatMap((type) => {
    const count = drift.filter((each) => each.type === type).length;
    return count === 0 ? [] : [`${count} ${type}`];
  });
  const sides = `Declared: ${code(declared.locator)}, PostgreSQL ${code(declared.server)}. Live: ${code(live.locator)}, PostgreSQL ${code(live.server)}.`;
  return [
    counts.length === 0 ? sides : `${counts.join(", ")}. ${sides}`,
    ...(base === undefined ? [] : ["", prose(base)]),
    ...bounded([...failures.map((each) => `The check fails: ${each}`), ...findings.map(({ says }) => says), ...hints]),
  ];
}

/** Each on a line of its own. */
function bounded(sentences: readonly string[]): string[] {
  const shown = sentences.slice(0, 12).map((each) => `- ${prose(cut(each))}`);
  const left = sentences.length - shown.length;
  const lines = left > 0 ? [...shown, `- ${left} more; ${all}`] : shown;
  return lines.length === 0 ? [] : ["", ...lines];
}

const cut = (text: string) => (text.length > 500 ? `${text.slice(0, 500)}…` : text);

interface Block {
  readonly text: string;
  readonly count: number;
}

/** One for each table. What belongs to a finding comes last: its sentence is at the top. */
function blocksOf({ drift, data = [] }: Report): Block[] {
  const byTable = new Map<string, (Drift | DataFinding)[]>();
  const add = (each: Drift | DataFinding) => {
    const subject = subjectOf(each.id);
    const before = byTable.get(subject);
    if (before === undefined) byTable.set(subject, [each]);
    else before.push(each);
  };
  for (const each of drift.filter(({ finding }) => finding === undefined)) add(each);
  for (const each of data) add(each);
  for (const each of drift.filter(({ finding }) => finding !== undefined)) add(each);
  return [...byTable].map(([subject, entries]) => ({
    text: [`#### ${code(printable(subject))}`, "", ...entries.flatMap(linesOf)].join("\n"),
    count: entries.length,
  }));
}

/** The first blocks that fit. One that is too large is not skipped for a smaller one: the order says what is worse. */
function fitting(blocks: readonly Block[], room: number, size: Bound["size"]): readonly Block[] {
  let left = room;
  const end = blocks.findIndex(({ text }) => {
    left -= size(text) + 2;
    return left < 0;
  });
  return end < 0 ? blocks : blocks.slice(0, end);
}
