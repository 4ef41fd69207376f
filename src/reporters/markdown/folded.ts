// What a reader of a pull request opens only if it matters: what was ignored, accepted, pending, not compared.

import { printable } from "../../redact.ts";
import type { Report } from "../reporter.ts";
import { plural, sentence } from "../words.ts";
import { code, prose } from "./escape.ts";

/** @param title words of ours alone: no Markdown is read in it */
export function folded(title: string, parts: readonly string[]): string {
  return [`<details><summary>${title}</summary>`, ...parts, "</details>"].join("\n\n");
}

export function foldedParts(report: Report): string[] {
  const { notCompared, staleRules, fixedInBaseline = [], baselined = [], compared, disabledRules = [] } = report;
  const unread = notCompared.map(({ what, side, count, reason, id }) =>
    prose(`${id ?? what}, ${count} ${side}: ${reason}`),
  );
  const stale = staleRules.map(({ rule, reason }) => `${code(rule)} ${prose(sentence(reason))}`);
  const fixed = fixedInBaseline.map(({ id }) => code(id));
  const counts = Object.entries(compared).map(([kind, count]) => plural(count, printable(kind)));
  return [
    ignoredPart(report),
    list(
      `${plural(baselined.length, "drift")} accepted by the baseline`,
      baselined.map(({ id }) => code(id)),
    ),
    list(`${plural(fixed.length, "baseline entry")} already fixed`, fixed),
    list(`${plural(stale.length, "stale rule")}`, stale),
    list(
      `${plural(disabledRules.length, "shipped rule")} disabled`,
      disabledRules.map(({ rule }) => code(rule)),
    ),
    pendingPart(report),
    list("Not compared", unread),
    list("Compared", counts.length === 0 ? [] : [prose(counts.join(", "))]),
  ].filter((part) => part !== "");
}

function ignoredPart({ ignored }: Report): string {
  const byRule = new Map<string, number>();
  for (const { rule } of ignored) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  const rules = [...byRule].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return list(
    `${plural(ignored.length, "difference")} ignored as noise`,
    rules.map(([rule, count]) => `${count} × ${code(rule)}`),
  );
}

function pendingPart({ migrations }: Report): string {
  if (migrations === undefined) return "";
  const pending = migrations.pending.map(({ id, title, file }) =>
    [id, title, file].flatMap((each) => (each === undefined ? [] : [code(each)])).join(" "),
  );
  return list(`${plural(pending.length, "migration")} pending`, pending);
}

/** Items that are shown. */
const most = 20;

export function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  const shown = items.slice(0, most).map((item) => `- ${item}`);
  const left = items.length - shown.length;
  const lines = left > 0 ? [...shown, `- ${left} more; \`--reporter json\` lists all.`] : shown;
  return folded(title, [lines.join("\n")]);
}
