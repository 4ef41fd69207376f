// The affected part of the schema as a picture, and the same in words.

import type { Report } from "../../reporter.ts";
import { arrowsOf, boxesOf, leftOutOf } from "../picture/graph.ts";
import { place } from "../picture/layout.ts";
import { svgOf } from "../picture/svg.ts";
import { type Element, h } from "../view/element.ts";
import type { Entry, PageData } from "../view/page-data.ts";
import { plural } from "../view/plural.ts";

export function pictureSection({ affected }: Report, data: PageData): Element | undefined {
  if (affected === undefined) return undefined;
  const groups = new Map(data.groups.map(({ name }, at) => [name, at]));
  const entries = new Map(
    data.groups.map(({ name, entries: all }) => [name, all.flatMap((at): Entry | [] => data.drift[at] ?? [])]),
  );
  const arrows = arrowsOf(affected);
  const picture = place(boxesOf(affected, entries, groups), arrows);
  return h(
    "section",
    { id: "picture", "aria-labelledby": "picture-title" },
    h("h2", { id: "picture-title" }, "Affected tables"),
    h(
      "figure",
      {},
      h(
        "div",
        { class: "picture", tabindex: "0", role: "region", "aria-label": "Picture of the affected tables" },
        svgOf(picture),
      ),
      h(
        "figcaption",
        {},
        legend(),
        leftOutOf(affected).map((each) => h("p", {}, each)),
      ),
    ),
    arrows.length > 0 &&
      h(
        "details",
        {},
        h("summary", {}, `${plural(arrows.length, "foreign key")} in words`),
        h(
          "ul",
          { class: "plain" },
          arrows.map(({ text }) => h("li", {}, h("code", {}, text))),
        ),
      ),
  );
}

function legend(): Element {
  const sample = (state: string, text: string) => h("li", { class: state }, text);
  return h(
    "ul",
    { class: "legend" },
    sample("missing", "− missing: declared, not live"),
    sample("unexpected", "+ unexpected: live, not declared"),
    sample("changed", "~ changed"),
    sample("none", "a neighbour without drift"),
  );
}
