// The report on many databases as one page: what could not be told, the targets by their clusters, each cluster with both values.
// It runs no script.

import { printable } from "../../../redact.ts";
import type { Cluster, FleetReport } from "../../fleet/report.ts";
import { failuresOfWhole, verdictOf } from "../../fleet/whole.ts";
import { nameOf } from "../../words.ts";
import { documentOf } from "../document.ts";
import { section } from "../sections/section.ts";
import { type Element, h } from "../view/element.ts";
import { typeElement } from "../view/entry.ts";
import { number, plural } from "../view/plural.ts";
import { comparedValues } from "../view/values.ts";
import { matrix } from "./matrix.ts";

/** The build puts it in its place: `bundle.mjs`. */
declare const PAGE_STYLE: string;

export function renderFleetPage(report: FleetReport): string {
  return documentOf({ title: `driftcheck: ${verdictOf(report)}`, body: body(report), style: PAGE_STYLE });
}

function body(report: FleetReport): Element {
  const sections = [untold(report), matrix(report), clusters(report), ignored(report), notCompared(report)];
  return h(
    "body",
    {},
    h("header", { class: "top" }, h("p", { class: "brand" }, "driftcheck")),
    h("div", { class: "page" }, h("main", {}, verdict(report), sections)),
  );
}

const badges = { clean: "Clean", drift: "Drift", "could-not-tell": "Could not tell" } as const;

function verdict(report: FleetReport): Element {
  const { outcome, declared, failures } = report;
  const reasons = [...failures.map(({ says }) => says), ...failuresOfWhole(report)];
  return h(
    "section",
    { class: `verdict ${outcome === "clean" ? "clean" : "drift"}`, "aria-labelledby": "verdict" },
    h("h1", { id: "verdict" }, h("span", { class: "badge" }, badges[outcome]), " ", verdictOf(report)),
    h(
      "dl",
      { class: "compared" },
      declared.map(({ locator, server }) =>
        h(
          "div",
          { class: "declared" },
          h("dt", {}, "declared"),
          h("dd", {}, h("code", {}, printable(locator)), ` PostgreSQL ${printable(server)}`),
        ),
      ),
    ),
    reasons.length > 0 &&
      h(
        "ul",
        { class: "failures" },
        reasons.map((each) => h("li", {}, `The check fails: ${printable(each)}`)),
      ),
  );
}

function untold({ targets }: FleetReport): Element | undefined {
  const failed = targets.filter(({ outcome }) => outcome === "could-not-tell");
  if (failed.length === 0) return undefined;
  const items = failed.map(({ name, error = "" }) =>
    h("li", {}, h("code", {}, printable(name)), " ", printable(error)),
  );
  return section("untold", "Could not tell", failed.length, h("ul", { class: "plain" }, items));
}

const most = 500;

const left = (all: readonly unknown[], what: string) =>
  all.length > most && h("p", {}, `${number(most)} of ${plural(all.length, what)} shown; --reporter json lists all.`);

function clusters({ clusters: all, counts }: FleetReport): Element | undefined {
  if (all.length === 0) return undefined;
  const items = all.slice(0, most).map((cluster) => clusterElement(cluster, counts.targets));
  return section(
    "clusters",
    "Clusters of equal drift",
    all.length,
    h("ul", { class: "entries" }, items),
    left(all, "cluster"),
  );
}

const namesShown = 100;

function clusterElement({ id, drift, targets }: Cluster, of: number): Element {
  const names = targets.slice(0, namesShown).map(printable).join(", ");
  const others = targets.length > namesShown ? ` and ${number(targets.length - namesShown)} more` : "";
  return h(
    "li",
    { class: "entry", id: `cluster-${id}` },
    h(
      "p",
      { class: "head" },
      typeElement(drift.type),
      " ",
      h("code", {}, nameOf(drift.id)),
      drift.attribute !== undefined && [" ", h("span", { class: "attribute" }, printable(drift.attribute))],
      ` ${number(targets.length)} of ${plural(of, "target")}`,
    ),
    drift.type === "changed" && comparedValues(shownValue(drift.declared), shownValue(drift.live)),
    h("p", { class: "because" }, `${names}${others}`),
  );
}

function shownValue(value: Cluster["drift"]["declared"]): string | boolean | null {
  if (value === null || typeof value === "boolean") return value;
  return printable(typeof value === "object" ? JSON.stringify(value) : String(value));
}

function ignored({ ignored: all }: FleetReport): Element | undefined {
  if (all.length === 0) return undefined;
  const items = all
    .slice(0, most)
    .map(({ drift, targets }) =>
      h(
        "li",
        {},
        typeElement(drift.type),
        " ",
        h("code", {}, printable(drift.id)),
        ` ${plural(targets.length, "target")}, ${printable(drift.rule)}: ${printable(drift.because)}`,
      ),
    );
  return section(
    "ignored",
    "Ignored as noise",
    all.length,
    h("ul", { class: "plain" }, items),
    left(all, "difference"),
  );
}

function notCompared({ notCompared: all }: FleetReport): Element | undefined {
  if (all.length === 0) return undefined;
  const items = all.slice(0, most).map(({ what, side, count, reason, id, targets }) => {
    const subject = id === undefined ? plural(count, printable(what)) : printable(id);
    return h("li", {}, `${subject} (${side}) in ${plural(targets.length, "target")}: ${printable(reason)}`);
  });
  return section("not-compared", "Not compared", undefined, h("ul", { class: "plain" }, items), left(all, "line"));
}
