// An audit for a person: the verdict first and last, the findings by class and file, then what was not judged.

import { printable } from "../../redact.ts";
import { bounded } from "../../reporters/text/bounded.ts";
import { type Style, styleOf } from "../../reporters/text/style.ts";
import { number, plural, sentence } from "../../reporters/words.ts";
import type { AuditFinding, AuditReport } from "../report.ts";
import { byClass, type ClassGroup, freshIn, grouped } from "./grouped.ts";
import type { AuditReporter } from "./reporter.ts";
import { counted, milder, scopeOf, statementText, verdictOf } from "./words.ts";

export const text: AuditReporter = {
  name: "text",
  summary: "the findings by class and file, for people",
  render: (report, terminal) => {
    const style = styleOf(terminal);
    const shown = byClass(report).filter((group) => freshIn(group) > 0);
    const listed = shown.filter(({ severity }) => severity !== "advisory");
    const lines = style.isBrief ? [] : findingLines(listed, style);
    const verdict = style.paint(report.outcome === "clean" ? "green" : "bold", `${verdictOf(report)}.`);
    const blocks = [
      [verdict, ...(milder(report) === "" ? [] : [`${milder(report)}.`])],
      ...lines,
      advisories(style.isBrief ? shown : shown.filter((group) => !listed.includes(group))),
      ...footer(report, style),
      // Whoever scrolled to the end has the beginning out of sight.
      ...(lines.length > 0 ? [[verdict]] : []),
    ];
    return `${blocks
      .filter((block) => block.length > 0)
      .map((block) => block.join("\n"))
      .join("\n\n")}\n`;
  },
};

/** Whoever has more than these reads them in another form. */
const most = 200; // findings

function findingLines(groups: readonly ClassGroup[], style: Style): string[][] {
  const blocks: string[][] = [];
  let left = most;
  for (const group of groups) {
    if (left <= 0) break;
    blocks.push([headOf(group, style), ...filesOf(group, left, style)]);
    left -= freshIn(group);
  }
  const all = groups.reduce((sum, group) => sum + freshIn(group), 0);
  if (all > most) blocks.push([`${number(most)} of ${number(all)} findings shown; --reporter json lists all.`]);
  return blocks;
}

const colours = { blocker: "red", "changed-meaning": "yellow", advisory: "dim" } as const;

function headOf(group: ClassGroup, { paint }: Style): string {
  const { id, title, severity } = group;
  const count = `${counted(freshIn(group), severity)} in ${plural(group.fresh.size, "file")}`;
  return `${paint("bold", printable(id))}  ${paint(colours[severity], count)}  ${printable(title)}`;
}

/** The same advice is printed once, under the first finding that has it. */
function filesOf({ fresh }: ClassGroup, room: number, style: Style): string[] {
  const said = new Set<string>();
  let left = room;
  return [...fresh].flatMap(([file, findings]) => {
    const some = findings.slice(0, Math.max(0, left));
    left -= some.length;
    if (some.length === 0) return [];
    return [`  ${printable(file)}`, ...some.flatMap((each) => oneOf(each, said, style))];
  });
}

const indent = " ".repeat(6);

function oneOf({ line, statement, message, advice }: AuditFinding, said: Set<string>, style: Style): string[] {
  const number = String(line);
  const room = Math.max(40, style.width - indent.length - number.length);
  const shown = `    ${style.paint("dim", `${number}:`)} ${statementText(statement, room)}`;
  const lines = [shown, ...style.wrap(printable(message), indent)];
  if (advice === undefined || said.has(advice)) return lines;
  said.add(advice);
  return [...lines, ...style.wrap(printable(advice), indent).map((each) => style.paint("dim", each))];
}

/** One line a class: there may be as many of these as statements. */
function advisories(groups: readonly ClassGroup[]): string[] {
  const width = Math.max(...groups.map((group) => number(freshIn(group)).length));
  const lines = groups.map(
    (group) =>
      `  ${number(freshIn(group)).padStart(width)}  ${printable(group.id)}  ${plural(group.fresh.size, "file")}: ${printable(group.title)}`,
  );
  return lines.length === 0
    ? []
    : [...bounded(lines, "classes"), "  --reporter json lists each with its file and line."];
}

function footer(report: AuditReport, style: Style): string[][] {
  const { findings, couldNotTell, staleEntries = [], failures = [] } = report;
  const allowed = findings.filter((each) => each.allowed !== undefined).length;
  const stale = staleEntries.map(
    ({ file, fingerprint, reason }) => `  ${printable(`${file}  ${fingerprint}`)}: ${sentence(printable(reason))}`,
  );
  const blind = couldNotTell.map(({ file, line, reason }) => `  ${printable(`${file}:${line}`)}  ${printable(reason)}`);
  return [
    allowed === 0 ? [] : [`${plural(allowed, "finding")} allowed (--reporter json lists each with its reason).`],
    headed(`${plural(stale.length, "entry")} of the allowlist to change or remove:`, bounded(stale, "entries")),
    headed(`Could not judge ${plural(blind.length, "statement")}:`, bounded(blind, "statements")),
    [...style.wrap(scopeOf(report)), ...skippedLines(report)],
    failures.map((each) => sentence(`The audit fails: ${printable(each)}`)),
  ];
}

const headed = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : [heading, ...lines]);

const mostNamed = 3;

/** One line a reason. */
function skippedLines({ skipped }: AuditReport): string[] {
  return [...grouped(skipped, ({ reason }) => reason)].map(([reason, files]) => {
    const left = files.length - mostNamed;
    const named = [...files.slice(0, mostNamed).map(({ file }) => file), ...(left > 0 ? [`${number(left)} more`] : [])];
    return printable(`Skipped ${plural(files.length, "file")} (${reason}): ${named.join(", ")}.`);
  });
}
