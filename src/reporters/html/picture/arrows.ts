// Arrows that leave a table at one side and reach the other at the opposite one, each at its own height, so that they cross no box.

import type { ObjectId } from "../../../catalog/object-id.ts";
import type { PlacedArrow, PlacedBox, Point } from "./placed.ts";

interface End {
  readonly way: PlacedArrow;
  readonly end: "from" | "to";
  /** The point that comes next to it, which orders the ends of one side. */
  readonly next: Point;
}

/** @param ways dagre's: through a point in every column between, and one in every gap between columns */
export function fromSides(boxes: readonly PlacedBox[], ways: readonly PlacedArrow[]): PlacedArrow[] {
  const byId = new Map(boxes.map((placed) => [placed.box.id, placed]));
  const ends = endsBySide(byId, ways);
  return ways.map((way) => {
    const columns = way.points.slice(1, -1).filter((_, at) => at % 2 === 1);
    const through = columns.flatMap((point) => acrossColumn(point, boxes, way));
    const [from, to] = [ends.get(way)?.from, ends.get(way)?.to];
    return from === undefined || to === undefined ? way : { arrow: way.arrow, points: [from, ...through, to] };
  });
}

function endsBySide(boxes: ReadonlyMap<ObjectId, PlacedBox>, ways: readonly PlacedArrow[]) {
  const sides = new Map<string, { readonly box: PlacedBox; readonly isRight: boolean; readonly ends: End[] }>();
  for (const way of ways) {
    const [from, to] = [boxes.get(way.arrow.from), boxes.get(way.arrow.to)];
    const { points } = way;
    if (from === undefined || to === undefined) continue;
    const isForward = from.x < to.x;
    for (const [end, box, next] of [
      ["from", from, points[1]],
      ["to", to, points.at(-2)],
    ] as const) {
      const isRight = (end === "from") === isForward;
      const key = JSON.stringify([box.box.id, isRight]);
      const side = sides.get(key) ?? { box, isRight, ends: [] };
      side.ends.push({ way, end, next: next ?? box });
      sides.set(key, side);
    }
  }
  const placed = new Map<PlacedArrow, { from?: Point; to?: Point }>();
  for (const { box, isRight, ends } of sides.values())
    for (const [at, { way, end }] of ends.sort((a, b) => a.next.y - b.next.y).entries()) {
      const y = box.y + (box.height * (at + 1)) / (ends.length + 1);
      placed.set(way, { ...placed.get(way), [end]: { x: box.x + (isRight ? box.width : 0), y } });
    }
  return placed;
}

/** Level past the boxes of the column, the widest of which would be cut otherwise. */
function acrossColumn({ x, y }: Point, boxes: readonly PlacedBox[], { points }: PlacedArrow): Point[] {
  const widths = boxes.filter((box) => Math.abs(box.x + box.width / 2 - x) < 1).map(({ width }) => width);
  const half = Math.max(0, ...widths) / 2;
  const isForward = (points[0]?.x ?? 0) < (points.at(-1)?.x ?? 0);
  const [left, right] = [
    { x: x - half, y },
    { x: x + half, y },
  ];
  return isForward ? [left, right] : [right, left];
}
