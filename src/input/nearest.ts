// The known word that a mistyped one was most likely meant to be.

/** ` Did you mean …?`, or nothing where no known word is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const [meant] = nearestOf(word, known, 1);
  return meant === undefined || !isNear(word, meant) ? "" : ` Did you mean ${meant}?`;
}

/** ` Did you mean …? Known are …`, for a word that is none of them. */
export const amongKnown = (word: string, known: readonly string[]): string =>
  `${didYouMean(word, known)} Known are ${known.join(", ")}.`;

/** Most of what was written stands in the word that was meant, or begins it. */
function isNear(word: string, meant: string): boolean {
  const shorter = Math.min(word.length, meant.length);
  return (
    editDistance(word.toLowerCase(), meant.toLowerCase()) <= Math.max(1, shorter / 2) ||
    (word.length > 2 && meant.toLowerCase().startsWith(word.toLowerCase()))
  );
}

/** As many as are wanted, the fewest edits away first. */
export function nearestOf(word: string, known: readonly string[], wanted: number): string[] {
  const distances = known.map((each) => [editDistance(word.toLowerCase(), each.toLowerCase()), each] as const);
  return distances
    .sort(([a], [b]) => a - b)
    .slice(0, wanted)
    .map(([, each]) => each);
}

/** How many letters must be put in, taken out or replaced. Only the start of long words counts, as they come from outside. */
function editDistance(one: string, other: string): number {
  const [a, b] = [one.slice(0, longest), other.slice(0, longest)];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const replaced = (row[j] ?? 0) + (letter === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const longest = 64;
