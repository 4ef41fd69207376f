// One script by psql and by driftcheck. Where psql takes it whole, we must take it and see no drift against that database; where
// psql refuses it, we must refuse it or say what was left out. Everything else is wrong, unless it is listed here with the reason.

import type { Catalog } from "../../src/catalog/catalog.ts";
import { compare } from "../../src/compare/steps.ts";
import { SourceError } from "../../src/errors.ts";
import { readCatalog } from "../../src/read-catalog.ts";
import type { Psql } from "./psql.ts";

export const outcomes = ["taken by both", "refused by both", "refused by us", "taken by us", "wrong"] as const;

export interface Verdict {
  readonly outcome: (typeof outcomes)[number];
  /** Without names and places: cases with one reason are counted together. */
  readonly reason: string;
  /** All that was said of it. */
  readonly told: string;
}

/** We refuse these though psql takes them, as each is a file that was cut short or misread. */
const deliberate: Readonly<Record<string, RegExp>> = {
  "a transaction that is not committed, which psql rolls back": /is not committed, so psql would roll it back/,
  "no text at all, or none that declares something": /is empty\. Pass a file/,
  "rows that end with the file": /The data of COPY that begins here does not end/,
  "a second database": /Two databases in one script/,
  "bytes in a comment that are no UTF-8": /is not UTF-8 text/,
  "nothing of psql's or PostgreSQL's: a down part": /down migration/,
};

const limits = { allowEmpty: true, restoreTimeout: 60 } as const;

export async function verdictOn(file: string, psql: Psql): Promise<Verdict> {
  const stopped = await psql.take(file, "whole");
  const ours = await readCatalog(file, limits).catch((error: unknown) => error);
  if (ours instanceof SourceError) {
    if (!stopped.isWhole) return { outcome: "refused by both", reason: "", told: `${ours.message}\n${stopped.stderr}` };
    return refusedByUs(ours);
  }
  if (ours instanceof Error) return { outcome: "wrong", reason: `a crash: ${ours.message}`, told: String(ours.stack) };
  const catalog = ours as Catalog;
  if (stopped.isWhole) return takenByBoth(catalog, stopped.url);
  const { url, stderr } = await psql.take(file, "as far as it goes", broughtBy(catalog));
  return takenByUs(catalog, url, stderr);
}

function refusedByUs({ message }: SourceError): Verdict {
  const [known] = Object.entries(deliberate).find(([, pattern]) => pattern.test(message)) ?? [];
  if (known !== undefined) return { outcome: "refused by us", reason: known, told: message };
  return { outcome: "wrong", reason: `psql takes it, we refuse: ${plain(message)}`, told: message };
}

async function takenByBoth(catalog: Catalog, url: string): Promise<Verdict> {
  const drift = await driftOf(catalog, url);
  if (drift.length === 0) return { outcome: "taken by both", reason: "", told: "" };
  return { outcome: "wrong", reason: "both take it, and there is drift", told: drift.join("\n") };
}

/** Extensions that the script uses and no longer creates: we say so and go on with them, and what is left is judged beside them. */
function broughtBy({ notCompared }: Catalog): string[] {
  const said = notCompared.filter(({ reason }) => reason.endsWith("does not create its extension"));
  return said.flatMap(({ id }) => id?.slice("extension:".length) ?? []);
}

/** psql goes on after an error where it is not told to stop; what it leaves then is what we must have read. */
async function takenByUs(catalog: Catalog, url: string, stderr: string): Promise<Verdict> {
  const drift = await driftOf(catalog, url);
  const said = [...new Set(catalog.notCompared.filter(({ reason }) => /:\d+: /.test(reason)).map(({ what }) => what))];
  const errors = stderr.split("\n").filter((line) => /ERROR: |FATAL: |error: /.test(line));
  const told = [...errors, ...said, ...drift].join("\n");
  if (drift.length > 0) return { outcome: "wrong", reason: "psql refuses it, we read something else", told };
  if (said.length > 0) return { outcome: "taken by us", reason: `not compared: ${said.sort().join(", ")}`, told };
  if (errors.length === 0)
    return { outcome: "taken by us", reason: "the body of a function, which is not looked into", told };
  const isRows = errors.length === stderr.split("\n").filter((line) => /^CONTEXT: {2}COPY /.test(line)).length;
  if (isRows) return { outcome: "taken by us", reason: "rows alone, which are not compared", told };
  const [known] = Object.entries(nothingLost).find(([, pattern]) => errors.every((line) => pattern.test(line))) ?? [];
  if (known !== undefined) return { outcome: "taken by us", reason: known, told };
  return { outcome: "wrong", reason: `psql refuses it, we say nothing: ${plain(errors[0] ?? "")}`, told };
}

/** What psql refuses and leaves nothing out: nobody needs to hear of these. */
const nothingLost: Readonly<Record<string, RegExp>> = {
  "the schema public, which every database has": /schema "public" already exists/,
  "a guard of pg_dump's for psql alone":
    /\\unrestrict: (?:not currently in restricted mode|wrong key)|only \\unrestrict is allowed/,
};

async function driftOf(declared: Catalog, url: string): Promise<string[]> {
  const { drift } = await compare(declared, await readCatalog(url, limits));
  return drift.map(({ type, id, attribute, declared: should, live }) =>
    [type, id, attribute ?? "", JSON.stringify(should), JSON.stringify(live)].join(" "),
  );
}

const plain = (message: string) =>
  message
    .replace(/^\S+?:\d+: /, "")
    .replace(/^\S*psql:\S+: /, "")
    .replace(/"[^"]*"/g, "…")
    .replace(/\d+/g, "N")
    .slice(0, 160);
