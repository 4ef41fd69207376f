// SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. What a rule ignores or the baseline accepts is
// there as suppressed, with the reason. GitHub takes no result without a place, and so many results at most.

import type { SourceLocation } from "../catalog/drift.ts";
import { packageVersion } from "../package-files.ts";
import { printable } from "../redact.ts";
import { inertJson } from "./inert-json.ts";
import { placeOf } from "./place.ts";
import { acceptedOf, type CheckName, checks, type Problem, problemsOf, worstFirst } from "./problems.ts";
import type { Report, Reporter, Surroundings } from "./reporter.ts";
import { number, plural, sentence } from "./words.ts";

export const sarif: Reporter = {
  name: "sarif",
  locates: true,
  summary: "SARIF 2.1.0 for code scanning, with what was ignored as suppressions",
  render: (report, surroundings) => inertJson(logOf(report, surroundings)),
};

const most = 25_000;

function logOf(report: Report, surroundings?: Surroundings) {
  const all = [...worstFirst(problemsOf(report)), ...acceptedOf(report)];
  const numbers = new Map<string, number>();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "driftcheck", semanticVersion: packageVersion(), rules: names.map(ruleOf) } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notificationsOf(report, all.length) }],
        columnKind: "utf16CodeUnits",
        results: all.slice(0, most).map((problem) => {
          const number = (numbers.get(problem.fingerprint) ?? 0) + 1;
          numbers.set(problem.fingerprint, number);
          return resultOf(problem, number, placeOf(problem, report, surroundings));
        }),
        properties: { outcome: report.outcome, declared: report.declared.locator, live: report.live.locator },
      },
    ],
  };
}

const names = Object.keys(checks) as readonly CheckName[];

const meanings: Readonly<Record<CheckName, string>> = {
  missing:
    "The declared schema has this object, the live database does not. The application may fail where it uses it.",
  unexpected:
    "The live database has this object, the declared schema does not. The next migration does not know of it.",
  changed: "The live object has another value of this attribute than the declared one.",
  data: "The live data, or an object that guards it, is in a state that makes writes fail or lets wrong rows in.",
  failure: "A rule or an option demands something that is not so. The message says what.",
};

function ruleOf(id: CheckName) {
  return {
    id,
    name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
    shortDescription: { text: checks[id] },
    fullDescription: { text: meanings[id] },
    help: { text: `${meanings[id]} Run driftcheck explain with the object's id to see why no rule ignores it.` },
    defaultConfiguration: { level: "error" },
    properties: { tags: ["database", "schema"], precision: "very-high", "problem.severity": "error" },
  };
}

/** @param number of those with this fingerprint */
function resultOf(problem: Problem, number: number, { file, line }: SourceLocation) {
  const { check, review, id, message, fingerprint, accepted, moved } = problem;
  return {
    ruleId: check,
    ruleIndex: names.indexOf(check),
    level: accepted ? "note" : review ? "warning" : "error",
    message: { text: inert(message) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } },
        ...(id !== undefined && { logicalLocations: [{ fullyQualifiedName: printable(id) }] }),
      },
    ],
    partialFingerprints: {
      "driftcheck/v1": fingerprint,
      // By this name GitHub knows a result again, whatever its line.
      primaryLocationLineHash: `${fingerprint}:${number}`,
    },
    ...(moved && { properties: { moved } }),
    // Where one result says whether it is suppressed, all must.
    suppressions: accepted ? [{ kind: "external", status: "accepted", justification: inert(accepted.because) }] : [],
  };
}

function notificationsOf({ notCompared, hints, staleRules }: Report, results: number) {
  const left =
    results > most ? [`${number(most)} of ${plural(results, "result")} are here; --reporter json lists all.`] : [];
  const unread = notCompared.map(
    ({ what, side, count, reason }) => `Not compared: ${what}, ${count} ${side} (${reason}).`,
  );
  const stale = staleRules.map(({ rule, reason }) => sentence(`Stale rule ${rule}: ${reason}`));
  return [...left, ...unread, ...stale, ...hints].map((text) => ({
    level: "note",
    message: { text: inert(printable(text)) },
  }));
}

/** Neither a link, `[text](place)`, nor a placeholder, `{0}`: a viewer reads both in plain text. */
const inert = (text: string) => text.replaceAll("](", "] (").replace(/\{\d+\}/g, "{$&}");

const uriOf = (file: string) =>
  file.startsWith("database/") ? file : file.split("/").map(encodeURIComponent).join("/");
