// A statement with some of its words written otherwise, and where each place of it was before.

export interface Replacement {
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

export interface Rewritten {
  readonly sql: string;
  /** From an offset in the rewritten text to one in the text before. */
  readonly back: (at: number) => number;
}

/** @param replacements in the order of the text, none in another */
export function rewrite(sql: string, replacements: readonly Replacement[]): Rewritten {
  const pieces: string[] = [];
  const shifts: { readonly from: number; readonly to: number; readonly origin: number }[] = [];
  let copied = 0;
  let length = 0;
  for (const { at, end, text } of replacements) {
    pieces.push(sql.slice(copied, at), text);
    length += at - copied;
    shifts.push({ from: length, to: length + text.length, origin: at });
    length += text.length;
    copied = end;
  }
  pieces.push(sql.slice(copied));
  const back = (at: number) => {
    let shift = 0;
    for (const [index, { from, to, origin }] of shifts.entries()) {
      if (at < from) break;
      if (at < to) return origin;
      shift = (replacements[index]?.end ?? origin) - to;
    }
    return at + shift;
  };
  return { sql: pieces.join(""), back };
}
