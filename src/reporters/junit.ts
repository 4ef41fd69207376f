// A check as JUnit's XML: one case for each table, and one for whatever else differs. A case fails with all that is the matter with
// its table; what was ignored and not compared stands in the output.

import { printable } from "../redact.ts";
import { passedText } from "./fail-on.ts";
import { junitXml } from "./junit-xml.ts";
import { type Problem, problemsOf } from "./problems.ts";
import type { Report, Reporter } from "./reporter.ts";
import { plural, sentence, subjectOf } from "./words.ts";

export const junit: Reporter = {
  name: "junit",
  locates: true,
  summary: "JUnit XML: one test case for each table",
  render: (report) => junitXml({ cases: casesOf(report), type: "drift", output: outputOf(report) }),
};

const rest = "everything else";

function casesOf(report: Report): Map<string, readonly Problem[]> {
  const cases = new Map<string, readonly Problem[]>([[rest, []]]);
  for (const id of report.tables ?? []) cases.set(subjectOf(id), []);
  for (const problem of problemsOf(report)) {
    const name = problem.subject ?? rest;
    cases.set(name, [...(cases.get(name) ?? []), problem]);
  }
  return cases;
}

function outputOf(report: Report): string[] {
  const { ignored, baselined = [], notCompared, migrations, hints, declared, live } = report;
  const unread = notCompared.map(({ what, side, count, reason }) =>
    printable(`Not compared: ${what}, ${count} ${side} (${reason}).`),
  );
  return [
    printable(`Declared: ${declared.locator}. Live: ${live.locator}.`),
    ...[passedText(report) ?? []].flat(),
    `${plural(ignored.length, "difference")} ignored as noise.`,
    ...(baselined.length > 0 ? [`${plural(baselined.length, "drift")} accepted by the baseline.`] : []),
    ...(migrations
      ? [`${printable(migrations.tool)}: ${plural(migrations.pending.length, "migration")} pending.`]
      : []),
    ...unread,
    ...hints.map((hint) => sentence(printable(hint))),
  ];
}
