// Whether a text may ask for an extension that PGlite lacks. Said too often it costs a wait, and nothing else: what a text asks for,
// its parse trees tell later.

import { embeddableExtensions } from "../database.ts";
import { known } from "./known/registry.ts";

const word = "extension";

/** What may stand between the word and a name, also in the comments of a dump. */
const between = new Set(
  ["", "if not exists schema - -- owner name type comment on create", word].flatMap((each) => each.split(" ")),
);

export function mayLack(texts: readonly string[]): boolean {
  const own = new Set(["plpgsql", ...embeddableExtensions()]);
  const types = [...known.values()].flatMap((each) => Object.keys(each.types ?? {}));
  return texts.some((text) => {
    const lower = text.toLowerCase();
    const isAsked = namesAfter(lower).some((name) => !own.has(name));
    return isAsked || types.some((type) => hasWord(lower, type));
  });
}

/** After each of them. */
function* placesOf(searched: string, text: string): Generator<number> {
  for (let at = text.indexOf(searched); at >= 0; at = text.indexOf(searched, at + 1)) yield at + searched.length;
}

const letter = /[a-z0-9_]/;

function hasWord(text: string, type: string): boolean {
  const isApart = (at: number) => !letter.test(text.charAt(at)) && !letter.test(text.charAt(at - type.length - 1));
  for (const at of placesOf(type, text)) if (isApart(at)) return true;
  return false;
}

function namesAfter(text: string): string[] {
  return [...placesOf(word, text)].flatMap((at) => {
    const words = text.slice(at, at + 100).split(/[^a-z0-9_-]+/);
    return words.find((each) => !between.has(each)) ?? [];
  });
}
