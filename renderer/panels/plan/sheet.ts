/** A sheet of paper that a storey's plan lies on: how large, in which scale, turned how. Pure; millimetres on paper. */
import type { StoreyLines, PlanLine } from '#scene/toolContract.ts';
import type { Enu } from '#shared/twin/compound.ts';

export const papers = { A4: [297, 210], A3: [420, 297] } as const;
export type Paper = keyof typeof papers;
export const scales = [50, 100, 150, 200, 500] as const;
export type Scale = (typeof scales)[number];

export const marginMm = 8;
export const footMm = 15;
/** Kept clear round the drawing. */
const rimMm = 4;

export interface Sheet {
  readonly widthMm: number;
  readonly heightMm: number;
  /** The field of the drawing. */
  readonly frame: {
    readonly xMm: number;
    readonly yMm: number;
    readonly widthMm: number;
    readonly heightMm: number;
  };
  /** Of true north on the sheet, clockwise from up. */
  readonly northDeg: number;
  /** Place on the sheet. */
  at(xEnu: number, yEnu: number): readonly [number, number];
  mm(m: number): number;
}

interface Extent {
  readonly middle: readonly [number, number];
  readonly alongM: number;
  readonly acrossM: number;
  /** The longer side lies level on the sheet. */
  readonly turnRad: number;
}

/** Round what was drawn, along the axes of the building. */
export function extentOf({ box, cut, below }: Pick<StoreyLines, 'box' | 'cut' | 'below'>): Extent {
  const long = box.sizeM[0] >= box.sizeM[1] ? box.yawRad : box.yawRad + Math.PI / 2;
  // Never upside down: north stays in the upper half.
  const turnRad = long - Math.PI * Math.round(long / Math.PI);
  const [cos, sin] = [Math.cos(turnRad), Math.sin(turnRad)];
  let [minU, maxU, minV, maxV] = [Infinity, -Infinity, Infinity, -Infinity];
  const take = ({ points }: PlanLine) => {
    for (let i = 0; i + 1 < points.length; i += 2) {
      const [x = 0, y = 0] = points.slice(i, i + 2);
      const [u, v] = [x * cos + y * sin, y * cos - x * sin];
      [minU, maxU] = [Math.min(minU, u), Math.max(maxU, u)];
      [minV, maxV] = [Math.min(minV, v), Math.max(maxV, v)];
    }
  };
  for (const lines of cut) for (const line of lines) take(line);
  // Without walls there is still a floor.
  if (minU === Infinity) for (const line of below) take(line);
  if (minU === Infinity) {
    const [x, y] = box.centreEnu;
    const halfM = Math.max(box.sizeM[0], box.sizeM[1]) / 2;
    return { middle: [x, y], alongM: halfM * 2, acrossM: halfM * 2, turnRad };
  }
  const [u, v] = [(minU + maxU) / 2, (minV + maxV) / 2];
  return {
    middle: [u * cos - v * sin, u * sin + v * cos],
    alongM: maxU - minU,
    acrossM: maxV - minV,
    turnRad,
  };
}

export function sheetOf(paper: Paper, scale: number, { middle, turnRad }: Extent): Sheet {
  const [widthMm, heightMm] = papers[paper];
  const frame = {
    xMm: marginMm,
    yMm: marginMm,
    widthMm: widthMm - 2 * marginMm,
    heightMm: heightMm - 2 * marginMm - footMm,
  };
  const [cos, sin] = [Math.cos(turnRad), Math.sin(turnRad)];
  const perM = 1000 / scale;
  return {
    widthMm,
    heightMm,
    frame,
    northDeg: (turnRad * 180) / Math.PI,
    at(x, y) {
      const [dx, dy] = [x - middle[0], y - middle[1]];
      return [
        frame.xMm + frame.widthMm / 2 + (dx * cos + dy * sin) * perM,
        frame.yMm + frame.heightMm / 2 - (dy * cos - dx * sin) * perM,
      ];
    },
    mm: (m) => m * perM,
  };
}

export function fits(paper: Paper, scale: number, { alongM, acrossM }: Extent): boolean {
  const [widthMm, heightMm] = papers[paper];
  return (
    (alongM * 1000) / scale <= widthMm - 2 * marginMm - 2 * rimMm &&
    (acrossM * 1000) / scale <= heightMm - 2 * marginMm - footMm - 2 * rimMm
  );
}

/** The largest drawing that fits; the smallest scale where none does. */
export function bestScale(paper: Paper, extent: Extent): Scale {
  return scales.find((scale) => fits(paper, scale, extent)) ?? 500;
}

/** Path of SVG, hundredths of a millimetre. */
export function pathOf(lines: readonly PlanLine[], { at }: Pick<Sheet, 'at'>): string {
  return lines
    .map(({ points, isClosed }) => {
      let path = '';
      for (let i = 0; i + 1 < points.length; i += 2) {
        const [x, y] = at(points[i] ?? 0, points[i + 1] ?? 0);
        path += `${i === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`;
      }
      return isClosed ? `${path}Z` : path;
    })
    .join('');
}

/** Metres that a bar of scale shows: round, and 30 to 80 mm long. */
export function barM(scale: number): number {
  return [1, 2, 5, 10, 20, 50].find((m) => (m * 1000) / scale >= 30) ?? 50;
}

/** Moves what would cover what stands there already aside, in rings round its own place. */
export function spread(
  wished: readonly (readonly [number, number])[],
  apartMm: number,
): readonly (readonly [number, number])[] {
  const placed: (readonly [number, number])[] = [];
  for (const [x, y] of wished) {
    let best: readonly [number, number] = [x, y];
    search: for (let ring = 0; ring < 5; ring++)
      for (let step = 0; step < Math.max(1, ring * 6); step++) {
        const turn = (step / Math.max(1, ring * 6)) * 2 * Math.PI;
        const tried = [x + Math.cos(turn) * ring * apartMm, y + Math.sin(turn) * ring * apartMm] as const;
        if (placed.some(([px, py]) => Math.hypot(px - tried[0], py - tried[1]) < apartMm * 0.99)) continue;
        best = tried;
        break search;
      }
    placed.push(best);
  }
  return placed;
}

export function isOnStorey(
  { floorM, ceilingM }: Pick<StoreyLines, 'floorM' | 'ceilingM'>,
  position: Enu,
): boolean {
  return position[2] >= floorM - 0.02 && position[2] < ceilingM - 0.02;
}
