// Targets by clusters: which has which drift, at a glance. Targets that have the same clusters share a row.

import { printable } from "../../../redact.ts";
import type { FleetReport } from "../../fleet/report.ts";
import { nameOf } from "../../words.ts";
import { section } from "../sections/section.ts";
import { type Element, h } from "../view/element.ts";
import { number, plural } from "../view/plural.ts";

const mostRows = 300;
const mostColumns = 60;
const namesInRow = 8;

export function matrix({ targets, clusters }: FleetReport): Element | undefined {
  if (clusters.length === 0) return undefined;
  const columns = clusters.slice(0, mostColumns);
  const rows = rowsOf(targets);
  const head = columns.map(({ id, drift }, at) =>
    h("th", { scope: "col" }, h("a", { href: `#cluster-${id}`, title: nameOf(drift.id) }, String(at + 1))),
  );
  const lines = rows.slice(0, mostRows).map(({ names, clusters: has }) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, shownNames(names)),
      columns.map(({ id }) => h("td", { class: "mark" }, has.includes(id) ? "●" : "")),
    ),
  );
  const cut = rows.length > mostRows || clusters.length > mostColumns;
  return section(
    "matrix",
    "Targets by clusters",
    targets.length,
    h(
      "div",
      { class: "fleet-matrix" },
      h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "target"), head)), h("tbody", {}, lines)),
    ),
    cut &&
      h(
        "p",
        {},
        `${number(lines.length)} of ${plural(rows.length, "row")} and ${number(columns.length)} of ${plural(clusters.length, "cluster")} shown; --reporter json lists all.`,
      ),
  );
}

interface MatrixRow {
  readonly names: readonly string[];
  readonly clusters: readonly string[];
}

/** Those with the most clusters first; those that could not be told stand above. */
function rowsOf(targets: FleetReport["targets"]): readonly MatrixRow[] {
  const rows = new Map<string, { names: string[]; clusters: readonly string[] }>();
  for (const { name, outcome, clusters } of targets) {
    if (outcome === "could-not-tell") continue;
    const key = clusters.join(" ");
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { names: [name], clusters });
    else row.names.push(name);
  }
  return [...rows.values()].sort((a, b) => b.clusters.length - a.clusters.length || b.names.length - a.names.length);
}

function shownNames(names: readonly string[]): string {
  const shown = names.slice(0, namesInRow).map(printable).join(", ");
  return names.length > namesInRow ? `${shown} and ${number(names.length - namesInRow)} more` : shown;
}
