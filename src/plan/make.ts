// driftcheck plan, in one sentence: read and judge as a check does, try what takes the drift away on a copy of the live schema, and
// tell the statements with what came of it. The live database is only read.

import type { Catalog } from "../catalog/catalog.ts";
import { compareSources } from "../check.ts";
import { refuseWithoutData } from "../data/data.ts";
import { sha256 } from "../digest.ts";
import { redact } from "../redact.ts";
import { dumpedFrom } from "../scripts/dumped-from.ts";
import { loadParser } from "../sql/parse.ts";
import { copyOf } from "./copy.ts";
import { saidOf } from "./judged.ts";
import { planOnCopy } from "./on-copy.ts";
import { isNamed, refuseNamingNothing } from "./only.ts";
import type { PlanOptions } from "./options.ts";
import type { Plan, PlannedStatement } from "./plan.ts";
import { withRows } from "./rows.ts";

/** @throws as `check` does, and SourceError where the live schema can't be copied */
export async function plan(options: PlanOptions): Promise<Plan> {
  if (options.data) refuseWithoutData(options.live);
  await loadParser();
  const compared = await compareSources(options);
  const said = await saidOf(compared.comparison, options);
  const wanted = said.drift.filter((each) => options.only === undefined || isNamed(each, options.only));
  refuseNamingNothing(options.only ?? [], said);
  const server = (await dumpedFrom(options.live)) ?? said.comparison.live.server;
  const about = {
    declared: { locator: redact(options.declared), server: said.comparison.declared.server },
    live: {
      locator: redact(options.live),
      server,
      fingerprint: fingerprintOf(said.comparison.live),
    },
  };
  if (wanted.length === 0) return { version: 1, outcome: "nothing", ...about, ...nothing };
  const copy = await copyOf(options.live, options);
  try {
    const reopen = () => copyOf(options.live, options);
    const made = await planOnCopy({ copy, wanted, options, again: compared.with, live: said, server, reopen });
    const counted = (statements: readonly PlannedStatement[]) =>
      options.data ? withRows(statements, options) : statements;
    return { version: 1, ...about, ...made, statements: await counted(made.statements) };
  } finally {
    await copy.close();
  }
}

const nothing = {
  statements: [],
  reverse: [],
  refused: [],
  renames: [],
  proof: { ran: 0, of: 0, gone: [], left: [], added: [], changedNoise: [] },
} as const;

/** The same for the same schema, whatever order it was read in. */
export function fingerprintOf({ objects }: Catalog): string {
  const lines = [...objects.values()].map(({ id, attributes }) =>
    JSON.stringify([id, Object.entries(attributes).sort()]),
  );
  return sha256(lines.sort().join("\n")).slice(0, 32);
}
