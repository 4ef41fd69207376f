// The picture as SVG, whose boxes lead to the drift of their table.

import { type Element, h } from "../view/element.ts";
import { groupId } from "../view/lists.ts";
import type { Row } from "./graph.ts";
import { metrics, type Picture, type PlacedArrow, type PlacedBox, type Point } from "./layout.ts";

const signs = { missing: "−", unexpected: "+", changed: "~", more: "" } as const;

export function svgOf({ width, height, boxes, arrows }: Picture): Element {
  const [w, hgt] = [Math.ceil(width), Math.ceil(height)];
  return h(
    "svg",
    {
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
  const at = { viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" };
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

const round = (value: number) => Math.round(value * 10) / 10;
const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`;

/** Through the middles between the points, as dagre's points are corners. */
function curve(points: readonly Point[]): string {
  const [first, ...others] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return "";
  const bends = others.slice(0, -1).map((point, index) => {
    const next = others[index + 1] ?? last;
    const end = index === others.length - 2 ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  return `M${at(first)} ${bends.length === 0 ? `L${at(last)}` : bends.join(" ")}`;
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
  return group === undefined
    ? shape
    : h("a", { href: `#${groupId(group)}`, "aria-label": `${title}: to its drift` }, shape);
}

function rowOf({ type, text }: Row, index: number): Element {
  const y = metrics.title + 17 + index * metrics.row;
  return h("text", { class: `row ${type}`, x: metrics.padding, y }, type === "more" ? text : `${signs[type]} ${text}`);
}
