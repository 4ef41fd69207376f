// Annotations of a GitHub Actions run: workflow commands, one line each. GitHub shows ten errors and ten warnings of a step,
// so that the tenth says how many more there are.

import type { SourceLocation } from "../catalog/drift.ts";
import { printable } from "../redact.ts";
import { plural } from "./words.ts";

/** Each text is printable, the file apart. */
export interface Annotation {
  readonly title: string;
  readonly message: string;
  readonly source?: SourceLocation;
}

const most = 10;

/** @param folder what the annotations' files are relative to, from the root of the repository, with `/` at the end */
export function annotated(
  all: Readonly<Record<"error" | "warning", readonly Annotation[]>>,
  folder = "",
  noun = "problem",
): string {
  return (["error", "warning"] as const)
    .flatMap((level) => bounded(all[level], noun).map((each) => commandOf(level, each, folder)))
    .join("");
}

function bounded(all: readonly Annotation[], noun: string): readonly Annotation[] {
  if (all.length <= most) return all;
  const shown = all.slice(0, most - 1);
  const rest = `${plural(all.length - shown.length, `more ${noun}`)} not shown here; the step summary and the other reports have more.`;
  return [...shown, { title: "driftcheck", message: rest }];
}

function commandOf(level: string, { title, message, source }: Annotation, folder: string): string {
  const place = source && { file: printable(folder + source.file), line: source.line };
  const given = Object.entries({ ...place, title });
  const shown = given.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",");
  return `::${level} ${shown}::${escapeData(message)}\n`;
}

// As the runner takes them apart: github.com/actions/toolkit, packages/core/src/command.ts.
const escapeData = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string) => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
