// Makes a database out of a schema-only dump: restore, stamp, check, in one transaction. A database that is not empty is refused,
// and one where any of this fails is as empty as before.

import { SourceError } from "../errors.ts";
import { withoutOwnTables } from "../migrations/own-tables.ts";
import { redact } from "../redact.ts";
import type { Report } from "../reporters/reporter.ts";
import { readDumpFile } from "../scripts/files.ts";
import { isPglite } from "../sources/pglite.ts";
import type { OpenDatabase } from "../sources/source.ts";
import { attest, refuseUnwritable } from "../stamp/attest.ts";
import { isClean, readDeclared, readWithin, refuseOtherModel, reportOn } from "../stamp/compare.ts";
import type { StampOutcome } from "../stamp/outcome.ts";
import { planOf } from "../stamp/plan.ts";
import { findRecord } from "../stamp/record.ts";
import { contextOf, run, type StampOptions, stampedWhat } from "../stamp/stamp.ts";
import { type Target, targetOf } from "../stamp/target.ts";
import { inTransaction, openToWrite } from "../stamp/transaction.ts";
import { refuseUnlessEmpty } from "./emptiness.ts";
import { intoNewFolder } from "./new-folder.ts";
import { type Dump, readDump, restoreWhole } from "./restore-whole.ts";

/** `live` is the database that is made. */
export interface BootstrapOptions extends Omit<StampOptions, "purge" | "dryRun"> {
  readonly dump: string;
  /** Told of each stage when it has ended. */
  readonly progress?: (line: string) => void;
}

type Outcome = Exclude<StampOutcome, { readonly kind: "sql" }>;

/** @throws SourceError, UsageError and what `check` throws; the database is then as before */
export async function bootstrap(options: BootstrapOptions): Promise<Outcome> {
  const target = await targetOf(options);
  await refuseOtherModel(options, target);
  const { name, text } = await readDumpFile(options.dump, options.restoreTimeout);
  const dump = await readDump(name, text);
  await refuseUnwritable(options);
  const fill = async ({ client }: OpenDatabase) => {
    await refuseUnlessEmpty(client, options.live);
    return fillWhole(client, options, target, dump);
  };
  try {
    const evidence = isPglite(options.live)
      ? await intoNewFolder(options.live, dump, fill)
      : await withServer(options, fill);
    const attestation = await attest(options, evidence);
    return { kind: "stamped", what: stampedWhat(target, evidence.plan), attestation };
  } catch (error) {
    if (error instanceof Drifted) return { kind: "drift", report: error.report };
    throw error;
  }
}

/** Ends the transaction that is under way, with nothing of it left. */
class Drifted extends SourceError {
  readonly report: Report;

  constructor(report: Report) {
    super("the restored dump differs from the declared schema");
    this.report = report;
  }
}

type Evidence = Parameters<typeof attest>[1];

async function withServer(
  { live, timeout }: BootstrapOptions,
  fill: (opened: OpenDatabase) => Promise<Evidence>,
): Promise<Evidence> {
  const opened = await openToWrite(live, timeout);
  try {
    return await fill(opened);
  } finally {
    await opened.close();
  }
}

function fillWhole(
  client: OpenDatabase["client"],
  options: BootstrapOptions,
  target: Target,
  dump: Dump,
): Promise<Evidence> {
  const { progress = () => {} } = options;
  return inTransaction(client, options, async () => {
    // Between the first look and the lock, another bootstrap may have ended.
    await refuseUnlessEmpty(client, options.live);
    const leftOut = await restoreWhole(client, dump);
    const omitted = leftOut.length === 0 ? "" : `, ${leftOut.length} without effect left out (${leftOut[0]})`;
    progress(
      `restore: ${dump.statements.length} ${dump.statements.length === 1 ? "statement" : "statements"} of ${dump.name}${omitted}`,
    );
    const context = contextOf(target, options);
    await client.query("SET LOCAL search_path TO ''");
    const plan = await planOf(target, await findRecord(client, target, context), context, false);
    const ids = await run(client, target, plan, context);
    progress(`stamp: ${stampedWhat(target, plan)}`);
    const schema = withoutOwnTables(await readWithin(client, options), target.stamper, plan.table);
    const declared = await readDeclared(options, target, plan.table);
    const report = await reportOn(declared, schema, options);
    const drifts = report.drift.length + (report.failures?.length ?? 0);
    if (!isClean(report) && options.force !== true) throw new Drifted(report);
    progress(
      `check: ${isClean(report) ? "no drift" : `${drifts} drifts, stamped by force`} in ${redact(options.live)}`,
    );
    return { target, plan, ids, report, schema, declared };
  });
}
