// The page from top to bottom.

import { printable } from "../../../redact.ts";
import type { Report } from "../../reporter.ts";
import { type Element, h } from "../view/element.ts";
import type { PageData } from "../view/page-data.ts";
import { plural } from "../view/plural.ts";
import { baselineSection, comparedSection, ignoredSection, notComparedSection } from "./aside.ts";
import { controls, driftSection } from "./drift.ts";
import { dataSection, lossesSection, migrationsSection } from "./meaning.ts";
import { pictureSection } from "./picture.ts";
import { verdict } from "./verdict.ts";

export function body(report: Report, data: PageData): Element {
  const sections = [
    pictureSection(report, data),
    driftSection(data),
    dataSection(report),
    migrationsSection(report),
    lossesSection(data),
    baselineSection(report, data),
    ignoredSection(report, data),
    notComparedSection(report),
    comparedSection(report),
  ].filter((each) => each !== undefined);
  return h(
    "body",
    {},
    h("a", { class: "skip", href: "#drift-title" }, "Skip to the drift"),
    h(
      "header",
      { class: "top" },
      h("p", { class: "brand" }, "driftcheck"),
      h("button", { type: "button", id: "theme", hidden: true }, "Dark"),
    ),
    h(
      "div",
      { class: "page" },
      contents(sections),
      h("main", {}, verdict(report, data), findings(report), hints(report), controls(data), sections),
    ),
    h("p", { class: "hidden", id: "announce", role: "status" }),
  );
}

/** What many drifts have in common is said once, above them. */
function findings({ findings: all = [] }: Report): Element[] {
  return all.map(({ id, says, count }) =>
    h(
      "div",
      { class: "callout" },
      h("p", {}, h("strong", {}, plural(count, "drift")), " ", printable(says)),
      h("button", { type: "button", class: "find", "data-find": printable(id) }, "Show only these"),
    ),
  );
}

function hints({ hints: all }: Report): Element | undefined {
  if (all.length === 0) return undefined;
  return h(
    "ul",
    { class: "callout hints", "aria-label": "Hints" },
    all.map((each) => h("li", {}, printable(each))),
  );
}

/** A link to each section, with its number. */
function contents(sections: readonly Element[]): Element {
  return h(
    "nav",
    { "aria-label": "Sections" },
    h(
      "ul",
      {},
      sections.map(({ attributes: { id }, children: [heading] }) =>
        h("li", {}, h("a", { href: `#${id}` }, typeof heading === "object" ? heading.children : "")),
      ),
    ),
  );
}
