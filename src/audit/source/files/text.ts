// The text of a source file, or why it is not read.

import { isUtf8 } from "node:buffer";
import { open } from "node:fs/promises";
import { inWords } from "../../../error-code.ts";

const largest = 1024 * 1024;
/** Of all lines together, on average, and of one: no person writes such a file. */
const longestAverage = 500;
const longestLine = 20_000;

export type Text = { readonly text: string } | { readonly reason: string };

export async function textOfFile(path: string): Promise<Text> {
  try {
    const file = await open(path, "r");
    try {
      // A pipe has no end, and a device may have none.
      const info = await file.stat();
      if (!info.isFile()) return { reason: "is not a file" };
      if (info.size > largest) return { reason: "is larger than 1 MiB" };
      return textOf(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    return { reason: `cannot be read: ${inWords(error)}` };
  }
}

function textOf(bytes: Buffer): Text {
  if (!isUtf8(bytes) || bytes.includes(0)) return { reason: "is not UTF-8 text" };
  return { text: bytes.toString("utf8").replace(/^\uFEFF/, "") };
}

export function isMinified(file: string, text: string): boolean {
  if (/\.sql$/i.test(file)) return false;
  if (/[.-]min\.\w+$/.test(file)) return true;
  if (text.length < 2 * longestAverage) return false;
  let longest = 0;
  let lines = 1;
  for (let at = 0; at < text.length; lines += 1) {
    const end = text.indexOf("\n", at);
    longest = Math.max(longest, (end < 0 ? text.length : end) - at);
    at = end < 0 ? text.length : end + 1;
  }
  return text.length / lines > longestAverage || (longest > longestLine && /\.[cm]?jsx?$/.test(file));
}
