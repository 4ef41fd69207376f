// So many at once, in order, each to its end.

export async function inPool<In, Out>(
  jobs: number,
  all: readonly In[],
  work: (each: In) => Promise<Out>,
): Promise<readonly Out[]> {
  const results: Out[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < all.length; at = next++) results[at] = await work(all[at] as In);
  };
  await Promise.all(Array.from({ length: Math.min(jobs, all.length) }, worker));
  return results;
}

/** One after the other, whoever asks. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  run<Out>(work: () => Promise<Out>): Promise<Out> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
