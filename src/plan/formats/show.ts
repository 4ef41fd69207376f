// A draft on a screen: what would be written, each file under its name.

import { printable } from "../../redact.ts";
import type { Draft } from "./format.ts";

export function shown({ files, amended = [] }: Draft): string {
  const [only] = files;
  if (only !== undefined && files.length + amended.length === 1) return only.text;
  const texts = files.map(({ file, text }) => `==> ${printable(file)} <==\n${text}`);
  const changed = amended.map(({ file }) => `==> ${printable(file)} <== (gets an entry for each)\n`);
  return [...texts, ...changed].join("\n");
}
