// What the variables hold at one place. Code that branches is followed in a few worlds: in the first every first arm runs, in the
// second every second one, and so on. Each arm is so met, and their number does not multiply.

import type { Value } from "./value.ts";

/** Branches of more arms are followed into these first ones. */
export const worlds = 4;

export class Environment {
  readonly #values: Map<string, readonly (Value | undefined)[]>;

  constructor(values?: ReadonlyMap<string, readonly (Value | undefined)[]>) {
    this.#values = new Map(values);
  }

  copy(): Environment {
    return new Environment(this.#values);
  }

  /** Undefined where it is not known, or no text. */
  in(world: number, name: string): Value | undefined {
    return this.#values.get(name)?.[world];
  }

  set(name: string, values: readonly (Value | undefined)[]): void {
    if (values.every((value) => value === undefined)) this.#values.delete(name);
    else this.#values.set(name, values);
  }

  delete(name: string): void {
    this.#values.delete(name);
  }

  /** After a branch: each world is what the arm that runs in it left. */
  merge(arms: readonly Environment[]): void {
    const names = new Set(arms.flatMap((arm) => [...arm.#values.keys()]));
    for (const name of new Set([...names, ...this.#values.keys()]))
      this.set(
        name,
        Array.from({ length: worlds }, (_, world) => arms[Math.min(world, arms.length - 1)]?.in(world, name)),
      );
  }
}
