// The known word that a mistyped one was most likely meant to be.

/** The first of those that are the fewest edits away. `known` must not be empty. */
export function nearest(word: string, known: readonly string[]): string {
  return nearestOf(word, known, 1)[0] ?? "";
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
