// Colour, and lines that fit. Whatever is styled was made printable before: a name from a database has no escape sequence here.

import type { Surroundings } from "../reporter.ts";
import { columnsOf } from "./columns.ts";

/** Of definitions, where nothing is known of the place that a text goes to. */
const usualWidth = 100; // columns
const narrowest = 40;

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  inverse: [7, 27],
} as const;
type Colour = keyof typeof codes;

export interface Style {
  /** Columns. */
  readonly width: number;
  /** Sentences are broken for a terminal only: whoever searches a log searches lines. */
  readonly wrap: (sentence: string, indent?: string) => string[];
  readonly isBrief: boolean;
  readonly paint: (colour: Colour, text: string) => string;
}

export function styleOf({ width, colour = false, isBrief = false }: Surroundings = {}): Style {
  return {
    width: Math.max(narrowest, width ?? usualWidth),
    wrap: (sentence, indent = "") =>
      wrapped(sentence, indent, width === undefined ? Number.POSITIVE_INFINITY : Math.max(narrowest, width)),
    isBrief,
    paint: (name, text) => {
      const [on, off] = codes[name];
      return colour && text !== "" ? `\u001b[${on}m${text}\u001b[${off}m` : text;
    },
  };
}

/** A blank at which no line ends. */
export const glue = "\u00a0";

/** At blanks; a word that is longer than a line has one of its own. */
function wrapped(text: string, indent: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent.length + columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, indent + line].map((each) => each.replaceAll(glue, " "));
}
