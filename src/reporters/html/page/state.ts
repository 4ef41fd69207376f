// What is looked for, and which entries that leaves.

import type { Entry, PageData } from "../view/page-data.ts";
import { textOf } from "../view/values.ts";
import { byId } from "./dom.ts";

/** Parsed when it is first asked for: what is seen first needs none of it. */
export function readData(): PageData {
  data ??= JSON.parse(byId("page-data")?.textContent ?? "{}") as PageData;
  return data;
}

let data: PageData | undefined;

export interface Query {
  /** In lower case, all of them to be found. */
  readonly words: readonly string[];
  readonly types: ReadonlySet<string>;
}

/** Of a value no more is searched than what is likely to be looked for. */
const searched = 400; // characters

/** The text by which an entry is found, once for each. */
export function searchTexts(entries: readonly Entry[], texts: readonly string[]): string[] {
  return entries.map(({ id, liveId, attribute, declared, live, has, loss, rule, finding, moved, review, because }) => {
    const values = [declared, live, ...(has ?? []).flat()].map((each) =>
      each === undefined ? "" : textOf(each).slice(0, searched),
    );
    const reason = because === undefined ? "" : texts[because];
    return [id, liveId, attribute, loss, rule, finding, moved, review && "review", ...values, reason]
      .join("\n")
      .toLowerCase();
  });
}

export function matches(entries: readonly Entry[], searchable: readonly string[], { words, types }: Query): number[] {
  const found: number[] = [];
  for (const [at, { type }] of entries.entries())
    if (types.has(type) && words.every((word) => searchable[at]?.includes(word))) found.push(at);
  return found;
}
