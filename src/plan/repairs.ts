// For what way was made in a trial. Where that did not help it is not done for ever: what is dropped to be made again would only
// be dropped once more.

import type { Unit } from "./unit.ts";

const mostOfOne = 2;
const most = 200;

export class Repairs {
  readonly #made: string[] = [];

  /** Has it failed so before, although way was made for it? */
  isUseless(unit: Unit): boolean {
    const key = failureOf(unit);
    return this.#made.length >= most || this.#made.filter((each) => each === key).length >= mostOfOne;
  }

  note(unit: Unit): void {
    this.#made.push(failureOf(unit));
  }
}

const failureOf = ({ does, object, failure }: Unit) => [does, object, failure?.message].join(" ");
