// A check's report as Markdown within a bound: the verdict, then the drift table by table, then what is folded.

import type { Drift } from "../../catalog/drift.ts";
import { printable } from "../../redact.ts";
import { passedText } from "../fail-on.ts";
import { baseText } from "../moved.ts";
import type { DataFinding, Report } from "../reporter.ts";
import { plural, subjectOf } from "../words.ts";
import { rankOf } from "../worst.ts";
import { all, type Block, type Bound, boundedPage } from "./bounded-page.ts";
import { code, cut, prose } from "./escape.ts";
import { foldedParts } from "./folded.ts";
import { linesOf } from "./lines.ts";

/** @returns nothing where not even the verdict fits */
export function page(report: Report, bound: Bound): string {
  return boundedPage(
    {
      marker: "<!-- driftcheck -->",
      verdict: `driftcheck: ${verdictOf(report)}`,
      introduction: introduction(report),
      blocks: blocksOf(report),
      folds: foldedParts(report),
      counted: (blocks) => {
        const problems = blocks.reduce((sum, { count }) => sum + count, 0);
        return `${plural(problems, "more problem")} of ${plural(blocks.length, "object")}`;
      },
    },
    bound,
  );
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
    ...[base, passedText(report)].flatMap((each) => (each === undefined ? [] : ["", prose(each)])),
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
  const sorted = [...byTable].sort(([, a], [, b]) => rankIn(a) - rankIn(b));
  return sorted.map(([subject, entries]) => ({
    text: [`#### ${code(printable(subject))}`, "", ...entries.flatMap(linesOf)].join("\n"),
    count: entries.length,
  }));
}

/** Of a table: what the data say is as bad as anything; what a finding says at the top comes last. */
const rankIn = (entries: readonly (Drift | DataFinding)[]) =>
  Math.min(...entries.map((each) => ("says" in each ? 0 : each.finding === undefined ? rankOf(each) : last)));

const last = 9;
