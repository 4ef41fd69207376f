// What became of a plan in these walks: proven, refused with a reason, or wrong.

import type { Client } from "pg";
import type { Catalog } from "../../src/catalog/catalog.ts";
import type { Drift } from "../../src/catalog/drift.ts";
import type { Comparison } from "../../src/compare/diff/diff.ts";
import type { Rule } from "../../src/judge/rules/rule.ts";
import type { Copy } from "../../src/plan/copy.ts";
import { saidOf } from "../../src/plan/judged.ts";
import { planOnCopy } from "../../src/plan/on-copy.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { introspect } from "../../src/read/introspect.ts";

export type Planned = Pick<Plan, "outcome" | "statements" | "reverse" | "refused" | "proof">;

export interface Verdict {
  readonly is: "proven" | "refused" | "refused by PostgreSQL" | "wrong";
  readonly why: string;
}

/** A database with the live schema as a copy that a plan may change. It is closed by whoever opened it. */
export const copyIn = (client: Client): Copy => ({
  client,
  read: () => introspect(client, { privileges: true }),
  close: async () => {},
  hasOwners: true,
});

export interface Walk {
  readonly copy: Copy;
  readonly reopen: () => Promise<Copy>;
  readonly compare: (live: Catalog) => Promise<Comparison>;
  readonly rules: readonly Rule[];
  readonly mapSchemas?: ReadonlyMap<string, string>;
  /** Of what is reported, what is planned. */
  readonly isWanted?: (drift: Drift) => boolean;
  readonly unproven?: true;
}

/** Undefined where no drift is to be planned. */
export async function planned({
  copy,
  reopen,
  compare,
  rules,
  mapSchemas,
  isWanted,
  unproven,
}: Walk): Promise<Planned | undefined> {
  const live = await saidOf(await compare(await copy.read()), { rules });
  const wanted = live.drift.filter(isWanted ?? (() => true));
  if (wanted.length === 0) return undefined;
  const options = {
    declared: "declared",
    live: "live",
    rules,
    allowDataLoss: true,
    ...(mapSchemas && { mapSchemas }),
    ...(unproven && { unproven }),
  };
  return planOnCopy({ copy, wanted, options, again: compare, live, server: live.comparison.live.server, reopen });
}

/** What can't be written at all is refused by driftcheck; what nobody foresaw, by PostgreSQL on the copy. */
export function verdictOf({ refused, proof }: Planned): Verdict {
  const { left, added, changedNoise, failed, reverse } = proof;
  const hasWayBack = refused.every(({ isReverse }) => isReverse !== true);
  const back = hasWayBack ? [...(reverse?.left ?? []), ...(reverse?.added ?? [])] : [];
  const isRefused = (key: string) => refused.some(({ id }) => key === id || key.startsWith(`${id} `));
  const forth = [...left, ...added].filter((key) => !isRefused(key));
  const wrong = [...forth, ...changedNoise, ...back.map((each) => `way back: ${each}`)];
  if (wrong.length > 0) return { is: "wrong", why: wrong.join("; ") };
  if (failed?.isReverse && hasWayBack) return { is: "wrong", why: `way back: ${failed.sql}: ${failed.reason}` };
  const own = refused.filter(({ isReverse }) => isReverse !== true);
  const why = own.map(({ id, attribute = "", reason }) => `${id} ${attribute}: ${reason}`).join("; ");
  if (own.some(({ reason }) => reason.startsWith("PostgreSQL refuses it"))) return { is: "refused by PostgreSQL", why };
  return own.length > 0 ? { is: "refused", why } : { is: "proven", why: "" };
}
