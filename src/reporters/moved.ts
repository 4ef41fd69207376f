// Who moved since the base, in words: a tag for each drift, a sentence where there is room, and what the base is.

import type { Drift, Moved } from "../catalog/drift.ts";
import { printable } from "../redact.ts";
import type { Report, ReportedBase } from "./reporter.ts";
import { number } from "./words.ts";

const tags: Readonly<Record<Moved, string>> = {
  model: "model moved",
  database: "database moved",
  both: "both moved",
  neither: "neither moved",
};

const sentences: Readonly<Record<Moved, string>> = {
  model: "The model moved since the base, the database did not: a migration is missing or has not run.",
  database: "The database moved since the base, the model did not: it was changed without the model.",
  both: "Model and database moved since the base, and not alike.",
  neither: "It differed already at the base.",
};

export const movedTag = ({ moved }: Drift): string | undefined => moved && tags[moved];

export const movedSentence = ({ moved }: Drift): string | undefined => moved && sentences[moved];

const kinds: Readonly<Record<ReportedBase["kind"], string>> = {
  attestation: "the attestation",
  file: "the base",
  revision: "the base",
  "merge-base": "the merge base with the main branch,",
};

/** One line, where there is a base. */
export function baseText({ base, drift }: Report): string | undefined {
  if (base === undefined) return undefined;
  const { kind, locator, commit, date, moved } = base;
  const at = [commit?.slice(0, 12), date?.slice(0, 10)].filter((each) => each !== undefined).join(", ");
  const counts = (Object.keys(tags) as Moved[]).flatMap((each) =>
    moved[each] === undefined ? [] : [`${number(moved[each])} ${tags[each]}`],
  );
  const left = drift.filter((each) => each.moved === undefined).length;
  if (left > 0) counts.push(`${number(left)} not told by it`);
  return printable(`Since ${kinds[kind]} ${locator}${at === "" ? "" : ` (${at})`}: ${counts.join(", ")}.`);
}
