// A check as a stamp needs it: of the model after the migrations that will be recorded, without the tool's own tables.

import type { Catalog } from "../catalog/catalog.ts";
import type { CheckOptions } from "../check.ts";
import { withoutPrivileges } from "../compare/privileges.ts";
import { compare } from "../compare/steps.ts";
import { SourceError, UsageError } from "../errors.ts";
import { judge } from "../judge/judge.ts";
import { migrationsAt } from "../migrations/locate.ts";
import { withoutOwnTables } from "../migrations/own-tables.ts";
import type { TableName } from "../migrations/stamper.ts";
import { introspect } from "../read/introspect.ts";
import { isEmpty, readCatalog } from "../read-catalog.ts";
import { redact } from "../redact.ts";
import { reportOf } from "../report.ts";
import type { Report } from "../reporters/reporter.ts";
import type { OpenDatabase } from "../sources/source.ts";
import type { Target } from "./target.ts";

/** The declared catalog after the target's migrations. */
export async function readDeclared(options: CheckOptions, target: Target, table: TableName): Promise<Catalog> {
  const at = target.isWhole ? undefined : target.revisions.map(({ id }) => id);
  return withoutOwnTables(await readCatalog(options.declared, { ...options, at }), target.stamper, table);
}

/** @throws UsageError where what is recorded is not what is compared */
export async function refuseOtherModel(
  options: CheckOptions & { readonly force?: boolean },
  target: Target,
): Promise<void> {
  if (target.isWhole || options.force === true) return;
  const declared = await migrationsAt(options.declared);
  if (declared?.tool === target.tool) return;
  const name = target.tool.name;
  throw new UsageError(
    `--revision ${target.heads.join(", ")} is not the head, and ${redact(options.declared)} declares only the head. Pass --declared ${name}:${redact(target.path)}, or stamp with --force.`,
  );
}

/** The live catalog as the transaction sees it that this client is in. */
export async function readWithin(
  client: OpenDatabase["client"],
  { privileges, lockTimeout, statementTimeout }: CheckOptions,
): Promise<Catalog> {
  const whole = { ofDatabase: true, properties: true };
  const catalog = await introspect(client, {
    inTransaction: true,
    isShared: true,
    privileges: privileges === true,
    ...whole,
    lockTimeout,
    statementTimeout,
  });
  return privileges ? catalog : withoutPrivileges(catalog);
}

/** @throws as `check` does */
export async function reportOn(declared: Catalog, live: Catalog, options: CheckOptions): Promise<Report> {
  if (options.allowEmpty !== true && isEmpty(declared))
    throw new SourceError(`${redact(options.declared)} declares nothing, so nothing can be attested`);
  const comparison = await compare(declared, live, options);
  return reportOf(comparison, await judge(comparison, options), options);
}

export const isClean = ({ outcome }: Report): boolean => outcome === "clean";
