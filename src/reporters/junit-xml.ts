// JUnit's XML, as Jenkins reads it: one suite, its cases with what failed in each, and what else is to be said.

import type { SourceLocation } from "../catalog/drift.ts";
import { printable } from "../redact.ts";
import { plural } from "./words.ts";
import { xmlText } from "./xml.ts";

export interface Failure {
  /** Printable, on one line. */
  readonly message: string;
  readonly source?: SourceLocation;
  /** It is told, and its case does not fail for it. */
  readonly fails?: boolean;
}

export interface Suite {
  /** Each case by its name, with all that failed in it. */
  readonly cases: ReadonlyMap<string, readonly Failure[]>;
  /** What a failure is called: `drift`. */
  readonly type: string;
  /** Printable lines. */
  readonly output: readonly string[];
}

export function junitXml({ cases, type, output }: Suite): string {
  const failed = [...cases.values()].filter((failures) => failures.some(isFailing)).length;
  const counts = `tests="${cases.size}" failures="${failed}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="driftcheck" ${counts}>`,
    `  <testsuite name="driftcheck" ${counts} skipped="0">`,
    ...[...cases].map(([name, failures]) => caseOf(name, failures, type)),
    `    <system-out>${xmlText(output.join("\n"))}</system-out>`,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function caseOf(name: string, failures: readonly Failure[], type: string): string {
  const attributes = `name="${xmlText(name)}" classname="driftcheck" time="0"`;
  if (failures.length === 0) return `    <testcase ${attributes}/>`;
  const failing = failures.filter(isFailing);
  const passing = failures.filter((each) => !isFailing(each));
  const message = xmlText(failing.length === 1 ? (failing[0]?.message ?? "") : plural(failing.length, "problem"));
  return [
    `    <testcase ${attributes}>`,
    ...(failing.length > 0 ? [`      <failure message="${message}" type="${type}">${textOf(failing)}</failure>`] : []),
    ...(passing.length > 0 ? [`      <system-out>${textOf(passing)}</system-out>`] : []),
    "    </testcase>",
  ].join("\n");
}

const isFailing = ({ fails = true }: Failure) => fails;

const textOf = (failures: readonly Failure[]) =>
  xmlText(failures.map((failure) => printable(whereOf(failure) + failure.message)).join("\n"));

const whereOf = ({ source }: Failure) => (source === undefined ? "" : `${source.file}:${source.line}: `);
