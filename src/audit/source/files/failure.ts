// What went wrong with a file, in a line.

import { inWords } from "../../../error-code.ts";
import { printable } from "../../../redact.ts";

/** The system's words, or the first line of what an error of ours says. */
export function failureOf(error: unknown): string {
  const words = inWords(error);
  if (words !== "") return words;
  const said = error instanceof Error ? error.message || error.name : String(error);
  return printable(said.split("\n")[0] ?? "");
}
