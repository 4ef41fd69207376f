// The base of a check, from --base or as it is found: which side moved is told from there.

import { existsSync } from "node:fs";
import { UsageError } from "../errors.ts";
import type { Base, FindBase } from "../moved/base.ts";
import type { ReadingOptions } from "../read-catalog.ts";
import { printable, redact } from "../redact.ts";

interface Options extends Pick<ReadingOptions, "python" | "timeout" | "restoreTimeout" | "privileges"> {
  /** A locator; false for none at all. */
  readonly base?: string | false | undefined;
}

/** What is read is read only if there is drift. @throws UsageError */
export function findBase(options: Options, declared: string, live: string): FindBase | undefined {
  const { base } = options;
  if (base === false) return undefined;
  if (base === undefined) return (distance) => usualBase(options, declared, live, distance);
  if (/\.(?:ya?ml|json|sql)$/i.test(base) && !existsSync(base))
    throw new UsageError(`--base ${printable(redact(base))}: no such file`);
  return () => baseOf(base, options, declared);
}

const reading = ({ base: _, ...options }: Options): ReadingOptions => options;

async function baseOf(locator: string, options: Options, declared: string): Promise<Base> {
  if (locator.startsWith("git:")) {
    const { baseAtRevision } = await import("../moved/find-base.ts");
    return baseAtRevision(locator.slice("git:".length), declared, reading(options));
  }
  const { baseOfAttestation, isAttestation } = await import("./base.ts");
  if (await isAttestation(locator)) return baseOfAttestation(locator);
  const { readCatalog } = await import("../read-catalog.ts");
  const model = await readCatalog(locator, { ...reading(options), refuseProblems: true });
  return { from: { kind: "file", locator: redact(locator) }, model, live: model };
}

/** The last attestation of this database, else the declared file as the main branch has it. */
async function usualBase(
  options: Options,
  declared: string,
  live: string,
  distance: Parameters<FindBase>[0],
): Promise<Base | undefined> {
  const { baseOfAttestation } = await import("./base.ts");
  const { attestationFile } = await import("./attest.ts");
  const { readAttestation } = await import("./attestation.ts");
  const file = attestationFile.of({});
  const attested = existsSync(file) ? await readAttestation(file).catch(() => undefined) : undefined;
  if (attested?.catalogs !== undefined && attested.live === redact(live)) return baseOfAttestation(file);
  const { baseInHistory } = await import("../moved/nearest.ts");
  return baseInHistory(declared, reading(options), distance);
}
