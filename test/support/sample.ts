// The one switch between the everyday run and the nightly one. Whatever walks long runs in full under DRIFTCHECK_NIGHTLY=1; everyday
// a sample of it does, chosen by a seed that is the day, unless DRIFTCHECK_SAMPLE names one. The end of a run tells which it was.

export const isNightly = process.env.DRIFTCHECK_NIGHTLY === "1";

/** What is asked of the corpus beside the project: `all`, some by name, or undefined for the everyday choice. */
export const askedCorpus = process.env.DRIFTCHECK_CORPUS ?? (isNightly ? "all" : undefined);

/** All of them by night, by day so many: other ones every day, in the order in which they were given. */
export function sample<T>(cases: readonly T[], count: number): readonly T[] {
  if (isNightly || cases.length <= count) return cases;
  const random = randomOf(seed());
  const ranked = cases.map((_, at) => ({ at, rank: random() })).sort((one, other) => one.rank - other.rank);
  const chosen = new Set(ranked.slice(0, count).map(({ at }) => at));
  return cases.filter((_, at) => chosen.has(at));
}

/**
 * Whether a test of several seconds has its turn: all do by night, by day each on every third. What it tests as a whole, quicker tests
 * try in parts every day.
 */
export function hasTurn(name: string): boolean {
  const place = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return isNightly || (place + seed()) % 3 === 0;
}

/** @throws Error where DRIFTCHECK_SAMPLE is no number */
export function seed(asked: string | undefined = process.env.DRIFTCHECK_SAMPLE): number {
  const number = Number(asked ?? new Date().toISOString().slice(0, 10).replaceAll("-", ""));
  if (!Number.isSafeInteger(number)) throw new Error(`DRIFTCHECK_SAMPLE: ${asked} is no whole number`);
  return number;
}

/** Vitest calls it before the first test: all workers take one seed, and a run across midnight too. */
export function setup(): void {
  process.env.DRIFTCHECK_SAMPLE = String(seed());
}

/** Vitest calls it after the last test. */
export function teardown(): void {
  const told = isNightly
    ? "The long walks ran in full (DRIFTCHECK_NIGHTLY=1)."
    : `The long walks ran as samples, the long tests in turns: DRIFTCHECK_SAMPLE=${seed()} repeats them, npm run nightly runs all.`;
  process.stderr.write(`${told}\n`);
}

/** Mulberry32: small, and the same everywhere. */
export function randomOf(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
