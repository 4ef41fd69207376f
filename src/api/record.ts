// The functions that write to a live database: what a migration tool records there, and a database made from a dump. Neither runs
// a migration.

import { bootstrap as bootstrapDatabase } from "../bootstrap/bootstrap.ts";
import type { StampOutcome, Verified } from "../stamp/outcome.ts";
import { stamp as stampDatabase } from "../stamp/stamp.ts";
import { verify as verifyDatabase } from "../stamp/verify.ts";
import { withPresets } from "./check.ts";
import type { BootstrapOptions, StampOptions, VerifyOptions } from "./options.ts";
import { refuseMistakes } from "./options-check.ts";

/**
 * Makes a database from a schema-only dump: restores it, checks it and stamps it, in one transaction. A database that is not
 * empty is refused. If any part fails, the database stays empty.
 *
 * @returns what was stamped, or the report if the dump is not what is declared
 * @throws {@link UsageError}, {@link SourceError}, {@link SnapshotError} with nothing written
 * @example
 * ```ts
 * import { bootstrap } from "driftcheck";
 *
 * const outcome = await bootstrap({
 *   dump: "schema.sql",
 *   live: "pglite:database",
 *   declared: "schema.sql",
 *   migrations: "goose:migrations",
 *   revision: "head",
 *   progress: (line) => console.log(line),
 * });
 * console.log(outcome.kind);
 * ```
 */
export async function bootstrap(options: BootstrapOptions): Promise<Exclude<StampOutcome, { readonly kind: "sql" }>> {
  refuseMistakes(options, "dump", "live", "declared");
  return bootstrapDatabase({ revision: "head", ...withPresets(options) });
}

/**
 * Records that the live database is at a revision of its migration tool, if a check finds no drift. It runs no migration, and
 * writes an attestation of what it found.
 *
 * @returns what was stamped, or the report if the database drifted, or the SQL with `dryRun`
 * @throws {@link UsageError}, {@link SourceError}, {@link SnapshotError} with nothing written
 * @example
 * ```ts
 * import { stamp } from "driftcheck";
 *
 * const outcome = await stamp({
 *   declared: "schema.sql",
 *   live: "pglite:database",
 *   migrations: "goose:migrations",
 *   revision: "head",
 * });
 * console.log(outcome.kind === "drift" ? outcome.report.drift : outcome);
 * ```
 */
export async function stamp(options: StampOptions): Promise<StampOutcome> {
  refuseMistakes(options, "live", "declared");
  return stampDatabase({ revision: "head", ...withPresets(options) });
}

/**
 * Tells whether a database still is what was attested of it. It writes nothing.
 *
 * @param file the attestation
 * @returns an answer each for the recorded revision, the schema, the model and the rules
 * @throws {@link RuleError} if the attestation was edited
 * @throws {@link SourceError} if a side can't be read
 * @example
 * ```ts
 * import { verify } from "driftcheck";
 *
 * const { answers } = await verify("driftcheck-attestation.yaml", { live: "pglite:database" });
 * console.log(answers.revision, answers.schema);
 * ```
 */
export async function verify(file: string, options: VerifyOptions): Promise<Verified> {
  refuseMistakes(options, "live");
  return verifyDatabase(file, withPresets(options));
}
