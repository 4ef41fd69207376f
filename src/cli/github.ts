// What a run of GitHub Actions is told without being asked: annotations, and the summary of the step. Never on stdout, which
// carries the report that was asked for; and nothing here makes a check fail.

import { appendFile, stat } from "node:fs/promises";
import { inWords } from "../error-code.ts";
import { redactWithin } from "../redact.ts";
import type { Surroundings } from "../reporters/reporter.ts";
import type { Streams } from "./command.ts";

/** @param option what was said of it; where nothing was, the environment decides */
export function isOnGithub(option: boolean | undefined): boolean {
  return option ?? process.env.GITHUB_ACTIONS === "true";
}

/** How a report is told to GitHub. */
export interface ForGithub<Value> {
  readonly github: { readonly name: string; readonly render: (value: Value, surroundings: Surroundings) => string };
  readonly githubSummary: { readonly name: string };
  /** @param written bytes that are in the step's summary already */
  readonly summaryAfter: (value: Value, written: number) => string;
}

/** @param asked the names of reporters that were asked for, which tell it already */
export async function tellGithub<Value>(
  report: Value,
  { github, githubSummary, summaryAfter }: ForGithub<Value>,
  asked: readonly string[],
  { err }: Streams,
  surroundings: Surroundings,
): Promise<void> {
  // The runner reads commands from both streams.
  if (!asked.includes(github.name)) err(github.render(report, surroundings));
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === "" || asked.includes(githubSummary.name)) return;
  try {
    const { size } = await stat(file).catch(() => ({ size: 0 }));
    await appendFile(file, summaryAfter(report, size));
  } catch (error) {
    err(redactWithin(`driftcheck: cannot write the step summary: ${inWords(error)}\n`));
  }
}
