// An audit as Markdown within a bound: the verdict, then the findings class by class, then what is folded.

import { type Block, type Bound, boundedPage } from "../../reporters/markdown/bounded-page.ts";
import { code, cut, prose } from "../../reporters/markdown/escape.ts";
import { list } from "../../reporters/markdown/folded.ts";
import { plural, sentence } from "../../reporters/words.ts";
import type { AuditFinding, AuditReport } from "../report.ts";
import { byClass, type ClassGroup, freshIn, isAllowed } from "./grouped.ts";
import { counted, milder, scopeOf, statementText, verdictOf, whyAllowed } from "./words.ts";

/** @returns nothing where not even the verdict fits */
export function page(report: AuditReport, bound: Bound): string {
  const shown = byClass(report).filter((group) => freshIn(group) > 0);
  return boundedPage(
    {
      marker: "<!-- driftcheck audit -->",
      verdict: `driftcheck audit: ${verdictOf(report)}`,
      introduction: introduction(report),
      blocks: shown.filter(({ severity }) => severity !== "advisory").map(blockOf),
      folds: foldsOf(report, shown),
      counted: (blocks) => {
        const findings = blocks.reduce((sum, { count }) => sum + count, 0);
        return `${plural(findings, "more finding")} of ${plural(blocks.length, "class")}`;
      },
    },
    bound,
  );
}

function introduction(report: AuditReport): string[] {
  const failures = (report.failures ?? []).map((each) => `- ${prose(sentence(`The audit fails: ${each}`))}`);
  const also = milder(report) === "" ? "" : `Also ${milder(report)}. `;
  return [`${also}${prose(scopeOf(report))}`, ...(failures.length === 0 ? [] : ["", ...failures])];
}

function blockOf(group: ClassGroup): Block {
  const head = `#### ${code(group.id)}: ${counted(freshIn(group), group.severity)}`;
  const said = new Set<string>();
  const lines = [...group.fresh.values()].flat().flatMap((each) => linesOf(each, said));
  return { text: [head, "", prose(sentence(group.title)), "", ...lines].join("\n"), count: freshIn(group) };
}

/** The same advice is given once in a block. */
function linesOf({ file, line, statement, message, advice }: AuditFinding, said: Set<string>): string[] {
  const head = `- ${code(`${file}:${line}`)} ${code(statementText(statement, 160))}  `;
  const lines = [head, `  ${prose(sentence(cut(message)))}`];
  if (advice === undefined || said.has(advice)) return lines;
  said.add(advice);
  return [head, `${lines[1]} ${prose(sentence(cut(advice)))}`];
}

function foldsOf(report: AuditReport, groups: readonly ClassGroup[]): string[] {
  const { findings, couldNotTell, skipped, staleEntries = [] } = report;
  const advisories = groups.filter(({ severity }) => severity === "advisory");
  const count = advisories.reduce((sum, group) => sum + freshIn(group), 0);
  const allowed = findings.flatMap((each) =>
    each.allowed === undefined ? [] : [`${code(`${each.file}:${each.line}`)} ${prose(whyAllowed(each.allowed))}`],
  );
  return [
    list(
      counted(count, "advisory"),
      advisories.map((group) => `${freshIn(group)} × ${code(group.id)}: ${prose(group.title)}`),
    ),
    list(`${plural(findings.filter(isAllowed).length, "finding")} allowed`, allowed),
    list(
      `${plural(staleEntries.length, "entry")} of the allowlist to change or remove`,
      staleEntries.map(({ file, fingerprint, reason }) => `${code(file)} ${code(fingerprint)}: ${prose(reason)}`),
    ),
    list(
      `Could not judge ${plural(couldNotTell.length, "statement")}`,
      couldNotTell.map(({ file, line, reason }) => `${code(`${file}:${line}`)} ${prose(reason)}`),
    ),
    list(
      `Skipped ${plural(skipped.length, "file")}`,
      skipped.map(({ file, reason }) => `${code(file)}: ${prose(reason)}`),
    ),
  ].filter((part) => part !== "");
}
