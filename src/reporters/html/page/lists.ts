// The lists of the page: which slices of them are shown, and how the controls change that.

import { byRule } from "../view/lists.ts";
import type { Entry, PageData } from "../view/page-data.ts";
import { number } from "../view/plural.ts";
import { byId } from "./dom.ts";
import { DriftList } from "./drift-list.ts";
import { RuleList } from "./rule-list.ts";
import { matches, type Query, searchTexts } from "./state.ts";

export interface Lists {
  readonly listen: () => void;
  /** Shows as many entries as a printer should have. */
  readonly showForPrint: () => void;
}

interface Found {
  readonly drift: readonly number[];
  readonly ignored: readonly number[];
}

export function lists(readData: () => PageData): Lists {
  const once = <T>(make: () => T) => {
    let made: { readonly value: T } | undefined;
    return () => {
      made ??= { value: make() };
      return made.value;
    };
  };
  const all = once(() => {
    const data = readData();
    return {
      data,
      texts: { drift: searchTexts(data.drift, data.texts), ignored: searchTexts(data.ignored, data.texts) },
      drift: new DriftList(data),
      rules: byRule(data.ignored).map(([rule, entries]) => new RuleList(rule, entries, data)),
    };
  });

  function search(): Found {
    const { data, texts, drift, rules } = all();
    const query = readQuery();
    const found = {
      drift: matches(data.drift, texts.drift, query),
      ignored: matches(data.ignored, texts.ignored, query),
    };
    drift.show(found.drift, byId<HTMLSelectElement>("order")?.value === "name");
    const left = new Set<Entry>(found.ignored.flatMap((at) => data.ignored[at] ?? []));
    for (const rule of rules) rule.show(left.size === data.ignored.length ? undefined : left);
    totalOf("drift", found.drift.length, data.drift.length);
    totalOf("ignored", found.ignored.length, data.ignored.length);
    return found;
  }

  function tell({ drift, ignored }: Found): void {
    const { data } = all();
    const status = byId("announce");
    if (status !== null)
      status.textContent = `${number(drift.length)} of ${number(data.drift.length)} drifts, ${number(ignored.length)} of ${number(data.ignored.length)} ignored differences.`;
  }

  return {
    listen: () => listen(all, () => tell(search())),
    showForPrint: () => all().drift.showForPrint(),
  };
}

type All = () => { readonly drift: DriftList; readonly rules: readonly RuleList[] };

function listen(all: All, search: () => void): void {
  const controls = byId<HTMLFormElement>("controls");
  if (controls !== null) controls.hidden = false;
  controls?.addEventListener("input", ({ target }) => {
    search();
    const section = byId("drift");
    // What was found comes under the bar, from wherever somebody searches.
    if (target === byId("search") || (section?.getBoundingClientRect().top ?? 0) < 0) section?.scrollIntoView();
  });
  controls?.addEventListener("submit", (event) => event.preventDefault());
  byId("more")?.addEventListener("click", () => all().drift.more());
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const button = target?.closest<HTMLElement>("[data-whole], [data-find], [data-rest]");
    if (button?.dataset.whole !== undefined) all().drift.showWhole(Number(button.dataset.whole));
    if (button?.dataset.find !== undefined) find(button.dataset.find, search);
    if (button?.dataset.rest !== undefined) for (const rule of all().rules) rule.moreIfHolds(button);
    const link = target?.closest("a[href^='#table-']")?.getAttribute("href");
    if (link && document.getElementById(link.slice(1)) === null) {
      reset(search);
      all().drift.reveal(Number(link.slice("#table-".length)));
    }
  });
  // Everything is ready before somebody types, but not before the page is painted.
  requestAnimationFrame(() => setTimeout(all));
}

function totalOf(section: string, found: number, all: number): void {
  const total = document.querySelector(`#${section}-title .total`);
  if (total !== null) total.textContent = found === all ? number(all) : `${number(found)} of ${number(all)}`;
}

function find(text: string, search: () => void): void {
  const field = byId<HTMLInputElement>("search");
  if (field === null) return;
  field.value = text;
  search();
  byId("drift-title")?.focus();
  byId("drift")?.scrollIntoView();
}

function reset(search: () => void): void {
  byId<HTMLFormElement>("controls")?.reset();
  search();
}

function readQuery(): Query {
  const text = byId<HTMLInputElement>("search")?.value ?? "";
  const boxes = document.querySelectorAll<HTMLInputElement>("#controls input[name=type]");
  return {
    words: text.toLowerCase().split(/\s+/).filter(Boolean),
    types: new Set([...boxes].filter(({ checked }) => checked).map(({ value }) => value)),
  };
}
