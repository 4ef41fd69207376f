// A section with a heading and the number of what is in it.

import { type Element, h } from "../view/element.ts";
import { number } from "../view/plural.ts";

type Content = Parameters<typeof h>[2];

export function section(id: string, title: string, count: number | undefined, ...content: readonly Content[]): Element {
  return h(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title` }, title, count !== undefined && [" ", h("span", { class: "total" }, number(count))]),
    ...content,
  );
}
