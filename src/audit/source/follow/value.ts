// What a variable may hold: text in pieces, a list of texts, one of several texts, or a dictionary.

import type { Code, Literal } from "../code.ts";

/** Text that is known, and the offset in the file of the string that it is from. */
export interface Known extends Literal {
  readonly origin: number;
}

/** An expression whose text is not known. */
interface Unknown {
  readonly hole: Code;
  /** It is formatted as a number, so that no name can stand there. */
  readonly isNumber?: true;
}

export type Piece = Known | Unknown;

export type Value =
  | { readonly pieces: readonly Piece[] }
  | { readonly items: readonly (readonly Piece[])[] }
  | { readonly choices: readonly (readonly Piece[])[] }
  | { readonly entries: readonly (readonly [string, Value])[] };

/** More pieces are no statement that a person reads; a text that doubles itself in a loop would have no end. */
export const mostPieces = 2000;

export const isKnown = (piece: Piece): piece is Known => "text" in piece;

export const piecesOf = (value: Value | undefined): readonly Piece[] | undefined =>
  value !== undefined && "pieces" in value ? value.pieces : undefined;

/** Each text that it may be; a list is none. */
export function textsOf(value: Value | undefined): readonly (readonly Piece[])[] {
  if (value === undefined) return [];
  if ("choices" in value) return value.choices;
  return "pieces" in value ? [value.pieces] : [];
}

/** Each once, where something of it is known. */
export function knownTexts(values: readonly (Value | undefined)[]): readonly (readonly Piece[])[] {
  const texts = new Map<string, readonly Piece[]>();
  for (const pieces of values.flatMap(textsOf))
    if (pieces.some(isKnown)) texts.set(pieces.map((piece) => (isKnown(piece) ? piece.text : "\0")).join(""), pieces);
  return [...texts.values()];
}

/** The text of it, where all is known. */
export function wholeText(pieces: readonly Piece[]): string | undefined {
  return pieces.every(isKnown) ? pieces.map(({ text }) => text).join("") : undefined;
}
