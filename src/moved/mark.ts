// Marks each drift with who moved since the base. Hides nothing, and marks nothing that the base does not tell.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift, Moved } from "../catalog/drift.ts";
import type { Comparison } from "../compare/diff/diff.ts";
import type { CompareOptions } from "../compare/step.ts";
import { compare } from "../compare/steps.ts";
import { today } from "../input/reviewed.ts";
import { type JudgeOptions, rulesInForce } from "../judge/judge.ts";
import { applyRules } from "../judge/rules/apply.ts";
import type { Report } from "../reporters/reporter.ts";
import type { Base, FindBase } from "./base.ts";
import { movesOf } from "./moves.ts";
import { type Ways, whoMoved } from "./who-moved.ts";

export interface MarkOptions extends Pick<JudgeOptions, "rules" | "strict">, Pick<CompareOptions, "scope"> {
  readonly base?: FindBase;
}

/** The report with who moved on each drift that the base tells of, and with the base; as it is where there is no drift or no base. */
export async function withMoves(report: Report, comparison: Comparison, options: MarkOptions): Promise<Report> {
  if (report.drift.length === 0) return report;
  const distance = async (from: Catalog) => (await judgedBetween(from, comparison.live, options)).drift.length;
  const base = await options.base?.(distance);
  if (base === undefined) return report;
  const [judged, plain] = await waysFrom(base, comparison, options);
  const drift = report.drift.map((each): Drift => {
    // Where noise is all that moved, it is what made the drift.
    const moved = whoMoved(each, judged) ?? whoMoved(each, plain) ?? (base.live === base.model ? undefined : "neither");
    return moved === undefined ? each : { ...each, moved };
  });
  const counts: Partial<Record<Moved, number>> = {};
  for (const { moved } of drift) if (moved) counts[moved] = (counts[moved] ?? 0) + 1;
  return { ...report, base: { ...base.from, moved: counts }, drift };
}

/**
 * Both sides' ways from the base, without noise and with it: a base that pgloader wrote differs from its model in many ways that
 * say nothing. In each, what a model says stands on the declared side, as rules have it.
 */
async function waysFrom(base: Base, { declared, live }: Comparison, options: MarkOptions): Promise<[Ways, Ways]> {
  const way = async (one: Catalog, other: Catalog) => {
    const { comparison, drift } = await judgedBetween(one, other, options);
    return { comparison, judged: movesOf(comparison, drift), plain: movesOf(comparison, comparison.drift) };
  };
  const ofModel = await way(declared, base.model);
  const ofDatabase = await way(base.live, live);
  const then = base.live === base.model ? undefined : await compare(base.model, base.live, scopedBy(options));
  const ways = (which: "judged" | "plain"): Ways => ({
    model: { comparison: ofModel.comparison, moves: ofModel[which] },
    database: { comparison: ofDatabase.comparison, moves: ofDatabase[which] },
    then,
  });
  return [ways("judged"), ways("plain")];
}

const scopedBy = ({ scope }: MarkOptions): CompareOptions => ({ ...(scope && { scope }), allowEmpty: true });

async function judgedBetween(one: Catalog, other: Catalog, options: MarkOptions) {
  const comparison = await compare(one, other, scopedBy(options));
  const { drift } = await applyRules(comparison, await rulesInForce(options, comparison), today());
  return { comparison, drift };
}
