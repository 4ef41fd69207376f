// The report for a person: the drift, grouped by what it is about, then a line for everything that was set aside.

import type { Attributes, AttributeValue } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { parseObjectId, qualified } from "../catalog/object-id.ts";
import { printable } from "../redact.ts";
import type { NotCompared, Report, Reporter } from "./reporter.ts";

export const text: Reporter = {
  name: "text",
  summary: "what drifted, for a person to read",
  render: (report) =>
    `${[...drifts(report), ...setAside(report), ...scope(report), ...report.hints.map(printable)].join("\n")}\n`,
};

const marks = { missing: "-", unexpected: "+", changed: "~" } as const;

function drifts({ drift }: Report): string[] {
  if (drift.length === 0) return ["No drift."];
  const lines: string[] = [];
  let heading = "";
  for (const each of drift) {
    const subject = subjectOf(each);
    if (subject !== heading) lines.push("", subject);
    heading = subject;
    lines.push(...line(each));
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

/** The table, or whatever else stands for itself. */
function subjectOf({ id }: Drift): string {
  const { path } = parseObjectId(id);
  return printable(qualified(...path.slice(0, 2)));
}

function line(drift: Drift): string[] {
  const { kind, path, signature } = parseObjectId(drift.id);
  const own = path.length > 2 ? ` ${qualified(...path.slice(2))}` : "";
  const what = printable(`${kind}${own}${signature === undefined ? "" : `(${signature})`}`);
  if (drift.type !== "changed") return [`  ${marks[drift.type]} ${what}${summary(drift.declared ?? drift.live)}`];
  const [declared, live] = [show(drift.declared), show(drift.live)];
  const head = `  ~ ${what}  ${printable(drift.attribute ?? "")}: `;
  if (head.length + declared.length + live.length <= 110) return [`${head}${declared} → ${live}`];
  return [head.trimEnd(), `      declared  ${declared}`, `      live      ${live}`];
}

function summary(value: Drift["declared"]): string {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return "";
  const attributes = Object.entries(value as Attributes).filter(([, each]) => show(each).length <= 80);
  return attributes.length === 0
    ? ""
    : `  ${attributes.map(([name, each]) => (each === true ? printable(name) : `${printable(name)} ${show(each)}`)).join(", ")}`;
}

function show(value: Drift["declared"]): string {
  if (value === null) return "none";
  if (typeof value === "object")
    return `(${(value as readonly AttributeValue[]).map((each) => printable(String(each))).join(", ")})`;
  return typeof value === "boolean" ? (value ? "yes" : "no") : printable(String(value));
}

function setAside({ ignored, staleRules }: Report): string[] {
  const lines: string[] = [""];
  const byRule = new Map<string, number>();
  for (const { rule } of ignored) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  if (byRule.size > 0) {
    lines.push(
      `${plural(ignored.length, "difference")} set aside as noise (--reporter json lists each with its reason):`,
    );
    const rules = [...byRule].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    for (const [rule, count] of rules) lines.push(`  ${String(count).padStart(5)}  ${rule}`);
  } else lines.push("Nothing was set aside as noise.");
  for (const { rule, reason } of staleRules) lines.push(`Stale rule ${rule}: ${reason}; remove it.`);
  return lines;
}

function scope({ compared, notCompared, declared, live }: Report): string[] {
  const counts = Object.entries(compared).map(([kind, count]) => plural(count, kind));
  return [
    "",
    `Compared ${counts.join(", ")}.`,
    `PostgreSQL ${printable(declared.server)} declared, ${printable(live.server)} live.`,
    ...notCompared.map((each) => `Not compared, ${each.side}: ${unread(each)}.`),
  ];
}

function unread({ what, count, reason, id }: NotCompared): string {
  return printable(id === undefined ? `${what}: ${count} (${reason})` : `${id} (${reason})`);
}

const irregular: Readonly<Record<string, string>> = { index: "indexes", policy: "policies" };

function plural(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  const regular = /(?:s|x|ch|sh)$/.test(noun)
    ? `${noun}es`
    : noun.endsWith("y")
      ? `${noun.slice(0, -1)}ies`
      : `${noun}s`;
  return `${count} ${irregular[noun] ?? regular}`;
}
