// What the variables hold at one place. Code that branches is followed in a few worlds: in the first every first arm runs, in the
// second every second one, and so on. Each arm is so met, and their number does not multiply.

import type { Code } from "../code.ts";
import type { Piece, Value } from "./value.ts";

/** Branches of more arms are followed into these first ones. */
export const worlds = 4;

type Values = readonly (Value | undefined)[];

export class Environment {
  readonly #values: Map<string, Values>;
  /** The expression that a variable was set to, where that is the same on each way here. */
  readonly #codes: Map<string, Code>;

  constructor(values?: ReadonlyMap<string, Values>, codes?: ReadonlyMap<string, Code>) {
    this.#values = new Map(values);
    this.#codes = new Map(codes);
  }

  copy(): Environment {
    return new Environment(this.#values, this.#codes);
  }

  /** Undefined where it is not known, or no text. */
  in(world: number, name: string): Value | undefined {
    return this.#values.get(name)?.[world];
  }

  codeOf(name: string): Code | undefined {
    return this.#codes.get(name);
  }

  set(name: string, values: Values, code?: Code): void {
    if (values.every((value) => value === undefined)) this.#values.delete(name);
    else this.#values.set(name, values);
    if (code === undefined) this.#codes.delete(name);
    else this.#codes.set(name, code);
  }

  /** To a list, in the worlds where it is one. @param itemsIn what is added in a world */
  append(name: string, itemsIn: (world: number) => readonly (readonly Piece[])[]): void {
    const values = this.#values.get(name) ?? [];
    this.set(
      name,
      values.map((list, world) =>
        list !== undefined && "items" in list ? { items: [...list.items, ...itemsIn(world)] } : list,
      ),
    );
  }

  delete(name: string): void {
    this.#values.delete(name);
    this.#codes.delete(name);
  }

  /** After a branch: each world is what the arm that runs in it left. */
  merge(arms: readonly Environment[]): void {
    const names = new Set([this, ...arms].flatMap((each) => [...each.#values.keys(), ...each.#codes.keys()]));
    const last = arms.length - 1;
    for (const name of names) {
      const [code, ...others] = arms.map((arm) => arm.#codes.get(name));
      const values = Array.from({ length: worlds }, (_, world) => arms[Math.min(world, last)]?.in(world, name));
      this.set(name, values, others.every((other) => other === code) ? code : undefined);
    }
  }
}
