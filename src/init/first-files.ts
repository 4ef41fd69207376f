// The files that hold a schema or today's drift: a first snapshot, a first baseline. Each is read from a database as a check reads it.

import type { Catalog } from "../catalog/catalog.ts";
import { DriftcheckError, UsageError } from "../errors.ts";
import { writeBaseline } from "../judge/baseline.ts";
import { readCatalog } from "../read-catalog.ts";
import { writeSnapshot } from "../snapshot/file.ts";
import type { Candidate } from "./candidates.ts";
import { type LiveNow, today } from "./look.ts";
import type { InitOptions, NewFile } from "./setup.ts";

export const firstSnapshot = "schema.snapshot.yaml";
const firstBaseline = "drift-baseline.yaml";

export interface Snapshot extends NewFile {
  /** The locator that it is made from, as a shell takes it. */
  readonly of: string;
}

/** Of what is declared where that was asked for, else of the live database where nothing is declared. */
export async function snapshotOf(
  { snapshot, python }: InitOptions,
  chosen: Candidate | undefined,
  now: LiveNow | undefined,
): Promise<Snapshot | undefined> {
  const made = (file: string, of: string, catalog: Catalog) => ({ file, of, text: writeSnapshot(catalog, file) });
  if (chosen === undefined) return now && made(snapshot ?? firstSnapshot, '"$DATABASE_URL"', now.catalog);
  if (snapshot === undefined) return undefined;
  const reading = { refuseProblems: true, ...(python !== undefined && { python }) };
  return made(snapshot, chosen.locator, await readCatalog(chosen.locator, reading));
}

export interface Accepted {
  readonly file?: NewFile;
  /** What was seen, in a sentence. */
  readonly says?: string;
}

/** Where it was asked for, or where a person says so who is told how much differs. */
export async function baselineOf(
  { baseline, python, ask }: InitOptions,
  chosen: Candidate | undefined,
  now: LiveNow | undefined,
  presets: readonly string[],
): Promise<Accepted> {
  if (chosen === undefined || now === undefined) {
    if (baseline === undefined) return {};
    throw new UsageError(
      "--baseline needs a declared schema and a live database that can be read. Name it with --live.",
    );
  }
  if (baseline === undefined && ask === undefined) return {};
  try {
    const { drift } = await today(chosen.locator, now.locator, presets, python);
    const differ = `${drift.length} ${drift.length === 1 ? "difference" : "differences"} today`;
    const file = { file: baseline ?? firstBaseline, text: writeBaseline(drift) };
    const accepts = { file, says: `${file.file} accepts ${differ}.` };
    if (baseline !== undefined) return accepts;
    if (drift.length === 0) return { says: "No drift today." };
    const answers = ["no", `yes, in ${firstBaseline}: checks then fail only on new ones`];
    const isWanted = (await ask?.({ text: `${differ}. Accept them?`, answers })) === 1;
    return isWanted ? accepts : { says: `${differ}.` };
  } catch (error) {
    if (baseline !== undefined || !(error instanceof DriftcheckError)) throw error;
    return { says: `The schemas could not be compared yet: ${error.message}` };
  }
}
