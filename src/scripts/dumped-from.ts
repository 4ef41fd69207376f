// The version of the server that a dump was made of, as pg_dump says it in a comment at its head.

import { stat } from "node:fs/promises";
import { isArchive } from "./archive.ts";
import { readDumpFile } from "./files.ts";

const said = "-- Dumped from database version ";

/** Undefined where the locator is no dump of pg_dump's. @throws SourceError when it can't be read */
export async function dumpedFrom(locator: string): Promise<string | undefined> {
  const isDump = await stat(locator).then(
    async (found) => found.isFile() && (locator.toLowerCase().endsWith(".sql") || (await isArchive(locator))),
    () => false,
  );
  if (!isDump) return undefined;
  const { text } = await readDumpFile(locator);
  const line = text.split("\n", 60).find((each) => each.startsWith(said));
  // Debian's says more: 15.20 (Debian 15.20-0+deb12u1)
  return line?.slice(said.length).trim().split(" ")[0];
}
