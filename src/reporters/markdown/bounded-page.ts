// Markdown within a bound: the verdict, then block after block, then what is folded. What does not fit is counted, and where to see
// it is said.

import { folded } from "./folded.ts";

export interface Bound {
  readonly most: number;
  readonly size: (text: string) => number;
}

/** What stands under one heading. */
export interface Block {
  readonly text: string;
  /** Problems in it. */
  readonly count: number;
}

export interface Page {
  /** Of this page, as a comment: by it whoever keeps a comment up to date finds it again. */
  readonly marker: string;
  readonly verdict: string;
  /** Lines below the verdict. */
  readonly introduction: readonly string[];
  /** The worst first. */
  readonly blocks: readonly Block[];
  readonly folds: readonly string[];
  /** What some blocks are, in words of ours: `12 more problems of 3 objects`. */
  readonly counted: (blocks: readonly Block[]) => string;
}

/** So many blocks are open; the others are folded. */
const open = 10;

export const all = "`--reporter json` lists all.";

/** @returns nothing where not even the verdict fits */
export function boundedPage(page: Page, bound: Bound): string {
  const verdict = `${page.marker}\n### ${page.verdict}`;
  const head = [verdict, "", ...page.introduction].join("\n");
  const folds = page.folds.join("\n\n");
  const texts = [
    [head, folds],
    [head, ""],
    [`${verdict}\n\nMore does not fit here; ${all}`, ""],
  ] as const;
  for (const [start, end] of texts) {
    const text = withBlocks(page, start, end, bound);
    if (bound.size(text) <= bound.most) return text;
  }
  return "";
}

function withBlocks({ blocks, counted }: Page, head: string, folds: string, { most, size }: Bound): string {
  // What opens and closes a fold, and the line that counts what is left.
  const shown = fitting(blocks, most - size(head) - size(folds) - 400, size);
  const [first, others, left] = [shown.slice(0, open), shown.slice(open), blocks.slice(shown.length)];
  const texts = (some: readonly Block[]) => some.map(({ text }) => text);
  return [
    head,
    ...texts(first),
    others.length > 0 ? folded(counted(others), texts(others)) : "",
    left.length > 0 ? `${counted(left)} not shown; ${all}` : "",
    folds,
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

/** The first blocks that fit. One that is too large is not skipped for a smaller one: the order says what is worse. */
function fitting(blocks: readonly Block[], room: number, size: Bound["size"]): readonly Block[] {
  let left = room;
  const end = blocks.findIndex(({ text }) => {
    left -= size(text) + 2;
    return left < 0;
  });
  return end < 0 ? blocks : blocks.slice(0, end);
}
