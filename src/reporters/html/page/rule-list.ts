// What one rule ignored, as far as the search leaves it, a slice at a time.

import { ignoredTable } from "../view/lists.ts";
import type { Entry, PageData } from "../view/page-data.ts";
import { number } from "../view/plural.ts";
import { nodeOf } from "./dom.ts";

const slice = 50;

export class RuleList {
  readonly #entries: readonly Entry[];
  readonly #data: PageData;
  readonly #details: HTMLDetailsElement | null;
  #shown: readonly Entry[];
  #limit = slice;
  /** What is shown is behind what was found, and nobody sees it. */
  #isBehind = true;

  constructor(rule: string, entries: readonly Entry[], data: PageData) {
    this.#entries = entries;
    this.#shown = entries;
    this.#data = data;
    this.#details = document.querySelector(`details[data-rule="${CSS.escape(rule)}"]`);
    this.#details?.addEventListener("toggle", () => this.#catchUp());
  }

  /** @param left what the search leaves of all; undefined for everything */
  show(left: ReadonlySet<Entry> | undefined): void {
    this.#shown = left === undefined ? this.#entries : this.#entries.filter((entry) => left.has(entry));
    this.#limit = slice;
    this.#isBehind = true;
    if (this.#details !== null) this.#details.hidden = this.#shown.length === 0;
    const total = this.#details?.querySelector("summary .total");
    const [found, all] = [number(this.#shown.length), number(this.#entries.length)];
    if (total) total.textContent = left === undefined ? all : `${found} of ${all}`;
    this.#catchUp();
  }

  moreIfHolds(button: Element): void {
    if (!this.#details?.contains(button)) return;
    this.#limit += 200;
    this.#isBehind = true;
    this.#catchUp();
  }

  #catchUp(): void {
    if (!this.#isBehind || !this.#details?.open) return;
    const place = this.#details.querySelector(".ignored");
    place?.replaceChildren(...ignoredTable(this.#shown, this.#data, this.#limit).map(nodeOf));
    this.#isBehind = false;
  }
}
