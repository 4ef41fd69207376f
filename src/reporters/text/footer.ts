// What stands around the drift: data, pending migrations, what was ignored, accepted, compared and not compared.

import { printable } from "../../redact.ts";
import type { Report } from "../reporter.ts";
import { number, plural, sentence } from "../words.ts";
import { bounded } from "./bounded.ts";
import { glue } from "./style.ts";

export function inData({ data }: Report): string[] {
  if (data === undefined) return [];
  if (data.length === 0) return ["No problems found in the data."];
  const lines = data.flatMap(({ id, says, fix }) => [
    `  ! ${printable(`${id}  ${says}`)}`,
    ...(fix === undefined ? [] : [`      ${printable(fix)};`]),
  ]);
  return ["", ...lines, "", `${plural(data.length, "problem")} found in the data.`];
}

/** Migrations that have not run yet are listed apart from drift. */
export function pending({ migrations }: Report): string[] {
  if (migrations === undefined) return [];
  const { tool, table, recorded, heads, pending: waiting, comparedAtRecorded } = migrations;
  if (table === undefined) return [`${tool}: No version table found; pending migrations are unknown.`];
  if (recorded.length === 0)
    return [`${tool}: ${printable(table)} is empty. The live database was compared with the newest migration.`];
  const at = printable(recorded.length > 3 ? `${recorded.length} migrations` : recorded.join(", "));
  if (waiting.length === 0) return [`${tool}: ${printable(table)} has ${at}; no migration is pending.`];
  const model = comparedAtRecorded
    ? "compared with the model at that revision"
    : `compared with the model at ${heads.join(", ")}`;
  return [
    `${tool}: ${printable(table)} has ${at} (${printable(model)}); ${plural(waiting.length, "migration")} pending:`,
    ...bounded(
      waiting.map(({ id, title, file }) =>
        printable(`  ${[id, title, file].filter((each) => each !== undefined).join("  ")}`),
      ),
      "pending migrations",
    ),
  ];
}

/** One line for all noise: which rules, the most frequent first. */
export function noise({ ignored }: Report): string {
  if (ignored.length === 0) return "Nothing was ignored as noise.";
  const byRule = new Map<string, number>();
  for (const { rule } of ignored) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  const rules = [...byRule].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const counts = rules.map(([rule, count]) => `${number(count)}${glue}${printable(rule)}`);
  return `${plural(ignored.length, "difference")} ignored as noise (--reporter json lists each with its reason): ${counts.join(", ")}.`;
}

export function accepted({ staleRules, baselined, fixedInBaseline = [], disabledRules = [] }: Report): string[] {
  const lines = baselined === undefined ? [] : [`${plural(baselined.length, "drift")} accepted by the baseline.`];
  const fixed = fixedInBaseline.map(
    ({ id, type, attribute = type }) =>
      `Baseline entry already fixed: ${printable(id)}  ${printable(attribute)}. Remove it.`,
  );
  const stale = staleRules.map(
    ({ rule, reason }) => `${sentence(printable(`Stale rule ${rule}: ${reason}`))} Change or remove it.`,
  );
  lines.push(...bounded(fixed, "fixed baseline entries"), ...bounded(stale, "stale rules"));
  for (const file of new Set(disabledRules.map((each) => each.in))) {
    const ids = disabledRules.flatMap((each) => (each.in === file ? [each.rule] : []));
    lines.push(printable(`Disabled in ${file}: ${ids.join(", ")}.`));
  }
  return lines;
}

export function failing({ failures = [] }: Report): string[] {
  return [
    ...bounded(
      failures.map((each) => sentence(`The check fails: ${printable(each)}`)),
      "failures",
    ),
  ];
}

/** How much was looked at, and by which versions. */
export function compared({ compared: counted, coverage, notCompared, declared, live }: Report): string {
  // What one side knows nothing of was not compared at all; the lines below say so.
  const isUnread = (kind: string, of: number) =>
    notCompared.some(({ what, count, id }) => what === kind && count === of && id === undefined);
  const counts = Object.entries(counted)
    .filter(([kind, count]) => !isUnread(kind, count))
    .map(([kind, count]) => plural(count, kind) + sides(coverage[kind]));
  const versions = `PostgreSQL ${printable(declared.server)} declared, ${printable(live.server)} live.`;
  const found = declared.found === undefined ? "" : ` Declared: ${printable(declared.found)}.`;
  return `Compared ${counts.join(", ")}.${found} ${versions}`;
}

/** Only where the two sides don't have the same number. */
function sides(count: { readonly declared: number; readonly live: number } | undefined): string {
  return count === undefined || count.declared === count.live
    ? ""
    : ` (${number(count.declared)} declared, ${number(count.live)} live)`;
}
