// JUnit's XML, as Jenkins reads it: one case for each table, and one for whatever else differs. A case fails with all that is
// the matter with its table; what was ignored and not compared stands in the output.

import { printable } from "../redact.ts";
import { type Problem, problemsOf } from "./problems.ts";
import type { Report, Reporter } from "./reporter.ts";
import { plural, sentence, subjectOf } from "./words.ts";
import { xmlText } from "./xml.ts";

export const junit: Reporter = {
  name: "junit",
  locates: true,
  summary: "JUnit XML: one test case for each table",
  render,
};

const rest = "everything else";

function render(report: Report): string {
  const byCase = new Map<string, Problem[]>([[rest, []]]);
  for (const id of report.tables ?? []) byCase.set(subjectOf(id), []);
  for (const problem of problemsOf(report)) {
    const name = problem.subject ?? rest;
    byCase.set(name, [...(byCase.get(name) ?? []), problem]);
  }
  const failures = [...byCase.values()].filter((problems) => problems.length > 0).length;
  const counts = `tests="${byCase.size}" failures="${failures}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="driftcheck" ${counts}>`,
    `  <testsuite name="driftcheck" ${counts} skipped="0">`,
    ...[...byCase].map(([name, problems]) => caseOf(name, problems)),
    `    <system-out>${xmlText(outputOf(report).join("\n"))}</system-out>`,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function caseOf(name: string, problems: readonly Problem[]): string {
  const attributes = `name="${xmlText(name)}" classname="driftcheck" time="0"`;
  if (problems.length === 0) return `    <testcase ${attributes}/>`;
  const message = xmlText(problems.length === 1 ? (problems[0]?.message ?? "") : plural(problems.length, "problem"));
  const text = problems.map((problem) => printable(whereOf(problem) + problem.message)).join("\n");
  return [
    `    <testcase ${attributes}>`,
    `      <failure message="${message}" type="drift">${xmlText(text)}</failure>`,
    "    </testcase>",
  ].join("\n");
}

const whereOf = ({ source }: Problem) => (source === undefined ? "" : `${source.file}:${source.line}: `);

function outputOf({ ignored, baselined = [], notCompared, migrations, hints, declared, live }: Report): string[] {
  const unread = notCompared.map(({ what, side, count, reason }) =>
    printable(`Not compared: ${what}, ${count} ${side} (${reason}).`),
  );
  return [
    printable(`Declared: ${declared.locator}. Live: ${live.locator}.`),
    `${plural(ignored.length, "difference")} ignored as noise.`,
    ...(baselined.length > 0 ? [`${plural(baselined.length, "drift")} accepted by the baseline.`] : []),
    ...(migrations
      ? [`${printable(migrations.tool)}: ${plural(migrations.pending.length, "migration")} pending.`]
      : []),
    ...unread,
    ...hints.map((hint) => sentence(printable(hint))),
  ];
}
