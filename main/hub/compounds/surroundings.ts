/** What a compound without a drawn site still needs: a fence around its buildings, and a view of them. */
import { convexHull, type FittedBox, type GroundPoint } from '#shared/geo/fittedBox.ts';
import type { Enu, SavedView } from '#shared/twin/compound.ts';

const marginM = 12;

export function boundaryAround(boxes: readonly FittedBox[]): Enu[] {
  return convexHull(boxes.flatMap((box) => corners(box, marginM))).map(([x, y]) => [
    rounded(x),
    rounded(y),
    0,
  ]);
}

/** From the south, high enough to have all of it in the picture. */
export function homeView(boxes: readonly FittedBox[]): SavedView {
  const points = boxes.flatMap((box) => corners(box, 0));
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [x, y, reachM] = [(x0 + x1) / 2, (y0 + y1) / 2, Math.max(60, x1 - x0, y1 - y0)];
  return {
    name: { zh: '全景', en: 'Overview' },
    eyeEnu: [rounded(x), rounded(y - reachM), rounded(reachM * 0.8)],
    targetEnu: [rounded(x), rounded(y), 8],
  };
}

function corners({ centre, sizeM, yawRad }: FittedBox, grownM: number): GroundPoint[] {
  const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
  return [-1, 1].flatMap((i) =>
    [-1, 1].map<GroundPoint>((j) => {
      const [a, c] = [i * (sizeM[0] / 2 + grownM), j * (sizeM[1] / 2 + grownM)];
      return [centre[0] + a * cos - c * sin, centre[1] + a * sin + c * cos];
    }),
  );
}

const rounded = (valueM: number): number => Math.round(valueM * 1000) / 1000;
