// The drift by table: its first slice, which is read without JavaScript too, and the controls that the script gives life to.

import { type Element, h } from "../view/element.ts";
import { groupElement, type Shown, sliceEnd } from "../view/lists.ts";
import type { PageData } from "../view/page-data.ts";
import { number, plural } from "../view/plural.ts";

export function driftSection(data: PageData): Element {
  return h(
    "section",
    { id: "drift", "aria-labelledby": "drift-title" },
    h("h2", { id: "drift-title", tabindex: "-1" }, "Drift ", h("span", { class: "total" }, number(data.drift.length))),
    data.drift.length === 0 ? h("p", { class: "empty" }, noDrift(data)) : list(data),
  );
}

function noDrift({ ignored, baselined }: PageData): string {
  if (ignored.length + baselined.length === 0)
    return "The live schema has everything that is declared, and nothing else.";
  return `What differs means the same by a rule${baselined.length > 0 ? " or is accepted by the baseline" : ""}.`;
}

function list(data: PageData): Element[] {
  const shown = data.groups.map((group, at): Shown => ({ group, at, entries: group.entries }));
  const end = sliceEnd(shown, 0);
  const left = shown.length - end;
  return [
    h("p", { class: "status", id: "status" }, statusOf(shown, end)),
    h(
      "div",
      { id: "groups" },
      shown.slice(0, end).map((group) => groupElement(group, data)),
    ),
    h("button", { type: "button", class: "more", id: "more", hidden: left === 0 }, "Show more tables"),
  ];
}

function statusOf(shown: readonly Shown[], end: number): string {
  if (end === shown.length) return "";
  return `${number(end)} of ${plural(shown.length, "object")} shown, worst first.`;
}

/** Hidden until the script is there to answer. */
export function controls({ drift, ignored, baselined }: PageData): Element | undefined {
  if (drift.length + ignored.length + baselined.length === 0) return undefined;
  const type = (name: string) =>
    h(
      "label",
      { class: `filter ${name}` },
      h("input", { type: "checkbox", name: "type", value: name, checked: true }),
      h("span", {}, name),
    );
  return h(
    "form",
    { class: "controls", id: "controls", role: "search", hidden: true },
    h("label", { class: "hidden", for: "search" }, "Search drift and what was ignored"),
    h("input", {
      type: "search",
      id: "search",
      placeholder: "Search names, values, rules",
      autocomplete: "off",
      spellcheck: "false",
    }),
    h("kbd", { title: "Press / to search", "aria-hidden": "true" }, "/"),
    h(
      "fieldset",
      {},
      h("legend", { class: "hidden" }, "Types of differences"),
      ["missing", "unexpected", "changed"].map(type),
    ),
    h(
      "label",
      { class: "order" },
      h("span", { class: "hidden" }, "Order of tables"),
      h(
        "select",
        { id: "order" },
        h("option", { value: "worst" }, "worst first"),
        h("option", { value: "name" }, "by name"),
      ),
    ),
  );
}
