// How PostgreSQL wants what it refuses: the spelling whose words stand where it stopped, or whose name it does not know.

import type { Refused } from "../statement/answer.ts";
import { type Word, wordAt } from "../statement/words.ts";
import { dialects } from "./registry.ts";
import type { Spelling } from "./spelling.ts";

export interface Advice {
  readonly advice: string;
  readonly source: string;
}

const spellings: readonly Spelling[] = dialects.flatMap((dialect) => dialect.spellings);

export function adviceFor(refused: Refused, words: readonly Word[]): Advice | undefined {
  const spelling = refused.code === "42601" ? byWords(refused, words) : byName(refused, words);
  return spelling && { advice: spelling.advice, source: spelling.source };
}

/** What stands at the place, of a name with a schema the name itself. */
function byName({ code, message, at }: Refused, words: readonly Word[]): Spelling | undefined {
  const index = wordAt(words, at);
  const word = words[words[index + 1]?.text === "." ? index + 2 : index]?.lower.replaceAll('"', "") ?? "";
  if (code === "42883" && message.startsWith("operator"))
    return spellings.find(({ operators }) => operators?.includes(word));
  if (code === "42883" || code === "42725") return spellings.find(({ functions }) => functions?.includes(word));
  if (code === "22023") return bySetting("names");
  const [, name = ""] = /^\S+(?: configuration parameter)? "([^"]*)"/.exec(message) ?? [];
  if (message.startsWith("type ")) return spellings.find(({ types }) => types?.includes(name));
  return message.startsWith("unrecognized configuration") ? bySetting(name.toLowerCase()) : undefined;
}

function bySetting(name: string): Spelling | undefined {
  const fits = (setting: string) => (setting.endsWith("*") ? name.startsWith(setting.slice(0, -1)) : name === setting);
  return spellings.find(({ settings }) => settings?.some(fits));
}

/** The longest whose words are where the grammar stopped, or just before. */
function byWords({ at }: Refused, words: readonly Word[]): Spelling | undefined {
  const found = wordAt(words, at);
  const stopped = found === -1 ? words.length : found;
  let best: { readonly spelling: Spelling; readonly length: number } | undefined;
  for (const spelling of spellings) {
    const pattern = spelling.words?.split(" ") ?? [];
    if (pattern.length > (best?.length ?? 0) && touches(pattern, words, stopped))
      best = { spelling, length: pattern.length };
  }
  return best?.spelling;
}

function touches(pattern: readonly string[], words: readonly Word[], stopped: number): boolean {
  const gap = pattern.indexOf("...");
  const [head, tail] = gap === -1 ? [[], pattern] : [pattern.slice(0, gap), pattern.slice(gap + 1)];
  const first = Math.max(0, stopped - tail.length);
  for (let at = first; at <= stopped; at += 1)
    if (standAt(tail, words, at)) return head.length === 0 || before(head, words, at);
  return false;
}

const before = (head: readonly string[], words: readonly Word[], end: number) =>
  words.slice(0, end).some((_, at) => at + head.length <= end && standAt(head, words, at));

const standAt = (pattern: readonly string[], words: readonly Word[], at: number) =>
  pattern.length > 0 &&
  pattern.every((part, index) => (part === "_" ? words[at + index] !== undefined : words[at + index]?.lower === part));
