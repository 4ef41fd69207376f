// The picture as SVG, whose boxes lead to the drift of their table.

import { type Element, h } from "../view/element.ts";
import { groupId } from "../view/lists.ts";
import type { Row } from "./graph.ts";
import { metrics } from "./layout.ts";
import type { Picture, PlacedArrow, PlacedBox, Point } from "./placed.ts";

const signs = { missing: "−", unexpected: "+", changed: "~", more: "" } as const;

/** In pixels: from so wide a picture on it may be made narrower for the page, and up to so wide it can still be read then. */
const [narrow, fitting] = [740, 1_250];

export function svgOf({ width, height, boxes, arrows }: Picture): Element {
  const [w, hgt] = [Math.ceil(width), Math.ceil(height)];
  return h(
    "svg",
    {
      class: w > narrow && w <= fitting ? "fitting" : undefined,
      width: w,
      height: hgt,
      viewBox: `0 0 ${w} ${hgt}`,
      role: "group",
      "aria-label": "Affected tables and their foreign keys",
    },
    h("defs", {}, (["both", "missing", "unexpected"] as const).map(head)),
    arrows.map(arrowOf),
    boxes.map(boxOf),
  );
}

function head(state: string): Element {
  const at = {
    viewBox: "0 0 8 8",
    refX: 7,
    refY: 4,
    markerWidth: 8,
    markerHeight: 8,
    markerUnits: "userSpaceOnUse",
    orient: "auto",
  };
  return h("marker", { id: `head-${state}`, ...at }, h("path", { class: `head ${state}`, d: "M0 0 L8 4 L0 8 Z" }));
}

function arrowOf({ arrow, points }: PlacedArrow): Element {
  return h(
    "g",
    { class: `arrow ${arrow.state}` },
    h("title", {}, arrow.text),
    h("path", { d: curve(points), "marker-end": `url(#head-${arrow.state})` }),
  );
}

/** How far a table's arrow to itself goes out. */
const bulge = 26;

const round = (value: number) => Math.round(value * 10) / 10;
const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`;

/** Level at each point, as boxes are left and reached from the side. */
function curve(points: readonly Point[]): string {
  const [first, ...others] = points;
  if (first === undefined) return "";
  let from = first;
  const bends = others.map((to) => {
    const middle = from.x === to.x ? from.x + bulge : (from.x + to.x) / 2;
    const bend = `C${at({ x: middle, y: from.y })} ${at({ x: middle, y: to.y })} ${at(to)}`;
    from = to;
    return bend;
  });
  return `M${at(first)} ${bends.join(" ")}`;
}

function boxOf({ box, x, y, width, height }: PlacedBox): Element {
  const { title, state, rows, group } = box;
  const shape = h(
    "g",
    { class: `box ${state}`, transform: `translate(${round(x)} ${round(y)})` },
    h("rect", { class: "body", width, height, rx: 6 }),
    rows.length > 0 && h("path", { class: "rule", d: `M0 ${metrics.title} H${width}` }),
    h(
      "text",
      { class: "title", x: metrics.padding, y: 17 },
      state === "missing" || state === "unexpected" ? `${signs[state]} ${title}` : title,
    ),
    rows.map(rowOf),
  );
  return group === undefined ? shape : h("a", { href: `#${groupId(group)}` }, shape);
}

function rowOf({ type, text }: Row, index: number): Element {
  const y = metrics.title + 17 + index * metrics.row;
  return h("text", { class: `row ${type}`, x: metrics.padding, y }, type === "more" ? text : `${signs[type]} ${text}`);
}
