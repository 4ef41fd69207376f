// The report for a person: the drift, grouped by what it is about, then a line for everything that was ignored or not compared.

import type { Attributes, AttributeValue } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { parseObjectId, qualified } from "../catalog/object-id.ts";
import { printable } from "../redact.ts";
import type { NotCompared, Report, Reporter } from "./reporter.ts";
import { isOfStandIn, standInLines } from "./stand-ins.ts";

export const text: Reporter = {
  name: "text",
  summary: "the drift and a summary, for people",
  render: (report) =>
    `${[...drifts(report), ...atOnce(report), ...inData(report), ...pending(report), ...footer(report), ...scope(report), ...report.hints.map(printable)].join("\n")}\n`,
};

const marks = { missing: "-", unexpected: "+", changed: "~" } as const;

function drifts({ drift, findings = [], data = [] }: Report): string[] {
  if (drift.length === 0) return [data.length === 0 ? "No drift." : "No drift in the schema."];
  const shown = drift.filter(({ finding }) => finding === undefined);
  const explain = explainer(shown);
  const lines = findings.flatMap(({ says, count }) => [
    "",
    printable(`${says} (${plural(count, "drift")}; --reporter json lists each)`),
  ]);
  let heading = "";
  for (const each of shown) {
    const subject = subjectOf(each);
    if (subject !== heading) lines.push("", subject);
    heading = subject;
    lines.push(...line(each), ...explain(each));
  }
  const counts = Object.keys(marks).flatMap((type) => {
    const count = drift.filter((each) => each.type === type).length;
    return count === 0 ? [] : [`${count} ${type}`];
  });
  return [
    ...lines.slice(1),
    "",
    `${plural(drift.length, "drift")}: ${counts.join(", ")}  (- declared, not live; + live, not declared; ~ differs)`,
  ];
}

/** "No drift" says at once what it is about. */
function atOnce(report: Report): string[] {
  const lines = standInLines(report, plural);
  return report.drift.length > 0 && lines.length > 0 ? ["", ...lines] : lines;
}

function inData({ data }: Report): string[] {
  if (data === undefined) return [];
  if (data.length === 0) return ["", "No problems found in the data."];
  const lines = data.flatMap(({ id, says, fix }) => [
    `  ! ${printable(`${id}  ${says}`)}`,
    ...(fix === undefined ? [] : [`      ${printable(fix)};`]),
  ]);
  return ["", ...lines, "", `${plural(data.length, "problem")} found in the data.`];
}

/** The same explanation is printed once, under the first drift that has it, with their count. */
function explainer(drift: readonly Drift[]): (drift: Drift) => string[] {
  const counts = new Map<string, number>();
  const sentence = ({ loss, because = "" }: Drift) => JSON.stringify([loss, because]);
  for (const each of drift) counts.set(sentence(each), (counts.get(sentence(each)) ?? 0) + 1);
  const printed = new Set<string>();
  return (each) => {
    const { loss, because } = each;
    if (because === undefined || printed.has(sentence(each))) return [];
    printed.add(sentence(each));
    const count = counts.get(sentence(each)) ?? 0;
    const head = [loss ?? [], count > 1 ? `(${count} times)` : []].flat().join(" ");
    return [printable(`      ${head === "" ? "" : `${head}: `}${because}`)];
  };
}

/** The table, or whatever else stands for itself. */
function subjectOf({ id }: Drift): string {
  const { path } = parseObjectId(id);
  return printable(qualified(...path.slice(0, 2)));
}

function line(drift: Drift): string[] {
  const { kind, path, signature } = parseObjectId(drift.id);
  const own = path.length > 2 ? ` ${qualified(...path.slice(2))}` : "";
  const what = printable(`${kind}${own}${signature === undefined ? "" : `(${signature})`}`);
  if (drift.type !== "changed") return [`  ${marks[drift.type]} ${what}${summary(drift)}`];
  const [declared, live] = [show(drift.declared), show(drift.live)];
  const head = `  ~ ${what}  ${printable(drift.attribute ?? "")}: `;
  const doubt = drift.unproven === undefined ? [] : [`      ${printable(drift.unproven)}`];
  if (head.length + declared.length + live.length <= 110) return [`${head}${declared} → ${live}`, ...doubt];
  return [head.trimEnd(), `      declared  ${declared}`, `      live      ${live}`, ...doubt];
}

/** What an object that one side lacks is, and how much goes with it. */
function summary({ declared, live, holds = {} }: Drift): string {
  const parts = Object.entries(holds).map(([kind, count]) => plural(count, kind));
  const value = declared ?? live;
  if (value !== null && typeof value === "object" && !Array.isArray(value))
    for (const [name, each] of Object.entries(value as Attributes))
      parts.push(each === true ? printable(name) : `${printable(name)} ${shortened(each)}`);
  return parts.length === 0 ? "" : `  ${parts.join(", ")}`;
}

const longest = 80; // characters

/** On one line, whatever lines its definition has. */
function shortened(value: AttributeValue): string {
  const text = show(typeof value === "string" ? value.replace(/\s+/g, " ") : value);
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}

function show(value: Drift["declared"]): string {
  if (value === null) return "none";
  if (typeof value === "object")
    return `(${(value as readonly AttributeValue[]).map((each) => printable(String(each))).join(", ")})`;
  return typeof value === "boolean" ? (value ? "yes" : "no") : printable(String(value));
}

