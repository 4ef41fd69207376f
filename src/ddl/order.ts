// The order of statements: what each needs comes before it, and of all that could be next what stands first in the list.

export interface Step {
  /** Those that must come before it, as places in the list. */
  readonly after: readonly number[];
}

/** @returns the places in order, and those that are left: they are in a circle, or need one that is */
export function ordered(steps: readonly Step[]): {
  readonly order: readonly number[];
  readonly left: readonly number[];
} {
  const waitingFor = steps.map(({ after }) => new Set(after).size);
  const followers = followersOf(steps);
  const ready = new Smallest();
  for (const [at, count] of waitingFor.entries()) if (count === 0) ready.add(at);
  const order: number[] = [];
  for (let next = ready.take(); next !== undefined; next = ready.take()) {
    order.push(next);
    for (const follower of followers[next] ?? []) {
      waitingFor[follower] = (waitingFor[follower] ?? 0) - 1;
      if (waitingFor[follower] === 0) ready.add(follower);
    }
  }
  const done = new Set(order);
  return { order, left: [...steps.keys()].filter((at) => !done.has(at)) };
}

/** Of those that are left: the ones in circles, or on the way from one to another. */
export function inCircles(steps: readonly Step[], left: readonly number[]): readonly number[] {
  const kept = new Set(left);
  const followers = followersOf(steps);
  for (let before = -1; before !== kept.size; ) {
    before = kept.size;
    for (const at of kept) if (!(followers[at] ?? []).some((each) => kept.has(each))) kept.delete(at);
  }
  return [...kept];
}

function followersOf(steps: readonly Step[]): number[][] {
  const followers: number[][] = steps.map(() => []);
  for (const [at, { after }] of steps.entries()) for (const each of new Set(after)) followers[each]?.push(at);
  return followers;
}

/** A heap of numbers. */
class Smallest {
  readonly #heap: number[] = [];

  add(value: number): void {
    const heap = this.#heap;
    let at = heap.push(value) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((heap[above] as number) <= value) break;
      heap[at] = heap[above] as number;
      at = above;
    }
    heap[at] = value;
  }

  take(): number | undefined {
    const heap = this.#heap;
    const [top] = heap;
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if ((heap[below + 1] ?? Number.POSITIVE_INFINITY) < (heap[below] as number)) below += 1;
      if ((heap[below] as number) >= last) break;
      heap[at] = heap[below] as number;
      at = below;
    }
    heap[at] = last;
    return top;
  }
}
