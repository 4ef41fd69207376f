// Flyway's checksum over the lines of a migration (ChecksumCalculator.java), and what tells that a file changed since it ran.

import { basename } from "node:path";
import { readText } from "../../scripts/files.ts";
import { crc32 } from "./crc32.ts";
import { filledIn } from "./placeholders.ts";

/** CRC-32 over the UTF-8 of each line without its end, as a signed integer of 32 bits. */
export function flywayChecksum(text: string): number {
  // Java's BufferedReader ends a line at CR, LF and CR LF.
  return crc32(Buffer.from(text.replace(/\r\n|\r|\n/g, ""), "utf8")) | 0;
}

/** Undefined where it can't be told: the file is gone, is in another encoding, or has a placeholder without a value. */
export async function checksumOf(file: string): Promise<number | undefined> {
  try {
    const text = await readText(file);
    // Of a repeatable migration what counts is what it would run.
    return flywayChecksum(basename(file).startsWith("R__") ? (await filledIn(file))(text, file) : text);
  } catch {
    return undefined;
  }
}
