// One voice: no text that a user reads has a phrase that the project no longer uses. Only comments and texts have words with blanks
// between them, so all phrases in a file without its comments are in texts.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "../..");

const retired: readonly RegExp[] = [
  // Inversion and metaphor.
  /\b(?:lets? it|lets? them|let --|told apart|tells? apart|keeps? apart|kept apart|gets? by|speaks?|brings? along|lives? on|made anew|writes? it anew)\b/,
  /\b(?:as begun|begun and not ended|as empty as|as it is|is there, and|which no file is|here begins)\b/,
  // No subject, or another one than the thing itself.
  /\b(?:is to be|are to be|is none|are none|is no [a-z]|are no [a-z]|is nothing but|nothing but|what is)\b/,
  /\b(?:there is no|there are no|there are two|and yet|whatever|but for|in any case|of one's own)\b|of (?:its|their) own\b(?! [a-z])/,
  // Another word says it: contains, because, accepts, ignored, cannot.
  /\b(?:holds? no|holds? neither|holds? nothing|knows? nothing|says? nothing|takes? over|takes? for|so that (?:no|nothing|it is))\b/,
  /\b(?:set aside|sets? aside|aside as|can't|a part of|is ended|has ended|not ended|by the way|would not go on)\b/,
  // An advice is a sentence of its own.
  /; (?:give|make it again with|name (?:the|another|one)|say |run (?:it|the|npm)|correct (?:it|the)|is it|is a |do it)\b/,
];

const isOfVoice = (text: string) => retired.every((phrase) => !phrase.test(text));

/** Texts of the database are not ours, and neither is SQL. */
const isSql = (line: string) => /\b(?:SELECT|FROM|WHERE|JOIN|CASE WHEN)\b/.test(line);

const withoutComments = (text: string) =>
  text
    .replaceAll(/\/\*\*?[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ""))
    .split("\n")
    .map((line) => line.replace(/^\s*\/\/.*$|\s\/\/ .*$/, ""));

const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".ts"),
);

test.each(sources)("%s", (name) => {
  const lines = withoutComments(readFileSync(join(root, "src", name), "utf8"));
  const texts = lines.flatMap((line, at) => (isOfVoice(line) || isSql(line) ? [] : [`${at + 1}: ${line.trim()}`]));
  expect(texts).toEqual([]);
});

const schemas = [
  "judge/rules/ignore-rules.schema.json",
  "reporters/report.schema.json",
  "reporters/fleet/fleet-report.schema.json",
];

test.each(schemas)("%s", (name) => {
  const lines = readFileSync(join(root, "src", name), "utf8").split("\n");
  expect(lines.filter((line) => !isOfVoice(line))).toEqual([]);
});

interface Entry {
  readonly id: string;
  readonly summary?: string;
  readonly did?: string;
  readonly means?: string;
}

test.each([
  ["ignore-rules.yaml", "rules"],
  ["src/judge/losses/losses.yaml", "losses"],
])("%s", (name, field) => {
  const entries = (parse(readFileSync(join(root, name), "utf8")) as Record<string, readonly Entry[]>)[field] ?? [];
  expect(entries.length).toBeGreaterThan(30);
  const texts = entries.flatMap(({ id, summary = "", did = "", means = "" }) =>
    [summary, did, means].filter((text) => !isOfVoice(text)).map((text) => `${id}: ${text}`),
  );
  expect(texts).toEqual([]);
});

test.each([
  "holds no table: there is nothing to compare (--allow-empty lets it)",
  "1 is pending, and yet the live schema is what is declared",
  "public.version has 2 as begun and not ended",
  "rows may repeat what it is to keep apart",
  "32 differences set aside as noise",
  "the down part is not told apart",
  "cannot read the file; give another",
])("finds what it is for: %s", (text) => {
  expect(isOfVoice(text)).toBe(false);
});
