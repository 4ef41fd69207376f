// SARIF 2.1.0 of whatever was found: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. GitHub takes no result without a place, and
// so many results at most.

import type { SourceLocation } from "../catalog/drift.ts";
import { packageVersion } from "../package-files.ts";
import { printable } from "../redact.ts";
import { inertJson } from "./inert-json.ts";
import { number, plural } from "./words.ts";

export interface SarifRule {
  readonly id: string;
  /** In a few words. */
  readonly short: string;
  /** In sentences. */
  readonly full: string;
  readonly help: string;
  readonly level: "error" | "warning" | "note";
  readonly tags: readonly string[];
}

export interface SarifResult {
  readonly rule: string;
  readonly level: "error" | "warning" | "note";
  readonly message: string;
  readonly place: SourceLocation;
  /** What of a database it is about. */
  readonly object?: string;
  /** The same in the next run, whatever its line. */
  readonly fingerprint: string;
  /** Why it fails nothing. */
  readonly suppressedBecause?: string;
}

export interface SarifRun {
  readonly rules: readonly SarifRule[];
  /** The worst first. */
  readonly results: readonly SarifResult[];
  readonly notes: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
}

const most = 25_000;

export function sarifLog({ rules, results, notes, properties }: SarifRun): string {
  const ids = rules.map(({ id }) => id);
  const numbers = new Map<string, number>();
  const left =
    results.length > most
      ? [`${number(most)} of ${plural(results.length, "result")} are here; --reporter json lists all.`]
      : [];
  const notifications = [...left, ...notes].map((text) => ({
    level: "note",
    message: { text: inert(printable(text)) },
  }));
  return inertJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "driftcheck", semanticVersion: packageVersion(), rules: rules.map(ruleOf) } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
        columnKind: "utf16CodeUnits",
        results: results.slice(0, most).map((result) => {
          const number = (numbers.get(result.fingerprint) ?? 0) + 1;
          numbers.set(result.fingerprint, number);
          return resultOf(result, number, ids.indexOf(result.rule));
        }),
        properties,
      },
    ],
  });
}

const pascalCase = (id: string) => id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

function ruleOf({ id, short, full, help, level, tags }: SarifRule) {
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: short },
    fullDescription: { text: full },
    help: { text: help },
    defaultConfiguration: { level },
    properties: { tags, precision: "very-high", "problem.severity": level === "note" ? "recommendation" : level },
  };
}

/** @param number of those with this fingerprint */
function resultOf(result: SarifResult, number: number, ruleIndex: number) {
  const { rule, level, message, place, object, fingerprint, suppressedBecause } = result;
  return {
    ruleId: rule,
    ruleIndex,
    level,
    message: { text: inert(message) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(place.file) }, region: { startLine: place.line } },
        ...(object !== undefined && { logicalLocations: [{ fullyQualifiedName: printable(object) }] }),
      },
    ],
    partialFingerprints: {
      "driftcheck/v1": fingerprint,
      // By this name GitHub knows a result again, whatever its line.
      primaryLocationLineHash: `${fingerprint}:${number}`,
    },
    // Where one result says whether it is suppressed, all must.
    suppressions:
      suppressedBecause === undefined
        ? []
        : [{ kind: "external", status: "accepted", justification: inert(suppressedBecause) }],
  };
}

/** Neither a link, `[text](place)`, nor a placeholder, `{0}`: a viewer reads both in plain text. */
const inert = (text: string) => text.replaceAll("](", "] (").replace(/\{\d+\}/g, "{$&}");

const uriOf = (file: string) =>
  file.startsWith("database/") ? file : file.split("/").map(encodeURIComponent).join("/");