/** Migrations that have not run yet are listed apart from drift. */
function pending({ migrations }: Report): string[] {
  if (migrations === undefined) return [];
  const { tool, table, recorded, heads, pending: waiting, comparedAtRecorded } = migrations;
  if (table === undefined) return ["", `${tool}: No version table found; pending migrations are unknown.`];
  if (recorded.length === 0)
    return ["", `${tool}: ${printable(table)} is empty. The live database was compared with the newest migration.`];
  const at = printable(recorded.length > 3 ? `${recorded.length} migrations` : recorded.join(", "));
  if (waiting.length === 0) return ["", `${tool}: ${printable(table)} has ${at}; no migration is pending.`];
  const model = comparedAtRecorded
    ? "compared with the model at that revision"
    : `compared with the model at ${heads.join(", ")}`;
  return [
    "",
    `${tool}: ${printable(table)} has ${at} (${printable(model)}); ${plural(waiting.length, "migration")} pending:`,
    ...bounded(
      waiting.map(({ id, title, file }) =>
        printable(`  ${[id, title, file].filter((each) => each !== undefined).join("  ")}`),
      ),
      "pending migrations",
    ),
  ];
}

const most = 12;

/** The first lines of a list, and how to see the others. */
function bounded(lines: readonly string[], what: string): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `  ${most} of ${lines.length} ${what} shown; --reporter json lists all.`];
}

function footer({
  ignored,
  staleRules,
  baselined,
  fixedInBaseline = [],
  failures = [],
  disabledRules = [],
}: Report): string[] {
  const lines: string[] = [""];
  const byRule = new Map<string, number>();
  for (const { rule } of ignored) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  if (byRule.size > 0) {
    lines.push(
      `${plural(ignored.length, "difference")} ignored as noise (--reporter json lists each with its reason):`,
    );
    const rules = [...byRule].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    for (const [rule, count] of rules) lines.push(`  ${String(count).padStart(5)}  ${rule}`);
  } else lines.push("Nothing was ignored as noise.");
  if (baselined !== undefined) lines.push(`${plural(baselined.length, "drift")} accepted by the baseline.`);
  const fixed = fixedInBaseline.map(
    ({ id, type, attribute = type }) =>
      `Baseline entry already fixed: ${printable(id)}  ${printable(attribute)}. Remove it.`,
  );
  const stale = staleRules.map(
    ({ rule, reason }) => `${sentence(`Stale rule ${rule}: ${printable(reason)}`)} Change or remove it.`,
  );
  lines.push(...bounded(fixed, "fixed baseline entries"), ...bounded(stale, "stale rules"));
  const files = [...new Set(disabledRules.map((each) => each.in))];
  for (const file of files) {
    const ids = disabledRules.flatMap((each) => (each.in === file ? [each.rule] : []));
    lines.push(printable(`Disabled in ${file}: ${ids.join(", ")}.`));
  }
  if (failures.length > 0)
    lines.push(
      "",
      ...bounded(
        failures.map((each) => sentence(`The check fails: ${printable(each)}`)),
        "failures",
      ),
    );
  return lines;
}

function scope({ compared, coverage, notCompared, declared, live }: Report): string[] {
  // What one side knows nothing of was not compared at all; the lines below say so.
  const isUnread = (kind: string, of: number) =>
    notCompared.some(({ what, count, id }) => what === kind && count === of && id === undefined);
  const counts = Object.entries(compared)
    .filter(([kind, count]) => !isUnread(kind, count))
    .map(([kind, count]) => plural(count, kind) + sides(coverage[kind]));
  return [
    "",
    `Compared ${counts.join(", ")}.`,
    ...(declared.found === undefined ? [] : [`Declared: ${printable(declared.found)}.`]),
    `PostgreSQL ${printable(declared.server)} declared, ${printable(live.server)} live.`,
    ...unread(notCompared.filter((each) => !isOfStandIn(each))),
  ];
}

/** Only where the two sides don't have the same number. */
function sides(count: { readonly declared: number; readonly live: number } | undefined): string {
  return count === undefined || count.declared === count.live
    ? ""
    : ` (${count.declared} declared, ${count.live} live)`;
}

/** One line for what is not compared on both sides for one reason. */
function unread(notCompared: readonly NotCompared[]): string[] {
  const lines = new Map<string, string[]>();
  for (const { what, side, count, reason, id } of notCompared) {
    const key = JSON.stringify([id ?? what, reason]);
    lines.set(key, [...(lines.get(key) ?? []), id === undefined ? `${count} ${side}` : side]);
  }
  return [...lines].map(([key, counts]) => {
    const [what = "", reason = ""] = JSON.parse(key) as string[];
    return printable(`Not compared: ${what}, ${counts.join(", ")} (${reason}).`);
  });
}

const sentence = (text: string) => (/[.?!]$/.test(text) ? text : `${text}.`);

function plural(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  if (noun.endsWith("statistics")) return `${count} ${noun}`;
  const regular = /(?:s|x|ch|sh)$/.test(noun)
    ? `${noun}es`
    : noun.endsWith("y")
      ? `${noun.slice(0, -1)}ies`
      : `${noun}s`;
  return `${count} ${regular}`;
}
