// What init learns from the databases themselves, where they can be reached: whether pgloader loaded the live one, and what
// differs today. It reads, as a check does.

import type { Catalog } from "../catalog/catalog.ts";
import { check } from "../check.ts";
import { readVariable } from "../config/place.ts";
import { DriftcheckError } from "../errors.ts";
import { loadPreset } from "../judge/rules/load.ts";
import { readCatalog } from "../read-catalog.ts";
import type { Report } from "../reporters/reporter.ts";
import type { Live } from "./database/live.ts";

export interface LiveNow {
  readonly locator: string;
  readonly catalog: Catalog;
}

const wait = 15; // seconds

/** Undefined where nothing leads to it yet. @throws DriftcheckError where it can't be read */
export async function readLiveNow(live: Live): Promise<LiveNow | undefined> {
  const locator = live.locator ?? (await locatorIn(live));
  return locator === undefined ? undefined : { locator, catalog: await readCatalog(locator, { timeout: wait }) };
}

async function locatorIn({ variable, file }: Live): Promise<string | undefined> {
  if (variable === undefined) return undefined;
  return readVariable({ variable, askedBy: "live", ...(file !== undefined && { file }) }).catch((error: unknown) => {
    if (error instanceof DriftcheckError) return undefined;
    throw error;
  });
}

/** What a check with these presets reports today. @throws as `check` does */
export async function today(
  declared: string,
  live: string,
  presets: readonly string[],
  python: string | undefined,
): Promise<Report> {
  const rules = await loadPreset(presets);
  return check({ declared, live, rules, ...(python !== undefined && { python }) });
}
