// Records that a database is at its migration tool's revision, if it is what its model says, and runs nothing else.

import { isDeepStrictEqual } from "node:util";
import type { CheckOptions } from "../check.ts";
import { SourceError } from "../errors.ts";
import { withoutOwnTables } from "../migrations/own-tables.ts";
import type { StampContext } from "../migrations/stamper.ts";
import { readLive } from "../read-catalog.ts";
import { redact } from "../redact.ts";
import { type AttestationOptions, attest, attestationFile, refuseUnwritable } from "./attest.ts";
import { isClean, readDeclared, readWithin, refuseOtherModel, reportOn } from "./compare.ts";
import { catalogDigest } from "./digests.ts";
import type { StampOutcome } from "./outcome.ts";
import { type DatabaseRecord, type Plan, planOf, shownTable } from "./plan.ts";
import { findRecord } from "./record.ts";
import { type Target, type TargetOptions, targetOf } from "./target.ts";
import { inTransaction, lockTable, openToWrite, planText } from "./transaction.ts";

export interface StampOptions extends CheckOptions, TargetOptions, AttestationOptions {
  /** Stamps a database that drifted, and says so in the attestation. */
  readonly force?: boolean;
  /** Deletes first what is recorded. */
  readonly purge?: boolean;
  /** Writes nothing, and gives the SQL. */
  readonly dryRun?: boolean;
}

/** @throws SourceError, UsageError and what `check` throws, with nothing written */
export async function stamp(options: StampOptions): Promise<StampOutcome> {
  const target = await targetOf(options);
  const context = contextOf(target, options);
  const { catalog: live, recorded: record } = await readLive(options.live, options, (client) =>
    findRecord(client, target, context),
  );
  if (record === undefined)
    throw new SourceError(`${redact(options.live)} is not a live database. Pass its postgres:// URL or pglite:folder.`);
  const plan = await planOf(target, record, context, options.purge === true);
  const isDone = plan.statements.length === 0;
  const what = stampedWhat(target, plan);
  await refuseOtherModel(options, target);
  const schema = withoutOwnTables(live, target.stamper, plan.table);
  const declared = await readDeclared(options, target, plan.table);
  const report = await reportOn(declared, schema, options);
  if (!isClean(report) && options.force !== true) return { kind: "drift", report };
  if (isDone && (options.dryRun || !(await attestationFile.isWanted(options)))) return { kind: "already", what };
  if (options.dryRun) return { kind: "sql", sql: planText(plan, options) };
  await refuseUnwritable(options);
  const digest = catalogDigest(schema);
  const ids = isDone ? (record.recorded?.ids ?? []) : await write(options, target, record, plan, digest);
  // Only after the commit: a crash between the two leaves a stamp without an attestation, never one of what is not so.
  const attestation = await attest(options, { target, plan, ids, report, schema, declared });
  return { kind: isDone ? "already" : "stamped", what, attestation };
}

export const contextOf = ({ path, revisions }: Target, { python, versionTable }: TargetOptions): StampContext => ({
  path,
  revisions,
  ...(python !== undefined && { python }),
  ...(versionTable !== undefined && { versionTable }),
});

export function stampedWhat({ tool, heads, revisions }: Target, { table }: Plan): string {
  const at = heads.length > 3 ? `all ${revisions.length} migrations` : heads.join(", ");
  return `${tool.name} at ${at} in ${shownTable(table)}`;
}

/** @returns the ids that are recorded then */
async function write(
  options: StampOptions,
  target: Target,
  record: DatabaseRecord,
  plan: Plan,
  digest: string,
): Promise<readonly string[]> {
  const context = contextOf(target, options);
  const { client, close } = await openToWrite(options.live, options.timeout);
  try {
    return await inTransaction(client, options, async () => {
      for (const sql of lockTable(plan)) await client.query(sql);
      const where = redact(options.live);
      if (!isDeepStrictEqual(await findRecord(client, target, context), record))
        throw new SourceError(
          `the recorded revisions of ${where} changed during the check. Wait until the migration has finished and stamp again.`,
        );
      const now = withoutOwnTables(await readWithin(client, options), target.stamper, plan.table);
      if (catalogDigest(now) !== digest)
        throw new SourceError(
          `the schema of ${where} changed during the check. Wait until the migration has finished and stamp again.`,
        );
      return run(client, target, plan, context);
    });
  } finally {
    await close();
  }
}

/** Sends the plan's statements, and reads back what they wrote as the tool itself would. */
export async function run(
  client: Parameters<typeof findRecord>[0],
  target: Target,
  plan: Plan,
  context: StampContext,
): Promise<readonly string[]> {
  for (const sql of plan.statements) await client.query(sql);
  const after = await findRecord(client, target, { ...context, versionTable: shownTable(plan.table) });
  const left = await planOf(target, after, context, false);
  if (left.statements.length > 0)
    throw new SourceError(
      `${shownTable(plan.table)} does not contain ${target.heads.join(", ")} after the write. Look for a trigger or rule on it.`,
    );
  return after.recorded?.ids ?? [];
}
