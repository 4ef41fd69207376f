// One difference, as it is shown: what it is, both sides, and what it means.

import { type Element, h, spaced } from "./element.ts";
import type { Entry, PageData } from "./page-data.ts";
import { prose } from "./prose.ts";
import { comparedValues, textOf, valueElement } from "./values.ts";

const signs = { missing: "−", unexpected: "+", changed: "~" } as const;

/** The sign of a type of difference and the word for it, which does not rely on a colour. */
export function typeElement(type: Entry["type"]): Element {
  return h("span", { class: `type ${type}` }, h("span", { class: "sign", "aria-hidden": "true" }, signs[type]), type);
}

/** @param told explanations that stand above already; the entry's own is added */
export function entryElement(entry: Entry, { texts, sides }: PageData, told: Set<number>): Element {
  return h(
    "li",
    { class: "entry" },
    head(entry),
    entry.type === "changed" ? comparedValues(entry.declared ?? null, entry.live ?? null) : attributes(entry),
    notes(entry, texts, told),
    h("button", { type: "button", class: "copy", "data-copy": explainCommand(entry, sides) }, "Copy explain command"),
  );
}

function head({ type, kind, name, attribute, review, liveId, id, finding, moved, source }: Entry): Element {
  return h(
    "p",
    { class: "head" },
    spaced(
      typeElement(type),
      h("span", { class: "what" }, kind, name !== undefined && [" ", h("code", {}, name)]),
      attribute !== undefined && h("span", { class: "attribute" }, attribute),
      review && h("span", { class: "tag" }, "review"),
      moved !== undefined && h("span", { class: "tag" }, moved),
      finding !== undefined && h("span", { class: "tag" }, finding),
      liveId !== undefined && liveId !== id && h("span", { class: "live-name" }, "live: ", h("code", {}, liveId)),
      source !== undefined && h("code", { class: "source" }, source),
    ),
  );
}

/** So many characters stand beside others. */
const short = 60;

function attributes({ has = [], holds }: Entry): Element | undefined {
  if (has.length === 0 && holds === undefined) return undefined;
  return h(
    "dl",
    { class: "has" },
    holds !== undefined && h("div", {}, h("dt", {}, "with"), " ", h("dd", {}, holds)),
    has.map(([name, value]) =>
      h(
        "div",
        { class: textOf(value).length > short ? "long" : undefined },
        h("dt", {}, name),
        h("dd", {}, valueElement(value)),
      ),
    ),
  );
}

function notes({ loss, because, unproven }: Entry, texts: readonly string[], told: Set<number>): Element[] {
  const isTold = because === undefined || told.has(because);
  if (because !== undefined) told.add(because);
  const name = loss === undefined ? undefined : h("code", { class: "loss" }, loss);
  return [
    ...(isTold && name === undefined
      ? []
      : [h("p", { class: "because" }, name, !isTold && [name && " ", prose(texts[because ?? -1] ?? "")])]),
    ...(unproven === undefined ? [] : [h("p", { class: "because" }, unproven)]),
  ];
}

/** As a shell takes it. */
function explainCommand({ id }: Entry, sides: string): string {
  return `driftcheck explain '${id.replaceAll("'", `'\\''`)}'${sides}`;
}
