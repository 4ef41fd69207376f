// An audit as JUnit's XML: one case for each file that has SQL to look at, and one for all others. A blocker that is not allowed fails its case.

import { printable } from "../../redact.ts";
import { type Failure, junitXml } from "../../reporters/junit-xml.ts";
import { plural, sentence } from "../../reporters/words.ts";
import type { AuditReport } from "../report.ts";
import { isAllowed, worstFirst } from "./grouped.ts";
import type { AuditReporter } from "./reporter.ts";
import { messageOf, milder, scopeOf } from "./words.ts";

export const junit: AuditReporter = {
  name: "junit",
  summary: "JUnit XML: one test case for each file with findings",
  render: (report) => junitXml({ cases: casesOf(report), type: "blocker", output: outputOf(report) }),
};

const rest = "everything else";

function casesOf({ findings, failures = [] }: AuditReport): Map<string, readonly Failure[]> {
  const cases = new Map<string, readonly Failure[]>();
  for (const each of worstFirst(findings)) {
    const name = printable(each.file);
    const before = cases.get(name) ?? [];
    const failed = each.severity === "blocker" && !isAllowed(each);
    const source = { file: each.file, line: each.line };
    cases.set(name, failed ? [...before, { message: `${printable(each.class)}: ${messageOf(each)}`, source }] : before);
  }
  const others = failures.map((each) => ({ message: sentence(printable(each)) }));
  return cases.set(rest, [...(cases.get(rest) ?? []), ...others]);
}

function outputOf(report: AuditReport): string[] {
  const { findings, couldNotTell, skipped } = report;
  const allowed = findings.filter(isAllowed).length;
  return [
    scopeOf(report),
    ...(milder(report) === "" ? [] : [`${milder(report)}.`]),
    ...(allowed === 0 ? [] : [`${plural(allowed, "finding")} allowed.`]),
    ...couldNotTell.map(({ file, line, reason }) => printable(sentence(`Could not judge ${file}:${line}: ${reason}`))),
    ...skipped.map(({ file, reason }) => printable(sentence(`Skipped ${file}: ${reason}`))),
  ];
}
