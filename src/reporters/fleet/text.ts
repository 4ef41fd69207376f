// The fleet's report for a person: the verdict first and last, what could not be told, then each difference once with the
// targets that have it.

import type { Drift } from "../../catalog/drift.ts";
import { printable } from "../../redact.ts";
import { fails } from "../fail-on.ts";
import type { Surroundings } from "../reporter.ts";
import { bounded } from "../text/bounded.ts";
import { glue, type Style, styleOf } from "../text/style.ts";
import { nameOf, number, plural, sentence, valueText } from "../words.ts";
import type { Cluster, FleetReport } from "./report.ts";
import { exitOf, failuresOfWhole, fixedOf, staleRulesOf, verdictOf } from "./whole.ts";

export function fleetText(report: FleetReport, terminal?: Surroundings): string {
  const style = styleOf(terminal);
  const verdict = style.paint(report.outcome === "clean" ? "green" : "bold", verdictOf(report));
  const blocks = [
    [verdict],
    untold(report, style),
    style.isBrief ? briefly(report) : clusters(report, style),
    data(report, style),
    behind(report),
    footer(report).flatMap((line) => style.wrap(line)),
    report.clusters.length > 12 ? [verdict] : [],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

const mostNames = 12;

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map(printable).join(", ");
  return names.length <= mostNames ? shown : `${shown} and ${number(names.length - mostNames)} more`;
}

function untold({ targets }: FleetReport, style: Style): string[] {
  const failed = targets.filter(({ outcome }) => outcome === "could-not-tell");
  const lines = failed.map(({ name, error = "" }) => `  ${style.paint("red", printable(name))}  ${printable(error)}`);
  return lines.length === 0 ? [] : ["Could not tell:", ...bounded(lines, "targets")];
}

const mostClusters = 200;

function clusters(report: FleetReport, style: Style): string[] {
  const all = report.clusters.slice(0, mostClusters);
  const lines = all.flatMap((cluster) => [
    ...style.wrap(headOf(cluster, report, style)),
    ...style.wrap(namesOf(cluster.targets), "    "),
  ]);
  const left = report.clusters.length - all.length;
  return left === 0
    ? lines
    : [
        ...lines,
        `${number(all.length)} of ${plural(report.clusters.length, "cluster")} shown; --reporter json lists all.`,
      ];
}

function briefly({ clusters: all }: FleetReport): string[] {
  return all.length === 0 ? [] : [`${plural(all.length, "cluster")} of equal drift; leave out --summary to see them.`];
}

function headOf({ drift, targets }: Cluster, { counts, failOn }: FleetReport, style: Style): string {
  const one = targets.length === 1;
  const who = `${number(targets.length)} of ${plural(counts.targets, "target")}`;
  const isPassed = failOn !== undefined && !fails({ drift: [drift], failOn });
  return `${style.paint("bold", who)} ${saysOf(drift, one)}${isPassed ? " (does not fail the check)" : ""}`;
}

/** After `17 of 20 targets`. */
function saysOf(drift: Drift, one: boolean): string {
  const { type, id, attribute = "", declared, live, holds = {}, review } = drift;
  const parts = Object.entries(holds).map(([kind, count]) => plural(count, printable(kind)));
  const withParts = parts.length === 0 ? "" : `, with ${parts.join(", ")}`;
  const doubt = review ? " (review: it may mean the same)" : "";
  if (type === "missing") return `${one ? "lacks" : "lack"} ${nameOf(id)}${withParts}${doubt}`;
  if (type === "unexpected") return `${one ? "has" : "have"} the undeclared ${nameOf(id)}${withParts}${doubt}`;
  const values = `declared ${valueText(declared)}, live ${valueText(live)}`;
  return `${one ? "differs" : "differ"} in ${nameOf(id)}  ${printable(attribute)}: ${values}${doubt}`;
}

function data({ data: found, counts }: FleetReport, style: Style): string[] {
  const lines = found.flatMap(({ id, says, targets }) => [
    `${style.paint("bold", `${number(targets.length)} of ${plural(counts.targets, "target")}`)}: ${printable(`${id}  ${says}`)}`,
    `    ${namesOf(targets)}`,
  ]);
  return [...lines];
}

/** Targets at an older revision of the declared migrations. Pending migrations are no drift. */
function behind({ targets }: FleetReport): string[] {
  const groups = new Map<string, string[]>();
  for (const { name, migrations } of targets) {
    if (migrations === undefined || migrations.pending.length === 0) continue;
    const { tool, recorded, pending } = migrations;
    const at = recorded.length > 3 ? plural(recorded.length, "migration") : recorded.join(", ");
    const says = `${tool}: ${plural(pending.length, "migration")} pending after ${printable(at)}`;
    groups.set(says, [...(groups.get(says) ?? []), name]);
  }
  return [...groups].map(([says, names]) => `${says}: ${plural(names.length, "target")}, ${namesOf(names)}`);
}

function footer(report: FleetReport): string[] {
  const { hints, failures, disabledRules, baselined, declared } = report;
  const shared = <T extends { readonly targets: readonly string[] }>(all: readonly T[], says: (each: T) => string) =>
    bounded(
      all.map((each) => `${sentence(says(each))} (${plural(each.targets.length, "target")}: ${namesOf(each.targets)})`),
      "lines",
    );
  const passes = exitOf(report) === 0 && report.outcome !== "clean";
  return [
    noise(report),
    ...(baselined.length === 0 ? [] : [`${plural(baselined.length, "drift")} accepted by the baseline.`]),
    ...fixedOf(report).map(({ id }) => `Baseline entry already fixed in every target: ${printable(id)}. Remove it.`),
    ...staleRulesOf(report).map(
      ({ rule, reason }) => `Stale rule ${printable(rule)}: ${sentence(printable(reason))} Change or remove it.`,
    ),
    ...disabledRules.map((each) => `Disabled in ${printable(each.in)}: ${printable(each.rule)}.`),
    ...shared(failures, ({ says }) => `The check fails: ${printable(says)}`),
    ...failuresOfWhole(report).map((each) => sentence(`The check fails: ${printable(each)}`)),
    ...shared(hints, ({ says }) => printable(says)),
    ...(passes ? [`None of it fails the check (--fail-on ${(report.failOn ?? []).join(",")}).`] : []),
    ...notCompared(report),
    ...declared.map(
      ({ locator, server, found }) =>
        `Declared: ${printable(locator)}, PostgreSQL ${printable(server)}${found === undefined ? "" : `; ${printable(found)}`}.`,
    ),
  ];
}

function noise({ ignored }: FleetReport): string {
  const all = ignored.reduce((sum, { targets }) => sum + targets.length, 0);
  if (all === 0) return "Nothing was ignored as noise.";
  const byRule = new Map<string, number>();
  for (const { drift, targets } of ignored) byRule.set(drift.rule, (byRule.get(drift.rule) ?? 0) + targets.length);
  const rules = [...byRule].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const counts = rules.map(([rule, count]) => `${number(count)}${glue}${printable(rule)}`);
  return `${plural(all, "difference")} ignored as noise in all targets together (--reporter json lists each with its reason): ${counts.join(", ")}.`;
}

function notCompared({ notCompared: all }: FleetReport): readonly string[] {
  // As many of one thing as each target has: a fleet would print a line for each number.
  const alike = new Map<string, (typeof all)[number][]>();
  for (const each of all) {
    const key = JSON.stringify([each.what, each.side, each.reason, each.id]);
    alike.set(key, [...(alike.get(key) ?? []), each]);
  }
  const lines = [...alike.values()].map((group) => {
    const [{ what, side, reason, id } = { what: "", side: "", reason: "", id: undefined }] = group;
    const targets = group.reduce((sum, each) => sum + each.targets.length, 0);
    const name =
      id === undefined
        ? between(
            group.map(({ count }) => count),
            printable(what),
          )
        : printable(id);
    return `Not compared: ${name} (${side}), in ${plural(targets, "target")}: ${sentence(printable(reason))}`;
  });
  return bounded(lines, "lines");
}

function between(counts: readonly number[], what: string): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? plural(most, what) : `${number(least)} to ${plural(most, what)}`;
}
