// A place for formats that want one of everything: where it is declared, or else a name that nobody takes for a file of the project.

import type { SourceLocation } from "../catalog/drift.ts";
import type { Problem } from "./problems.ts";
import type { Report, Surroundings } from "./reporter.ts";

/** From the root of the repository, where that is known: there its services look for files. */
export function placeOf(
  { source, subject = "driftcheck" }: Problem,
  { declared }: Report,
  { folder = "" }: Surroundings = {},
): SourceLocation {
  if (source !== undefined) return { file: folder + source.file, line: source.line };
  // What is only live is declared nowhere, and yet belongs to what is declared.
  const file = isFile(declared.locator) ? folder + declared.locator : `database/${encodeURIComponent(subject)}`;
  return { file, line: 1 };
}

/** A relative path of one file, as a locator. */
const isFile = (locator: string) => /^(?!\/|\.\.?\/|[A-Za-z]:)[\w./-]+\.(?:sql|ya?ml|json)$/.test(locator);
