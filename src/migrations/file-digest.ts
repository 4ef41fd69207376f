// The digest of a migration's file as the tools that record one take it: over its bytes.

import { readFile } from "node:fs/promises";
import { sha256 } from "../digest.ts";
import { readText } from "../scripts/files.ts";

/** @returns SHA-256 in hexadecimal. @throws SourceError where it can't be read, or is no text */
export async function fileDigest(file: string): Promise<string> {
  await readText(file);
  return sha256(await readFile(file));
}
