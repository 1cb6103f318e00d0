/** What a compound without a drawn site still needs: a fence around its buildings, and a view of them. */
import type { Enu, OrientedBox, SavedView } from '#shared/twin/compound.ts';
import { convexHull } from '../geo/fittedBox.ts';
import type { At } from './drawing.ts';
import { rectangleAt, rounded } from './rings.ts';

const marginM = 12;
const leastReachM = 60;

export function boundaryAround(boxes: readonly OrientedBox[]): Enu[] {
  return convexHull(boxes.flatMap((box) => cornersOf(box, marginM))).map(([x, y]) => [
    rounded(x),
    rounded(y),
    0,
  ]);
}

/** From the south, high enough to have all of it in the picture. */
export function homeView(boxes: readonly OrientedBox[], fence: readonly At[]): SavedView {
  const points = boxes.length > 0 ? boxes.flatMap((box) => cornersOf(box, 0)) : fence;
  const all: readonly At[] = points.length > 0 ? points : [[0, 0]];
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const tallestM = boxes.reduce((most, { sizeM }) => Math.max(most, sizeM[2]), 0);
  const [x, y, reachM] = [(x0 + x1) / 2, (y0 + y1) / 2, Math.max(leastReachM, x1 - x0, y1 - y0, tallestM)];
  return {
    name: { zh: '全景', en: 'Overview' },
    eyeEnu: [rounded(x), rounded(y - reachM), rounded(reachM * 0.8)],
    targetEnu: [rounded(x), rounded(y), 8],
  };
}

/** Seen from above, grown on all sides. */
function cornersOf({ centreEnu, sizeM, yawRad }: OrientedBox, grownM: number): At[] {
  const size = [sizeM[0] + 2 * grownM, sizeM[1] + 2 * grownM] as const;
  return rectangleAt([centreEnu[0], centreEnu[1]], size, yawRad);
}
