// The head of the page: the verdict, what was compared with what, and how much of each there is.

import { printable } from "../../../redact.ts";
import { passedText } from "../../fail-on.ts";
import { baseText } from "../../moved.ts";
import type { Report, ReportedSide } from "../../reporter.ts";
import { type Element, h } from "../view/element.ts";
import type { PageData } from "../view/page-data.ts";
import { number, plural } from "../view/plural.ts";

/** In a sentence. */
export function verdictOf(report: Report, { groups }: Pick<PageData, "groups">): string {
  const { drift, data = [], failures = [], outcome } = report;
  if (outcome === "clean") return "No drift";
  const where = plural(groups.length, nounOf(report, groups.length));
  const parts = [
    ...(drift.length > 0 ? [`${plural(drift.length, "drift")} in ${where}`] : []),
    ...(data.length > 0 ? [`${plural(data.length, "problem")} in the data`] : []),
  ];
  return parts.length > 0 ? parts.join(", ") : `No drift, but ${plural(failures.length, "failure")}`;
}

/** What drifts is tables in most cases, and then is called so. */
function nounOf({ affected }: Report, groups: number): string {
  const drawn = affected?.tables.filter(({ drifts }) => drifts > 0).length ?? 0;
  return drawn + (affected?.leftOut?.drifted ?? 0) === groups ? "table" : "object";
}

export function verdict(report: Report, data: PageData): Element {
  const { outcome, failures = [], declared, live, drift } = report;
  const base = baseText(report);
  const badge = outcome === "clean" ? "Clean" : drift.length > 0 ? "Drift" : "Failed";
  return h(
    "section",
    { class: `verdict ${outcome}`, "aria-labelledby": "verdict" },
    h("h1", { id: "verdict" }, h("span", { class: "badge" }, badge), " ", verdictOf(report, data)),
    h("dl", { class: "compared" }, side("declared", declared), side("live", live)),
    [base, passedText(report)].map((each) => each !== undefined && h("p", { class: "base" }, each)),
    tiles(report),
    failures.length > 0 &&
      h(
        "ul",
        { class: "failures" },
        failures.map((each) => h("li", {}, `The check fails: ${printable(each)}`)),
      ),
  );
}

function side(name: string, { locator, server, found }: ReportedSide): Element {
  return h(
    "div",
    { class: name },
    h("dt", {}, name),
    h(
      "dd",
      {},
      h("code", {}, printable(locator)),
      ` PostgreSQL ${printable(server)}`,
      found !== undefined && `; ${printable(found)}`,
    ),
  );
}

function tiles({ drift, ignored, baselined, data, migrations, notCompared }: Report): Element {
  const of = (type: string) => drift.filter((each) => each.type === type).length;
  const tile = (count: number, label: string, to: string, state = "") =>
    h("li", { class: state }, h("a", { href: `#${to}` }, h("b", {}, number(count)), " ", h("span", {}, label)));
  return h(
    "ul",
    { class: "tiles" },
    (["missing", "unexpected", "changed"] as const).flatMap((type) =>
      of(type) > 0 ? [tile(of(type), type, "drift", type)] : [],
    ),
    data !== undefined && tile(data.length, "in the data", "data"),
    (migrations?.pending.length ?? 0) > 0 && tile(migrations?.pending.length ?? 0, "pending migrations", "migrations"),
    baselined !== undefined && tile(baselined.length, "in the baseline", "baseline"),
    tile(ignored.length, "ignored as noise", "ignored"),
    tile(
      notCompared.reduce((sum, { count }) => sum + count, 0),
      "not compared",
      "not-compared",
    ),
  );
}
