// Every source, in the order in which a locator is offered to them. A new source is one file and one line here.

import { existsSync } from "node:fs";
import { UsageError } from "../errors.ts";
import { didYouMean } from "../input/nearest.ts";
import { migrationTools } from "../migrations/registry.ts";
import { models } from "../models/registry.ts";
import { redact } from "../redact.ts";
import { model } from "./model.ts";
import { pglite } from "./pglite.ts";
import { postgres } from "./postgres.ts";
import { script } from "./script.ts";
import { snapshot } from "./snapshot.ts";
import type { Opened, OpenOptions, Source } from "./source.ts";

export const sources: readonly Source[] = [postgres, pglite, model, snapshot, script];

/** @throws UsageError when no source knows such a locator; SourceError or SnapshotError when it can't be opened */
export async function openSource(locator: string, options: OpenOptions = {}): Promise<Opened> {
  const source = sources.find(({ accepts }) => accepts(locator));
  if (source === undefined) {
    throw new UsageError(`${redact(locator)} is not a locator. Use ${sources.map((each) => each.locator).join("; ")}`);
  }
  refuseUnknownPrefix(locator, source);
  return source.open(locator, options);
}

/** A file may have any name, so that only one that is not there is taken for a prefix that was mistyped. */
function refuseUnknownPrefix(locator: string, source: Source): void {
  const [, prefix] = /^([a-z][a-z-]+):(?!\/\/)/i.exec(locator) ?? [];
  if (source !== script || prefix === undefined || existsSync(locator)) return;
  const names = [...new Set([...models, ...migrationTools].map(({ name }) => name)), "pglite"];
  throw new UsageError(
    `${redact(locator)}: no locator starts with ${prefix}:. ${didYouMean(prefix, names).trimStart() || `Known are ${names.join(", ")}.`}`,
  );
}
