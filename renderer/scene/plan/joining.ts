/** Single strokes joined to lines as long as they go on; what comes back to its beginning can be filled. Pure. */
import type { PlanLine } from '../toolContract.ts';

const keyOf = (x: number, y: number) => `${Math.round(x * 1000)},${Math.round(y * 1000)}`;

/** `strokes` holds four numbers each: x, y, x, y, metres. Strokes that lie on each other count once. */
export function joinStrokes(strokes: readonly number[]): PlanLine[] {
  const ends: (readonly [string, string])[] = [];
  const at = new Map<string, number[]>();
  const points = new Map<string, readonly [number, number]>();
  const seen = new Set<string>();
  for (let i = 0; i + 3 < strokes.length; i += 4) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = strokes.slice(i, i + 4);
    const [a, b] = [keyOf(ax, ay), keyOf(bx, by)];
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    if (a === b || seen.has(key)) continue;
    seen.add(key);
    for (const [end, x, y] of [
      [a, ax, ay],
      [b, bx, by],
    ] as const) {
      points.set(end, [x, y]);
      const own = at.get(end);
      if (own) own.push(ends.length);
      else at.set(end, [ends.length]);
    }
    ends.push([a, b]);
  }
  const used = new Uint8Array(ends.length);
  const onward = (from: string): string | null => {
    const next = at.get(from)?.find((stroke) => used[stroke] === 0);
    const stroke = next === undefined ? undefined : ends[next];
    if (next === undefined || !stroke) return null;
    used[next] = 1;
    return stroke[0] === from ? stroke[1] : stroke[0];
  };
  const lines: PlanLine[] = [];
  const follow = (start: string) => {
    const way = [start];
    for (let end = onward(start); end !== null; end = onward(end)) {
      way.push(end);
      if (end === start) break;
    }
    if (way.length < 2) return;
    const isClosed = way.length > 3 && way.at(-1) === start;
    if (isClosed) way.pop();
    lines.push({
      isClosed,
      points: straightened(
        way.map((key) => points.get(key) ?? [0, 0]),
        isClosed,
      ),
    });
  };
  // Open lines from their ends first: a walk that begins in the middle would tear them in two.
  for (const [key, own] of at) if (own.length % 2 === 1) for (const _ of own) follow(key);
  for (const [start] of ends) for (let i = (at.get(start)?.length ?? 0) / 2; i > 0; i--) follow(start);
  return lines;
}

/** Without the points that lie on the way straight on; the triangles of a flat face leave many. */
function straightened(points: readonly (readonly [number, number])[], isClosed: boolean) {
  return points
    .filter(([x, y], i) => {
      const before = points[i - 1] ?? (isClosed ? points.at(-1) : undefined);
      const after = points[i + 1] ?? (isClosed ? points[0] : undefined);
      if (!before || !after || points.length < 4) return true;
      const [ux, uy] = [x - before[0], y - before[1]];
      const [vx, vy] = [after[0] - x, after[1] - y];
      return (
        Math.abs(ux * vy - uy * vx) > 1e-3 * Math.hypot(ux, uy) * Math.hypot(vx, vy) || ux * vx + uy * vy < 0
      );
    })
    .flat();
}
