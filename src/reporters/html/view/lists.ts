// Lists of differences, as far as they are shown at once: drift by table, and what was ignored by rule.

import { type Element, h, spaced } from "./element.ts";
import { entryElement, typeElement } from "./entry.ts";
import type { Entry, Group, PageData } from "./page-data.ts";
import { number, plural } from "./plural.ts";
import { prose } from "./prose.ts";
import { textOf } from "./values.ts";

/** How many entries a slice of a list has, and how many of them one table has at first. */
const slice = { entries: 80, ofGroup: 40 } as const;

/** A group, and which of its entries the filters leave. */
export interface Shown {
  readonly group: Group;
  /** Its place among all groups, by which it is linked to. */
  readonly at: number;
  readonly entries: readonly number[];
}

export const groupId = (at: number) => `table-${at}`;

export function groupElement({ group, at, entries }: Shown, data: PageData, isWhole = false): Element {
  const told = new Set<number>();
  const first = isWhole ? entries : entries.slice(0, slice.ofGroup);
  const all = entries.flatMap((each) => data.drift[each] ?? []);
  const left = entries.length - first.length;
  return h(
    "article",
    { class: "group", id: groupId(at), tabindex: "-1" },
    h("h3", {}, h("code", {}, group.name), countsOf(all)),
    h(
      "ul",
      { class: "entries" },
      first.flatMap((each) => data.drift[each] ?? []).map((entry) => entryElement(entry, data, told)),
    ),
    left > 0 &&
      h("button", { type: "button", class: "more", "data-whole": at }, `Show the other ${number(left)} of this table`),
  );
}

function countsOf(entries: readonly Entry[]): Element {
  const counts = (["missing", "unexpected", "changed"] as const).flatMap((type) => {
    const count = entries.filter((entry) => entry.type === type).length;
    return count === 0 ? [] : [h("span", { class: `count ${type}` }, `${number(count)} ${type}`)];
  });
  return h("span", { class: "of-group" }, counts);
}

/** Whole groups, until there are enough entries. @returns where the next slice begins */
export function sliceEnd(groups: readonly Shown[], from: number): number {
  let entries = 0;
  let at = from;
  while (at < groups.length && entries < slice.entries)
    entries += Math.min(groups[at++]?.entries.length ?? 0, slice.ofGroup);
  return at;
}

export const byRule = (ignored: readonly Entry[]): (readonly [rule: string, entries: readonly Entry[]])[] => {
  const rules = new Map<string, Entry[]>();
  for (const entry of ignored) {
    const entries = rules.get(entry.rule ?? "");
    if (entries === undefined) rules.set(entry.rule ?? "", [entry]);
    else entries.push(entry);
  }
  return [...rules].sort(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1));
};

const ofRule = 50;

/** @param limit how many entries are shown. @returns the table of what one rule ignored */
export function ignoredTable(entries: readonly Entry[], { texts }: PageData, limit = ofRule): Element[] {
  const shown = entries.slice(0, limit);
  const reasons = new Map<number, number>();
  for (const { because } of entries) if (because !== undefined) reasons.set(because, (reasons.get(because) ?? 0) + 1);
  const common = reasons.size === 1 ? [...reasons.keys()][0] : undefined;
  const left = entries.length - shown.length;
  return [
    ...(common === undefined ? [] : [h("p", { class: "reason" }, prose(texts[common] ?? ""))]),
    h(
      "ul",
      { class: "plain" },
      shown.map((entry) => line(entry, common === undefined ? texts : [])),
    ),
    ...(left > 0
      ? [
          h(
            "button",
            { type: "button", class: "more", "data-rest": limit },
            `Show more of the other ${plural(left, "difference")}`,
          ),
        ]
      : []),
  ];
}

function line(entry: Entry, texts: readonly string[]): Element {
  const { type, id, attribute, declared, live, because } = entry;
  const reason = because === undefined ? undefined : texts[because];
  return h(
    "li",
    {},
    spaced(
      typeElement(type),
      h("code", {}, id),
      attribute !== undefined && h("span", { class: "attribute" }, attribute),
      type === "changed" && h("code", { class: "values" }, `${textOf(declared ?? null)} → ${textOf(live ?? null)}`),
      reason !== undefined && h("span", { class: "reason" }, prose(reason)),
    ),
  );
}
