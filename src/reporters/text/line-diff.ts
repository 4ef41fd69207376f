// What two texts have in common, line by line.

export interface DiffLine {
  readonly side: "both" | "declared" | "live";
  readonly text: string;
}

/** Longer texts than this are told apart by their common beginning and end alone, as the rest grows with the square. */
const most = 400; // lines

/** The lines of both in one order, by a longest common subsequence. */
export function lineDiff(declared: readonly string[], live: readonly string[]): DiffLine[] {
  const start = commonStart(declared, live);
  const end = commonStart([...declared.slice(start)].reverse(), [...live.slice(start)].reverse());
  const both = (texts: readonly string[]) => texts.map((text): DiffLine => ({ side: "both", text }));
  const [one, other] = [declared.slice(start, declared.length - end), live.slice(start, live.length - end)];
  return [...both(declared.slice(0, start)), ...between(one, other), ...both(declared.slice(declared.length - end))];
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((line, index) => line !== other[index]);
  return at === -1 ? Math.min(one.length, other.length) : at;
}

function between(one: readonly string[], other: readonly string[]): DiffLine[] {
  if (one.length > most || other.length > most) return [...only("declared", one), ...only("live", other)];
  // lengths[i][j]: of the longest that one.slice(i) and other.slice(j) have in common.
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = one.length - 1; i >= 0; i -= 1)
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row) row[j] = one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      lines.push({ side: "both", text: one[i] ?? "" });
      i += 1;
      j += 1;
    } else if (j >= other.length || (i < one.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ side: "declared", text: one[i] ?? "" });
      i += 1;
    } else {
      lines.push({ side: "live", text: other[j] ?? "" });
      j += 1;
    }
  }
  return lines;
}

const only = (side: DiffLine["side"], texts: readonly string[]) => texts.map((text) => ({ side, text }));
