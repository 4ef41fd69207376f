// Where boxes and arrows go. Tables that foreign keys join are laid out by dagre; the others stand in rows below.

import { Graph, layout } from "@dagrejs/dagre";
import { fromSides } from "./arrows.ts";
import type { Arrow, Box } from "./graph.ts";
import type { Picture, PlacedArrow, PlacedBox } from "./placed.ts";

/** In pixels of the picture. A monospaced character is so wide at its size. */
export const metrics = {
  character: 7.3,
  title: 26,
  row: 18,
  padding: 10,
  gap: 18,
  ranks: 52,
  margin: 8,
  widest: 940,
  loop: 22,
} as const;

function sizeOf({ title, rows, state }: Box): { readonly width: number; readonly height: number } {
  const sign = state === "missing" || state === "unexpected" ? 2 : 0;
  const longest = Math.max([...title].length + 1 + sign, ...rows.map(({ text }) => [...text].length + 3));
  const height = metrics.title + (rows.length > 0 ? rows.length * metrics.row + metrics.padding : 0);
  return { width: Math.max(90, Math.ceil(longest * metrics.character + 2 * metrics.padding)), height };
}

export function place(boxes: readonly Box[], arrows: readonly Arrow[]): Picture {
  const others = arrows.filter(({ from, to }) => from !== to);
  const joined = new Set(others.flatMap(({ from, to }) => [from, to]));
  const graph = joinedBoxes(
    boxes.filter(({ id }) => joined.has(id)),
    others,
  );
  const alone = inRows(
    boxes.filter(({ id }) => !joined.has(id)),
    graph.height,
  );
  const all = [...graph.boxes, ...alone];
  const loops = arrows.filter(({ from, to }) => from === to).flatMap((arrow) => loopOf(arrow, all));
  const right = Math.max(...all.map(({ x, width }) => x + width));
  const bottom = Math.max(...all.map(({ y, height }) => y + height), graph.height);
  return {
    width: right + (loops.length > 0 ? metrics.loop : 0) + metrics.margin,
    height: bottom + metrics.margin,
    boxes: all,
    arrows: [...graph.arrows, ...loops],
  };
}

/** A table that refers to itself: out at the right and back again, which dagre draws through others. */
function loopOf(arrow: Arrow, boxes: readonly PlacedBox[]): PlacedArrow[] {
  const placed = boxes.find(({ box }) => box.id === arrow.from);
  if (placed === undefined) return [];
  const { x, y, width, height } = placed;
  const points = [y + 7, y + height - 7].map((level) => ({ x: x + width, y: level }));
  return [{ arrow, points }];
}

function joinedBoxes(boxes: readonly Box[], arrows: readonly Arrow[]): Omit<Picture, "width"> {
  if (boxes.length === 0) return { height: 0, boxes: [], arrows: [] };
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: "LR",
    nodesep: metrics.gap,
    ranksep: metrics.ranks,
    edgesep: 10,
    marginx: metrics.margin,
    marginy: metrics.margin,
  });
  for (const box of boxes) graph.setNode(box.id, { ...sizeOf(box) });
  for (const [at, { from, to }] of arrows.entries()) graph.setEdge(from, to, {}, String(at));
  layout(graph);
  const placed = boxes.map((box): PlacedBox => {
    const { x, y, width, height } = graph.node(box.id);
    return { box, x: x - width / 2, y: y - height / 2, width, height };
  });
  const ways = arrows.map((arrow, at) => ({
    arrow,
    points: graph.edge(arrow.from, arrow.to, String(at)).points ?? [],
  }));
  return { height: graph.graph().height ?? 0, boxes: placed, arrows: fromSides(placed, ways) };
}

function inRows(boxes: readonly Box[], from: number): PlacedBox[] {
  let [x, y, tallest] = [metrics.margin, from + metrics.margin, 0];
  return boxes.map((box) => {
    const { width, height } = sizeOf(box);
    if (x > metrics.margin && x + width > metrics.widest)
      [x, y, tallest] = [metrics.margin, y + tallest + metrics.gap, 0];
    const placed = { box, x, y, width, height };
    x += width + metrics.gap;
    tallest = Math.max(tallest, height);
    return placed;
  });
}
