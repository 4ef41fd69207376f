// audit: the SQL in an application's source, judged by PostgreSQL against the schema.

import { type AllowedEntry, loadAllowlist as readAllowlist } from "../audit/allowlist/entry.ts";
import { audit as auditSource } from "../audit/audit.ts";
import type { AuditReport } from "../audit/report.ts";
import type { AuditOptions } from "./options.ts";
import { refuseMistakes } from "./options-check.ts";

/**
 * Reads the SQL in an application's source, and has an embedded PostgreSQL parse and prepare each statement against the schema.
 * Nothing of the source or the SQL is executed.
 *
 * @returns the report. Its `outcome` is `"blockers"` where the command line would exit with code 1. A finding never throws.
 * @throws {@link SourceError} if the schema can't be read, or holds no tables
 * @throws {@link UsageError} if the options make no sense, or a path does not exist
 * @example
 * ```ts
 * import { audit } from "driftcheck";
 *
 * const report = await audit({ paths: ["queries"], schema: "schema.sql" });
 * for (const { file, line, message } of report.findings) console.log(`${file}:${line}`, message);
 * ```
 */
export async function audit(options: AuditOptions): Promise<AuditReport> {
  refuseMistakes(options, "paths");
  const { root = process.cwd(), ...more } = options;
  return auditSource({ root, ...more });
}

/**
 * The entries of an allowlist, for the option `allowlist` of `audit`.
 *
 * @param file such as `audit-allowlist.yaml`
 * @throws {@link RuleError} if it can't be read, or a reason in it is still to be written
 * @example
 * ```ts
 * import { audit, loadAllowlist } from "driftcheck";
 *
 * const allowlist = await loadAllowlist("audit-allowlist.yaml");
 * const { counts } = await audit({ paths: ["queries"], schema: "schema.sql", allowlist });
 * console.log(`${counts.findings.blocker.new} new blockers`);
 * ```
 */
export function loadAllowlist(file: string): Promise<AllowedEntry[]> {
  return readAllowlist(file);
}
