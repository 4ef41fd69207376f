// Whether a database still is what was attested of it: its record, its schema, its model and the rules. Writes nothing.

import { DriftcheckError, SourceError } from "../errors.ts";
import { migrationsAt } from "../migrations/locate.ts";
import { withoutOwnTables } from "../migrations/own-tables.ts";
import { migrationTools } from "../migrations/registry.ts";
import type { History, MigrationTool } from "../migrations/tool.ts";
import type { ToolOptions } from "../models/emitted.ts";
import { packageVersion } from "../package-files.ts";
import { readCatalog, readLive } from "../read-catalog.ts";
import { redact } from "../redact.ts";
import { type Attestation, readAttestation } from "./attestation.ts";
import { catalogDigest, type Deciding, recordDigest, rulesDigest } from "./digests.ts";
import type { Answer, Verified } from "./outcome.ts";
import { tableOfText } from "./plan.ts";
import { configured, upTo } from "./target.ts";

export interface VerifyOptions extends Deciding, ToolOptions {
  readonly live: string;
  /** Of the migrations, where the declared side is none; by default as attested. */
  readonly migrations?: string;
  /** In seconds, as for a check. */
  readonly timeout?: number | undefined;
  /** Without it, the model is not asked. */
  readonly declared?: string;
}

/** @throws RuleError where the attestation can't be used, SourceError where a side can't be read */
export async function verify(file: string, options: VerifyOptions): Promise<Verified> {
  const attestation = await readAttestation(file);
  const tool = migrationTools.find(({ name }) => name === attestation.tool);
  const usual = tool?.stamper;
  if (tool === undefined || usual === undefined)
    throw new SourceError(
      `${file} attests a record of ${attestation.tool}, a tool that this driftcheck does not support`,
    );
  const table = tableOfText(attestation.versionTable);
  const history = await historyOf(tool, attestation, options);
  const stamper = history === undefined ? usual : configured(usual, history);
  const reading = { allowEmpty: true, privileges: attestation.privileges === true };
  const live = await readLive(options.live, { ...reading, timeout: options.timeout }, (client) =>
    tool.recorded(client, { versionTable: attestation.versionTable }, history),
  );
  if (!live.isLive)
    throw new SourceError(
      `${redact(options.live)} is not a live database. Only a live database has recorded revisions.`,
    );
  const { ids: recorded = [] } = live.recorded ?? {};
  const at = await attestedAt(tool, history, attestation, options);
  const model =
    options.declared === undefined ? undefined : await readCatalog(options.declared, { ...options, ...reading, at });
  const { digests, revision } = attestation;
  const isRecorded = recordDigest(recorded) === digests.record && revision.every((id) => recorded.includes(id));
  const answer = (isSame: boolean): Answer => (isSame ? "same" : "different");
  return {
    attestation,
    answers: {
      revision: answer(isRecorded),
      schema: answer(catalogDigest(withoutOwnTables(live.catalog, stamper, table)) === digests.schema),
      model:
        model === undefined
          ? "not asked"
          : answer(catalogDigest(withoutOwnTables(model, stamper, table)) === digests.model),
      rules: answer((await rulesDigest(options)) === digests.rules),
    },
    ...(!isRecorded && { recorded }),
    otherVersion: attestation.driftcheck !== packageVersion(),
  };
}

/** That which tells what a row stands for. One that is attested, and not named again, need not be there any more. */
async function historyOf(
  tool: MigrationTool,
  attestation: Attestation,
  options: VerifyOptions,
): Promise<History | undefined> {
  const given = options.migrations ?? options.declared;
  for (const locator of [given, attestation.migrations, attestation.declared]) {
    if (locator === undefined) continue;
    const isFolder = locator === options.migrations || locator === attestation.migrations;
    try {
      // As a stamp takes a folder that says nothing of its tool.
      const path = (await pathFor(tool, locator)) ?? (isFolder ? locator : undefined);
      if (path !== undefined) return await tool.history(path, options);
    } catch (error) {
      if (locator === given || !(error instanceof DriftcheckError)) throw error;
    }
  }
  return undefined;
}

async function pathFor(tool: MigrationTool, locator: string): Promise<string | undefined> {
  const folder = await migrationsAt(locator);
  return folder?.tool === tool ? folder.path : undefined;
}

/** The migrations that had run, where the declared side can be the model after them. */
async function attestedAt(
  tool: MigrationTool,
  history: History | undefined,
  { revision }: Attestation,
  { declared }: VerifyOptions,
): Promise<readonly string[] | undefined> {
  if (history === undefined || declared === undefined || (await pathFor(tool, declared)) === undefined)
    return undefined;
  const revisions = upTo(history, revision);
  return revisions.length === history.revisions.length ? undefined : revisions.map(({ id }) => id);
}
