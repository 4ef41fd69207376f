// What a run of the benchmark is told by its environment: DRIFTCHECK_BENCH=100,1000 the sizes, DRIFTCHECK_BENCH_RUNS=1 the runs.

const SIZES: readonly number[] = [100, 1_000, 10_000];
const LARGE = 10_000;

/** How many tables, the smallest first. */
export function sizes(asked: string | undefined = process.env.DRIFTCHECK_BENCH): readonly number[] {
  if (!asked) return SIZES;
  return asked
    .split(",")
    .map((text) => positive(text, "DRIFTCHECK_BENCH"))
    .sort((a, b) => a - b);
}

/** Of the synthetic schema beside the project; the large one takes minutes to make, and is measured where it is asked for. */
export function synthetic(asked: string | undefined = process.env.DRIFTCHECK_BENCH): readonly number[] {
  return asked ? sizes(asked).filter((tables) => tables >= 1_000) : [1_000];
}

/** How often each thing is measured. */
export function runs(tables = 0, asked: string | undefined = process.env.DRIFTCHECK_BENCH_RUNS): number {
  if (asked) return positive(asked, "DRIFTCHECK_BENCH_RUNS");
  return tables >= LARGE ? 3 : 5;
}

function positive(text: string, variable: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${variable}: "${text}" is no positive number`);
  return number;
}
