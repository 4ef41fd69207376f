// Annotations of a GitHub Actions run: workflow commands, one line each. GitHub shows ten errors and ten warnings of a step,
// so that the tenth says how many more there are.

import { printable } from "../redact.ts";
import { type Problem, problemsOf, worstFirst } from "./problems.ts";
import type { Report, Reporter } from "./reporter.ts";
import { plural } from "./words.ts";

export const github: Reporter = {
  name: "github",
  locates: true,
  summary: "annotations of a GitHub Actions run: workflow commands for its log",
  render: (report, surroundings) => annotationsOf(report, surroundings?.folder).map(commandOf).join(""),
};

interface Annotation {
  readonly level: "error" | "warning";
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

const most = 10;

function annotationsOf(report: Report, folder = ""): Annotation[] {
  const problems = worstFirst(problemsOf(report));
  const of = (isReview: boolean) => problems.filter(({ review }) => review === isReview);
  return [...bounded(of(false), "error", folder), ...bounded(of(true), "warning", folder)];
}

function bounded(problems: readonly Problem[], level: Annotation["level"], folder: string): Annotation[] {
  const shown = problems.slice(0, problems.length > most ? most - 1 : most);
  const annotations = shown.map(({ title, message, source }) => ({
    ...{ level, title, message },
    ...(source && { file: printable(folder + source.file), line: source.line }),
  }));
  const left = problems.length - shown.length;
  if (left === 0) return annotations;
  const rest = `${plural(left, "more problem")} not shown here; the step summary and the other reports have more.`;
  return [...annotations, { level, title: "driftcheck", message: rest }];
}

function commandOf({ level, message, ...properties }: Annotation): string {
  const { title, file, line } = properties;
  const given = Object.entries({ file, line, title }).filter(([, value]) => value !== undefined);
  const shown = given.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",");
  return `::${level} ${shown}::${escapeData(message)}\n`;
}

// As the runner takes them apart: github.com/actions/toolkit, packages/core/src/command.ts.
const escapeData = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string) => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
