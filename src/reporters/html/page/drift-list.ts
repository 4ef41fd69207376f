// The drift by table, a slice at a time.

import { groupElement, groupId, type Shown, sliceEnd } from "../view/lists.ts";
import type { PageData } from "../view/page-data.ts";
import { number, plural } from "../view/plural.ts";
import { byId, nodeOf } from "./dom.ts";

/** A printer gets no more than that, and says so. */
const forPrint = 1_000; // entries

export class DriftList {
  readonly #data: PageData;
  #groups: readonly Shown[];
  #end: number;

  constructor(data: PageData) {
    this.#data = data;
    this.#groups = data.groups.map((group, at) => ({ group, at, entries: group.entries }));
    this.#end = sliceEnd(this.#groups, 0);
  }

  show(found: readonly number[], byName: boolean): void {
    const left = new Set(found);
    this.#groups = this.#data.groups
      .map((group, at) => ({ group, at, entries: group.entries.filter((each) => left.has(each)) }))
      .filter(({ entries }) => entries.length > 0);
    if (byName) this.#groups = this.#groups.toSorted((a, b) => (a.group.name < b.group.name ? -1 : 1));
    this.#end = 0;
    byId("groups")?.replaceChildren();
    this.#showUpTo(sliceEnd(this.#groups, 0));
    this.#tell(found.length);
  }

  more(): void {
    const first = this.#groups[this.#end];
    this.#showUpTo(sliceEnd(this.#groups, this.#end));
    this.#tell();
    if (first !== undefined) byId(groupId(first.at))?.focus();
  }

  /** The group at this place among all of them. */
  reveal(at: number): void {
    const place = this.#groups.findIndex((shown) => shown.at === at);
    if (place >= this.#end) this.#showUpTo(place + 1);
    this.#tell();
  }

  showWhole(at: number): void {
    const shown = this.#groups.find((each) => each.at === at);
    if (shown === undefined) return;
    byId(groupId(at))?.replaceWith(nodeOf(groupElement(shown, this.#data, true)));
    byId(groupId(at))?.focus();
  }

  showForPrint(): void {
    let [entries, end] = [0, 0];
    while (end < this.#groups.length && entries < forPrint) entries += this.#groups[end++]?.entries.length ?? 0;
    if (end > this.#end) this.#showUpTo(end);
    this.#tell();
  }

  #showUpTo(end: number): void {
    const added = this.#groups.slice(this.#end, end).map((shown) => nodeOf(groupElement(shown, this.#data)));
    byId("groups")?.append(...added);
    this.#end = Math.max(this.#end, end);
    const button = byId("more");
    if (button !== null) button.hidden = this.#end >= this.#groups.length;
  }

  #tell(found?: number): void {
    const status = byId("status");
    if (status === null) return;
    const groups = this.#groups.length;
    const count = found ?? this.#groups.reduce((sum, { entries }) => sum + entries.length, 0);
    const filtered =
      count < this.#data.drift.length ? `${number(count)} of ${plural(this.#data.drift.length, "drift")} found. ` : "";
    status.textContent =
      filtered + (this.#end < groups ? `${number(this.#end)} of ${plural(groups, "object")} shown.` : "");
  }
}
