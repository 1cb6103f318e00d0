/** Where a point lands: on a corner, an edge, in line with what was drawn, or on the grid. Metres; pure. */
import type { At, CompoundDrawing } from '#shared/drawing/drawing.ts';
import { distanceM, edgesOf, nearestOn, rounded, type Edge } from '#shared/drawing/rings.ts';

export interface Snapped {
  readonly at: At;
  readonly kind: 'corner' | 'edge' | 'direction' | 'grid' | 'free';
  /** What it is in line with. */
  readonly guide: Edge | null;
}

/** What one can hold on to. */
export interface Grips {
  readonly corners: readonly At[];
  readonly edges: readonly Edge[];
}

const angleStepRad = Math.PI / 12;

export function gripsOf(drawing: CompoundDrawing, without: ReadonlySet<string> = new Set()): Grips {
  const rings = [...drawing.buildings, ...drawing.areas]
    .filter(({ key }) => !without.has(key))
    .map(({ ring }) => ring);
  if (drawing.fence.length > 0 && !without.has('fence')) rings.push(drawing.fence);
  const paths = drawing.roads.filter(({ key }) => !without.has(key)).map(({ path }) => path);
  return {
    corners: [...rings, ...paths].flat(),
    edges: [...rings.flatMap((ring) => edgesOf(ring)), ...paths.flatMap((path) => edgesOf(path, false))],
  };
}

export function snap(
  point: At,
  { corners, edges }: Grips,
  options: {
    /** So near it must be, metres. */
    readonly reachM: number;
    readonly gridM: number;
    /** The point before it, and the one before that. */
    readonly from?: At | undefined;
    readonly before?: At | undefined;
    /** Only directions in steps of 15°. */
    readonly isUpright?: boolean;
  },
): Snapped {
  const { reachM, gridM, from, before } = options;
  const corner = nearest(corners, point, reachM);
  if (corner && !options.isUpright) return { at: corner, kind: 'corner', guide: null };
  if (from) {
    const inLine = alongDirections(point, from, before, options.isUpright ? Infinity : reachM, gridM);
    if (inLine) return { at: inLine, kind: 'direction', guide: [from, inLine] };
  }
  const onEdges = edges.map((edge) => nearestOn(edge, point));
  const onEdge = nearest(onEdges, point, reachM);
  if (onEdge) return { at: onEdge, kind: 'edge', guide: edges[onEdges.indexOf(onEdge)] ?? null };
  return { at: onGrid(point, gridM), kind: 'grid', guide: null };
}

const onGrid = ([x, y]: At, gridM: number): At => [
  rounded(Math.round(x / gridM) * gridM),
  rounded(Math.round(y / gridM) * gridM),
];

function nearest(points: readonly At[], to: At, reachM: number): At | null {
  let best: At | null = null;
  let bestM = reachM;
  for (const point of points) {
    const awayM = distanceM(point, to);
    if (awayM >= bestM) continue;
    best = point;
    bestM = awayM;
  }
  return best;
}

/** Of the stretch before, and of the compass: steps of 15°, in lengths of the grid. */
function alongDirections(
  point: At,
  from: At,
  before: At | undefined,
  reachM: number,
  gridM: number,
): At | null {
  const lengthM = distanceM(from, point);
  if (lengthM < gridM / 2) return null;
  const toRad = Math.atan2(point[1] - from[1], point[0] - from[0]);
  const bases = before ? [Math.atan2(from[1] - before[1], from[0] - before[0]), 0] : [0];
  let best: At | null = null;
  let bestM = reachM;
  for (const baseRad of bases) {
    const turnRad = baseRad + Math.round((toRad - baseRad) / angleStepRad) * angleStepRad;
    const along = Math.round(lengthM / gridM) * gridM;
    const at: At = [
      rounded(from[0] + Math.cos(turnRad) * along),
      rounded(from[1] + Math.sin(turnRad) * along),
    ];
    const offM = Math.abs(Math.sin(toRad - turnRad)) * lengthM;
    if (offM >= bestM) continue;
    best = at;
    bestM = offM;
  }
  return best;
}

/** Of a rectangle whose side is drawn: square to it, as deep as the pointer says, in steps of the grid. */
export function depthPoint(a: At, b: At, point: At, gridM: number): At {
  const lengthM = Math.max(1e-6, distanceM(a, b));
  const [ux, uy] = [(b[0] - a[0]) / lengthM, (b[1] - a[1]) / lengthM];
  const depthM = Math.round(((point[1] - b[1]) * ux - (point[0] - b[0]) * uy) / gridM) * gridM;
  return [rounded(b[0] - uy * depthM), rounded(b[1] + ux * depthM)];
}

/**
 * What was typed while drawing: `48` that far towards the pointer, `12,-5` east and north from the last point, at the
 * beginning from the origin. Null where it says nothing.
 */
export function typedPoint(typed: string, from: At | undefined, towards: At | null): At | null {
  const numbers = typed
    .split(/[,，]/)
    .map((part) => part.trim())
    .map((part) => (part === '' ? NaN : Number(part)));
  if (numbers.some((one) => !Number.isFinite(one))) return null;
  const [first = NaN, second] = numbers;
  if (second !== undefined) return [rounded((from?.[0] ?? 0) + first), rounded((from?.[1] ?? 0) + second)];
  if (!from || !towards || first <= 0) return null;
  const lengthM = distanceM(from, towards);
  if (lengthM === 0) return null;
  return [
    rounded(from[0] + ((towards[0] - from[0]) * first) / lengthM),
    rounded(from[1] + ((towards[1] - from[1]) * first) / lengthM),
  ];
}
