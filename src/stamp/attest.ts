// Writes the attestation of a stamp that is committed.

import { access, constants, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import type { CheckOptions } from "../check.ts";
import { DriftcheckError, SourceError, UsageError } from "../errors.ts";
import { writeWhole } from "../files.ts";
import { packageVersion } from "../package-files.ts";
import { redact } from "../redact.ts";
import type { Report } from "../reporters/reporter.ts";
import { readAttestation, writeAttestation } from "./attestation.ts";
import { packed } from "./base.ts";
import { catalogDigest, recordDigest, rulesDigest } from "./digests.ts";
import { type Plan, shownTable } from "./plan.ts";
import type { Target } from "./target.ts";

export interface AttestationOptions {
  /** The file to write; `driftcheck-attestation.yaml` by default. */
  readonly attestation?: string;
}

const byDefault = "driftcheck-attestation.yaml";

export const attestationFile = {
  of: ({ attestation }: AttestationOptions): string => attestation ?? byDefault,
  /** Of a database that was stamped before, only one that was asked for by name and is not there. */
  isWanted: async ({ attestation }: AttestationOptions): Promise<boolean> =>
    attestation !== undefined && (await stat(attestation).catch(() => undefined)) === undefined,
};

/** Found out before anything is recorded. @throws UsageError */
export async function refuseUnwritable(options: AttestationOptions & { readonly live: string }): Promise<void> {
  const file = attestationFile.of(options);
  const there = await stat(file).catch(() => undefined);
  const isWritable = await access(dirname(file), constants.W_OK).then(
    () => there?.isDirectory() !== true,
    () => false,
  );
  if (!isWritable)
    throw new UsageError(
      `cannot write the attestation ${file}. Choose another with --attestation. Nothing was stamped.`,
    );
  if (there !== undefined) await refuseOthers(file, redact(options.live));
}

/** Only an attestation of the same database is written anew. */
async function refuseOthers(file: string, live: string): Promise<void> {
  const before = await readAttestation(file).catch((error: unknown) => {
    if (!(error instanceof DriftcheckError)) throw error;
    throw new UsageError(
      `${file} is not an unmodified attestation. Choose another with --attestation. Nothing was stamped.`,
    );
  });
  if (before.live !== live)
    throw new UsageError(
      `${file} is the attestation of ${before.live}, not of ${live}. Choose another with --attestation. Nothing was stamped.`,
    );
}

export interface Evidence {
  readonly target: Target;
  readonly plan: Plan;
  /** What the version table has. */
  readonly ids: readonly string[];
  readonly report: Report;
  /** Without the tool's own tables, as the declared one. */
  readonly schema: Catalog;
  readonly declared: Catalog;
}

/** @returns the file. @throws SourceError when it can't be written, which undoes no stamp */
export async function attest(options: CheckOptions & AttestationOptions, evidence: Evidence): Promise<string> {
  const { target, plan, ids, report, schema, declared } = evidence;
  const isForced = report.outcome !== "clean";
  const digestsOf = { schema: catalogDigest(schema), model: catalogDigest(declared) };
  const text = writeAttestation({
    date: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    driftcheck: packageVersion(),
    server: schema.server,
    live: redact(options.live),
    declared: redact(options.declared),
    tool: target.tool.name,
    versionTable: shownTable(plan.table),
    revision: target.heads,
    ...(options.migrations !== undefined && { migrations: redact(options.migrations) }),
    ...(options.mapSchemas?.size && { mapSchemas: Object.fromEntries(options.mapSchemas) }),
    ...(options.scope && Object.keys(options.scope).length > 0 && { scope: options.scope }),
    ...(options.allowEmpty && { allowEmpty: true }),
    ...(options.strict && { strict: true }),
    ...(options.privileges && { privileges: true }),
    ...(isForced && { forced: true, drift: report.drift.length }),
    digests: {
      ...digestsOf,
      rules: await rulesDigest(options),
      record: recordDigest(ids),
    },
    catalogs: {
      model: await packed(declared),
      ...(digestsOf.schema !== digestsOf.model && { schema: await packed(schema) }),
    },
  });
  const file = attestationFile.of(options);
  try {
    await writeWhole(file, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SourceError(
      `${redact(options.live)} is stamped, but its attestation was not written: ${why}. Run the command again with --attestation.`,
      { cause: error },
    );
  }
  return file;
}
