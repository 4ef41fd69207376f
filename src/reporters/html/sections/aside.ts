// What is no drift: ignored by a rule, accepted by the baseline, not compared; and what the rules themselves need.

import { printable } from "../../../redact.ts";
import type { NotCompared, Report } from "../../reporter.ts";
import { type Element, h } from "../view/element.ts";
import { byRule, ignoredTable } from "../view/lists.ts";
import type { PageData } from "../view/page-data.ts";
import { number, plural } from "../view/plural.ts";
import { section } from "./section.ts";

export function ignoredSection({ staleRules, disabledRules = [] }: Report, data: PageData): Element {
  const rules = byRule(data.ignored);
  return section(
    "ignored",
    "Ignored as noise",
    data.ignored.length,
    data.ignored.length === 0
      ? h("p", { class: "empty" }, "Nothing was ignored as noise.")
      : h("p", {}, "A rule ignores a difference only if it can say why both sides mean the same."),
    rules.map(([rule, entries]) =>
      h(
        "details",
        { class: "rule", "data-rule": rule },
        h("summary", {}, h("code", {}, rule), " ", h("span", { class: "total" }, number(entries.length))),
        h("div", { class: "ignored" }, ignoredTable(entries, data, 10)),
      ),
    ),
    staleRules.length > 0 && [
      h("h3", {}, "Stale rules"),
      h(
        "ul",
        { class: "plain" },
        staleRules.map(({ rule, reason }) =>
          h("li", {}, h("code", {}, printable(rule)), ` ${printable(reason)}. Change or remove it.`),
        ),
      ),
    ],
    disabledRules.length > 0 && [
      h("h3", {}, "Disabled rules"),
      h(
        "ul",
        { class: "plain" },
        disabledRules.map((each) => h("li", {}, h("code", {}, printable(each.rule)), ` in ${printable(each.in)}`)),
      ),
    ],
  );
}

export function baselineSection({ baselined, fixedInBaseline = [] }: Report, data: PageData): Element | undefined {
  if (baselined === undefined) return undefined;
  return section(
    "baseline",
    "Accepted by the baseline",
    baselined.length,
    data.baselined.length > 0 &&
      h("div", { class: "ignored", id: "baselined" }, ignoredTable(data.baselined, data, 10)),
    fixedInBaseline.length > 0 && [
      h("h3", {}, "Already fixed"),
      h("p", {}, "Remove these entries from the baseline."),
      h(
        "ul",
        { class: "plain" },
        fixedInBaseline.map(({ id, type, attribute = type }) =>
          h("li", {}, h("code", {}, printable(id)), ` ${printable(attribute)}`),
        ),
      ),
    ],
  );
}

const mostRows = 500;

export function notComparedSection({ notCompared }: Report): Element {
  const rows = notCompared.slice(0, mostRows);
  const left = notCompared.length - rows.length;
  const row = ({ what, side, count, reason, id }: NotCompared) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, id === undefined ? printable(what) : h("code", {}, printable(id))),
      h("td", {}, side),
      h("td", { class: "number" }, number(count)),
      h("td", {}, printable(reason)),
    );
  return section(
    "not-compared",
    "Not compared",
    notCompared.reduce((sum, { count }) => sum + count, 0),
    rows.length === 0
      ? h("p", { class: "empty" }, "Everything that was read was compared.")
      : table(["what", "side", "count", "reason"], rows.map(row)),
    left > 0 && h("p", {}, `${number(rows.length)} of ${number(notCompared.length)} shown; --reporter json lists all.`),
  );
}

export function comparedSection({ coverage }: Report): Element {
  const kinds = Object.entries(coverage);
  const row = ([kind, { declared, live }]: (typeof kinds)[number]) =>
    h(
      "tr",
      { class: declared === live ? undefined : "uneven" },
      h("th", { scope: "row" }, printable(kind)),
      h("td", { class: "number" }, number(declared)),
      h("td", { class: "number" }, number(live)),
    );
  return section(
    "compared",
    "Compared",
    undefined,
    h("p", {}, `Objects of ${plural(kinds.length, "kind")} were compared.`),
    table(["kind", "declared", "live"], kinds.map(row)),
  );
}

/** Columns of numbers. */
const counts = ["count", "declared", "live"];

function table(heads: readonly string[], rows: readonly Element[]): Element {
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": `Table: ${heads.join(", ")}` },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          heads.map((each) => h("th", { scope: "col", class: counts.includes(each) ? "number" : undefined }, each)),
        ),
      ),
      h("tbody", {}, rows),
    ),
  );
}
