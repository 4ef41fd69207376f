// What came of a plan on the copy: the same check under the same rules, before, after, and after the way back.

import type { Catalog } from "../catalog/catalog.ts";
import type { Drift } from "../catalog/drift.ts";
import { changesBetween } from "./changes.ts";
import type { Said } from "./judged.ts";
import type { Plan, Proof, Refused } from "./plan.ts";
import { driftKey } from "./target.ts";
import type { Tried } from "./trial.ts";

export interface ProofParts {
  readonly planned: readonly Drift[];
  readonly before: Said;
  readonly after: Said;
  readonly forth: Tried & { readonly refusedDrift: ReadonlySet<string> };
}

interface Back {
  readonly tried: Tried;
  readonly said: Said;
  /** What was there at first, and what is there after the way back. */
  readonly from: Catalog;
  readonly to: Catalog;
}

export function proofOf({ planned, before, after, forth }: ProofParts, back: Back): Proof {
  const keys = (drift: readonly Drift[]) => new Set(drift.map(driftKey));
  const [was, is] = [keys(before.drift), keys(after.drift)];
  const wanted = planned.map(driftKey).filter((key) => !forth.refusedDrift.has(key));
  const failed = [...forth.failed].find(({ failure }) => failure !== undefined)?.failure;
  const notBack = back.tried.failed.find(({ failure }) => failure !== undefined)?.failure;
  return {
    ran: forth.ran.length,
    of: forth.ran.length + forth.failed.reduce((sum, { steps }) => sum + steps.length, 0),
    gone: wanted.filter((key) => !is.has(key)),
    left: wanted.filter((key) => is.has(key)),
    added: [...is].filter((key) => !was.has(key)),
    changedNoise: changedNoise(before, after, planned),
    ...(failed !== undefined && { failed: { sql: failed.sql, reason: failed.message } }),
    ...(failed === undefined &&
      notBack !== undefined && { failed: { sql: notBack.sql, reason: notBack.message, isReverse: true as const } }),
    reverse: {
      ran: back.tried.ran.length,
      of: back.tried.ran.length + back.tried.failed.reduce((sum, { steps }) => sum + steps.length, 0),
      gone: [],
      left: [...was].filter((key) => !keys(back.said.drift).has(key)),
      added: [...notAsBefore(back), ...[...keys(back.said.drift)].filter((key) => !was.has(key))],
      changedNoise: [],
    },
  };
}

/** A column that was taken away and comes back stands at the end. */
function notAsBefore({ from, to }: Back): string[] {
  const { created, dropped, altered } = changesBetween(from, to, new Map());
  return [
    ...[...created, ...dropped],
    ...altered.map(({ to: object, attributes }) => `${object.id} ${attributes.join(", ")}`),
  ];
}

/** Noise that came or went, apart from what the plan was about. */
function changedNoise(before: Said, after: Said, planned: readonly Drift[]): string[] {
  const [was, is] = [before, after].map(({ ignored }) => new Set(ignored.map(driftKey)));
  const about = planned.flatMap(({ id, liveId }) =>
    [id, liveId ?? id].map((each) => each.slice(each.indexOf(":") + 1)),
  );
  const isAbout = (key: string) => {
    const [name = ""] = key.slice(key.indexOf(":") + 1).split(" ");
    return about.some((each) => name === each || name.startsWith(`${each}.`) || each.startsWith(`${name}.`));
  };
  const differing = [...(was ?? [])]
    .filter((key) => !is?.has(key))
    .concat([...(is ?? [])].filter((key) => !was?.has(key)));
  return differing.filter((key) => !isAbout(key));
}

export function outcomeOf(
  { left, added, changedNoise: noise, failed, reverse, ran }: Proof,
  refused: readonly Refused[],
): Plan["outcome"] {
  const isBack = reverse === undefined || (reverse.left.length === 0 && reverse.added.length === 0);
  const isProven = ran > 0 && left.length + added.length + noise.length === 0 && failed === undefined && isBack;
  return isProven && refused.length === 0 ? "proven" : "unproven";
}
