/** Few rectangles that hold many: what overlaps is joined, and more than a handful become one. Pure. */
import type { ScreenRect } from '../presenting.ts';

const AT_MOST = 4;

function around(a: ScreenRect, b: ScreenRect): ScreenRect {
  const leftPx = Math.min(a.leftPx, b.leftPx);
  const topPx = Math.min(a.topPx, b.topPx);
  return {
    leftPx,
    topPx,
    widthPx: Math.max(a.leftPx + a.widthPx, b.leftPx + b.widthPx) - leftPx,
    heightPx: Math.max(a.topPx + a.heightPx, b.topPx + b.heightPx) - topPx,
  };
}

function overlap(a: ScreenRect, b: ScreenRect): boolean {
  return (
    a.leftPx < b.leftPx + b.widthPx &&
    b.leftPx < a.leftPx + a.widthPx &&
    a.topPx < b.topPx + b.heightPx &&
    b.topPx < a.topPx + a.heightPx
  );
}

export function joinRects(rects: readonly ScreenRect[]): ScreenRect[] {
  const joined: ScreenRect[] = [];
  for (const rect of rects) {
    let grown = rect;
    for (let at = 0; at < joined.length;) {
      const other = joined[at];
      if (other && overlap(grown, other)) {
        grown = around(grown, other);
        joined.splice(at, 1);
        at = 0;
      } else at++;
    }
    joined.push(grown);
  }
  return joined.length <= AT_MOST ? joined : [joined.reduce(around)];
}
