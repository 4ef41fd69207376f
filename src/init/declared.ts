// Which of the schemas that a project declares is compared, and what to do where it declares none.

import { UsageError } from "../errors.ts";
import { prefixed } from "../migrations/locate.ts";
import { migrationTools } from "../migrations/registry.ts";
import { models } from "../models/registry.ts";
import type { ProjectFiles } from "../scripts/project-files.ts";
import { type Candidate, candidatesIn, unreadableIn } from "./candidates.ts";
import { type Ask, askNobody } from "./question.ts";

export interface Declared {
  /** Undefined where the project declares nothing that can be read. */
  readonly chosen: Candidate | undefined;
  readonly others: readonly Candidate[];
  /** In a sentence each: what was found, and what can't be read. */
  readonly notes: readonly string[];
}

/** @param given what --declared says */
export async function declaredIn(
  files: ProjectFiles,
  given: string | undefined,
  ask: Ask = askNobody,
): Promise<Declared> {
  const candidates = await candidatesIn(files);
  const notes = [
    ...unreadableIn(files).map(
      ({ title, file }) =>
        `Found ${title} (${file}). driftcheck cannot read its migrations; declare a dump or a snapshot.`,
    ),
    ...(files.isCut
      ? ["The folder is large: its deepest folders were not searched. Name the schema with --declared."]
      : []),
  ];
  if (given !== undefined) {
    const others = candidates.filter(({ locator }) => locator !== given);
    return { chosen: candidates.find(({ locator }) => locator === given) ?? byPrefix(given), others, notes };
  }
  const answers = candidates.slice(0, mostShown).map(({ title, locator }) => `${locator} (${title})`);
  const text = "Several schemas are declared here. Which one should the database have?";
  const at = answers.length > 1 ? await ask({ text, answers }) : 0;
  const chosen = candidates[at];
  return { chosen, others: candidates.filter((each) => each !== chosen), notes };
}

const mostShown = 9;

/** What is known of a locator's tool, wherever its project is. */
function byPrefix(locator: string): Candidate {
  const named = prefixed(locator);
  const tool = [...migrationTools, ...models].find(({ name }) => name === named?.name);
  const { presets = [], needs } = tool?.recognition ?? {};
  return { locator, title: "given by --declared", isHistory: false, presets, ...(needs !== undefined && { needs }) };
}

export function nothingDeclared(notes: readonly string[]): UsageError {
  return new UsageError(
    [
      ...notes,
      "No model, migrations or schema.sql were found here. Run init in the project's folder, name the schema with --declared, or set DATABASE_URL to write a first snapshot of the live database.",
    ].join(" "),
  );
}
