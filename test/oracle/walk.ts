// A walk: random mutations, each judged by what pg_dump and our own reader saw before and after it.
// Whatever is random follows from the numbers that fast-check draws, so that a seed repeats a walk.

import fc from "fast-check";
import { drawFrom, weighted } from "./draw.ts";
import type { Copy, Ground } from "./ground.ts";
import { groupBy } from "./group.ts";
import { isWrong, judge, type Verdict } from "./judge.ts";
import { mutations } from "./mutations/all.ts";
import type { Draw, Found, Mutation } from "./mutations/mutation.ts";
import { targets } from "./mutations/targets.ts";
import type { Mode, Observation } from "./observe.ts";
import { Tally } from "./tally.ts";

export interface WalkOptions {
  readonly steps: number;
  readonly seed: number;
  /** By turns, a copy each. */
  readonly modes: readonly Mode[];
}

export interface Failure {
  readonly mutation: Mutation;
  readonly mode: Mode;
  /** All that was applied to a fresh copy, the last of them being what was judged. */
  readonly statements: readonly string[];
  readonly verdict: Verdict;
}

/** What was done to a database that our reader, or pg_dump, then could not read. */
class Unreadable extends Error {
  constructor(statements: readonly string[], mode: Mode, cause: unknown) {
    super(`${cause instanceof Error ? cause.message : cause}, after ${statements.at(-1)} (access ${mode.access})`, {
      cause,
    });
  }
}

export interface Walked {
  readonly tally: Tally;
  readonly failures: readonly Failure[];
  readonly unreadable: readonly Unreadable[];
  /** Mutations that the server refused whenever they were tried, and why the last time: they test nothing. */
  readonly neverApplied: ReadonlyMap<Mutation, string>;
}

const STEPS_PER_COPY = 100;
const FEW_MUTATIONS = 8;
// About every third draw is refused: there is nothing to do it to, or it makes no sense.
const DRAWS_PER_STEP = 8;

export async function walk(ground: Ground, { steps, seed, modes }: WalkOptions): Promise<Walked> {
  const possible = mutations.filter(({ since = 14 }) => since <= ground.major);
  const state = new Walk(ground, possible);
  const copies = Math.ceil(steps / STEPS_PER_COPY);
  const draws = fc.noBias(fc.nat());
  const length = STEPS_PER_COPY * DRAWS_PER_STEP;
  const drawn = fc.sample(fc.array(draws, { minLength: length, maxLength: length }), { numRuns: copies, seed });
  for (const [at, numbers] of drawn.entries()) {
    const left = Math.min(STEPS_PER_COPY, steps - state.tally.total.applied);
    await state.walkCopy(numbers, left, modes[at % modes.length] ?? { access: false });
  }
  return {
    tally: state.tally,
    failures: state.failures,
    unreadable: state.unreadable,
    neverApplied: state.neverApplied,
  };
}

class Walk {
  readonly tally: Tally;
  readonly failures: Failure[] = [];
  readonly unreadable: Unreadable[] = [];
  readonly #ground: Ground;
  readonly #byKind: ReadonlyMap<string, readonly Mutation[]>;
  readonly #tried = new Map<Mutation, number>();
  readonly #applied = new Set<Mutation>();
  readonly #refusals = new Map<Mutation, string>();
  #serial = 0;

  constructor(ground: Ground, possible: readonly Mutation[]) {
    this.#ground = ground;
    this.#byKind = groupBy(possible, ({ kind }) => kind);
    this.tally = new Tally(this.#byKind.keys());
  }

  get neverApplied(): Map<Mutation, string> {
    return new Map([...this.#refusals].filter(([mutation]) => !this.#applied.has(mutation)));
  }

  async walkCopy(numbers: readonly number[], steps: number, mode: Mode): Promise<void> {
    const copy = await this.#ground.copy(mode);
    const statements: string[] = [];
    try {
      let before = await copy.observer.observe();
      for (const number of numbers) {
        if (statements.length >= steps) break;
        this.#serial += 1;
        before = (await this.#step(copy, drawFrom(number, this.#serial), statements, before, mode)) ?? before;
      }
    } catch (error) {
      // The rest of this copy's steps would all fail alike; the next copy begins anew.
      this.unreadable.push(new Unreadable(statements, mode, error));
    } finally {
      await copy.close();
    }
  }

  /** The state after it, or nothing where the server refused. */
  async #step(
    copy: Copy,
    draw: Draw,
    statements: string[],
    before: Observation,
    mode: Mode,
  ): Promise<Observation | undefined> {
    const mutation = this.#choose(draw);
    this.#tried.set(mutation, (this.#tried.get(mutation) ?? 0) + 1);
    const sql = await statementOf(mutation, copy, draw);
    const refusal = sql === undefined ? "there is nothing to do it to" : await refusalOf(copy, sql);
    if (sql === undefined || (refusal !== undefined && mutation.half === undefined)) {
      this.#refusals.set(mutation, refusal ?? "");
      this.tally.of(mutation.kind).refused += 1;
      return undefined;
    }
    this.#applied.add(mutation);
    statements.push(sql);
    const after = await copy.observer.observe();
    const verdict = await judge(before, after);
    this.tally.add(mutation.kind, verdict);
    if (isWrong(verdict)) this.failures.push({ mutation, mode, statements: [...statements], verdict });
    return after;
  }

  /** The kinds and mutations that had the fewest turns are the likeliest. */
  #choose(draw: Draw): Mutation {
    // A kind with many mutations has as many more turns, up to a point: each kind has to have its share.
    const share = (kind: string) => Math.max(FEW_MUTATIONS, this.#byKind.get(kind)?.length ?? 0);
    const turns = (kind: string) => (this.tally.of(kind).applied + this.tally.of(kind).refused / 4) / share(kind);
    const fewest = Math.min(...this.tally.kinds.map(turns));
    const kind = weighted(this.tally.kinds, (it) => 1 / (0.1 + turns(it) - fewest) ** 2, draw);
    const choices = this.#byKind.get(kind) ?? [];
    const least = Math.min(...choices.map((it) => this.#tried.get(it) ?? 0));
    return weighted(choices, (it) => 1 / (1 + (this.#tried.get(it) ?? 0) - least) ** 2, draw);
  }
}

/** Nothing where there is nothing that it could be done to. */
async function statementOf({ on, sql }: Mutation, { client }: Copy, draw: Draw): Promise<string | undefined> {
  if (on === undefined) return sql({}, draw);
  // By name: the numbers that PostgreSQL gives its objects, and so the order of its rows, are of one run.
  const { rows } = await client.query<Found>(
    `SELECT * FROM (${targets[on]}) AS found ORDER BY found::text COLLATE "C"`,
  );
  return rows.length === 0 ? undefined : sql(draw.oneOf(rows), draw);
}

/** What the server says against it; nothing where it did it. */
export async function refusalOf({ client }: Copy, sql: string): Promise<string | undefined> {
  try {
    await client.query(sql);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
