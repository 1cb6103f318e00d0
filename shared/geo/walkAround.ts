/**
 * How far one walks between two points outdoors with buildings in the way: the shortest path around their corners
 * (visibility graph, Dijkstra). Fences, hedges and kerbs do not count; neither does height.
 */
import type { OrientedBox } from '../twin/compound.ts';

type Point = readonly [number, number];

/** Walked so far from a wall. */
const clearM = 1.2;
/** Of very many buildings, those nearest to the way. */
const boxesAtMost = 40;

/** Metres; null where buildings leave no way at all. A point inside a building begins at its nearest wall. */
export function walkAroundM(
  from: readonly [number, number, ...number[]],
  to: readonly [number, number, ...number[]],
  buildings: readonly OrientedBox[],
): number | null {
  const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const boxes = buildings
    .toSorted((a, b) => distance(pointOf(a), middle) - distance(pointOf(b), middle))
    .slice(0, boxesAtMost);
  const start = outside([from[0], from[1]], boxes);
  const end = outside([to[0], to[1]], boxes);
  const corners = boxes
    .flatMap((box) => cornersOf(box, clearM))
    .filter((one) => !boxes.some((box) => isIn(box, one)));
  const points = [start, end, ...corners];
  const best = points.map((_, i) => (i === 0 ? 0 : Infinity));
  const done = points.map(() => false);
  for (;;) {
    let at = -1;
    for (let i = 0; i < points.length; i++)
      if (!done[i] && (best[i] ?? Infinity) < Infinity && (at < 0 || (best[i] ?? 0) < (best[at] ?? 0)))
        at = i;
    const here = points[at];
    if (at < 0 || !here) return null;
    if (at === 1) return best[1] ?? null;
    done[at] = true;
    for (let i = 0; i < points.length; i++) {
      const there = points[i];
      if (done[i] || !there) continue;
      const far = (best[at] ?? 0) + distance(here, there);
      if (far < (best[i] ?? Infinity) && !boxes.some((box) => crosses(box, here, there))) best[i] = far;
    }
  }
}

const pointOf = ({ centreEnu }: OrientedBox): Point => [centreEnu[0], centreEnu[1]];
const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** In the box's own axes, from its middle. */
function toBox({ centreEnu, yawRad }: OrientedBox, [x, y]: Point): Point {
  const [dx, dy, cos, sin] = [x - centreEnu[0], y - centreEnu[1], Math.cos(yawRad), Math.sin(yawRad)];
  return [dx * cos + dy * sin, dy * cos - dx * sin];
}

function fromBox({ centreEnu, yawRad }: OrientedBox, [along, across]: Point): Point {
  const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
  return [centreEnu[0] + along * cos - across * sin, centreEnu[1] + along * sin + across * cos];
}

function cornersOf(box: OrientedBox, marginM: number): Point[] {
  const [a, b] = [box.sizeM[0] / 2 + marginM, box.sizeM[1] / 2 + marginM];
  return [fromBox(box, [a, b]), fromBox(box, [-a, b]), fromBox(box, [-a, -b]), fromBox(box, [a, -b])];
}

function isIn(box: OrientedBox, point: Point): boolean {
  const [along, across] = toBox(box, point);
  return Math.abs(along) < box.sizeM[0] / 2 && Math.abs(across) < box.sizeM[1] / 2;
}

/** Out through the nearest wall of the building it is in. */
function outside(point: Point, boxes: readonly OrientedBox[]): Point {
  const box = boxes.find((one) => isIn(one, point));
  if (!box) return point;
  const [along, across] = toBox(box, point);
  const [a, b] = [box.sizeM[0] / 2, box.sizeM[1] / 2];
  const isAlong = a - Math.abs(along) < b - Math.abs(across);
  return fromBox(
    box,
    isAlong ? [Math.sign(along || 1) * (a + clearM), across] : [along, Math.sign(across || 1) * (b + clearM)],
  );
}

/** Whether a line goes through the inside of a box (slab method). */
function crosses(box: OrientedBox, from: Point, to: Point): boolean {
  const [a, b] = [toBox(box, from), toBox(box, to)];
  let [enter, leave] = [0, 1];
  for (const axis of [0, 1] as const) {
    const half = (box.sizeM[axis] ?? 0) / 2;
    const step = b[axis] - a[axis];
    if (Math.abs(step) < 1e-9) {
      if (Math.abs(a[axis]) >= half) return false;
      continue;
    }
    const [one, other] = [(-half - a[axis]) / step, (half - a[axis]) / step];
    enter = Math.max(enter, Math.min(one, other));
    leave = Math.min(leave, Math.max(one, other));
  }
  return enter < leave - 1e-9;
}
