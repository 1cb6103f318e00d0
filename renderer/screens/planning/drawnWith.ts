/** What a tool makes of the points that were set with it; null while it needs more. */
import { usualEntranceEdge } from '#shared/drawing/buildingFrame.ts';
import type { At, DrawnBays, DrawnBuilding, DrawnTree } from '#shared/drawing/drawing.ts';
import { gateYawRad } from '#shared/drawing/planOfDrawing.ts';
import { between, distanceM, edgesOf, roundedAt, signedAreaM2, turned } from '#shared/drawing/rings.ts';
import { added, fenceKey, freshName, nextBay, nextKey, type Sketch } from '#shared/drawing/things.ts';
import type { ToolId } from './editor.ts';

/** Points after which a tool is done by itself; a ring or path goes on until it is ended. */
export const pointsOfTool: Readonly<Record<ToolId, number>> = {
  select: 0,
  scale: 2,
  rectangle: 3,
  outline: Infinity,
  fence: Infinity,
  road: Infinity,
  area: Infinity,
  gate: 1,
  bays: 2,
  tree: 1,
  lamp: 1,
  device: 1,
  aim: 1,
};

/** As most are, until they are told otherwise. */
const building: Omit<DrawnBuilding, 'key' | 'id' | 'name' | 'ring' | 'entranceEdge'> = {
  storeys: 6,
  storeyHeightM: 2.9,
  units: 3,
  homesPerStorey: 2,
  roof: 'flat',
  tone: 'warm',
  lift: false,
};
const bays: Pick<DrawnBays, 'bayWidthM' | 'bayDepthM' | 'kind'> = {
  bayWidthM: 2.5,
  bayDepthM: 5.3,
  kind: 'standard',
};
const tree: Omit<DrawnTree, 'key' | 'at'> = { heightM: 7, crownM: 5, species: 'camphor' };
const usualUnitM = 15;
/** Of a rectangle. */
export const leastSideM = 0.5;

export interface Made {
  readonly sketch: Sketch;
  readonly chosen: readonly string[];
}

export function madeWith(
  tool: ToolId,
  points: readonly At[],
  sketch: Sketch,
  taken: ReadonlySet<string>,
): Made | null {
  const { drawing } = sketch;
  const make = <Kind extends Parameters<typeof added>[1]>(kind: Kind, rest: object): Made => {
    const key = nextKey(drawing, kind, taken);
    return { sketch: added(sketch, kind, { key, ...rest } as never), chosen: [key] };
  };
  const number = (kind: Parameters<typeof nextKey>[1]) =>
    nextKey(drawing, kind, taken).split('-').at(-1) ?? '';
  switch (tool) {
    case 'rectangle': {
      const ring = rectangleOf(points);
      return ring && make('building', newBuilding(sketch, ring, taken));
    }
    case 'outline':
      return isRing(points) ? make('building', newBuilding(sketch, points, taken)) : null;
    case 'fence':
      return isRing(points)
        ? { sketch: { ...sketch, drawing: { ...drawing, fence: points.map(roundedAt) } }, chosen: [fenceKey] }
        : null;
    case 'area':
      return isRing(points)
        ? make('area', {
            name: { zh: `绿地 ${number('area')}`, en: `Green ${number('area')}` },
            ring: points.map(roundedAt),
            surface: 'grass',
          })
        : null;
    case 'road':
      return points.length >= 2
        ? make('road', {
            name: { zh: `道路 ${number('road')}`, en: `Road ${number('road')}` },
            path: points.map(roundedAt),
            widthM: 6,
            fireLane: false,
          })
        : null;
    case 'gate':
      return points[0]
        ? make('gate', {
            name: { zh: `大门 ${number('gate')}`, en: `Gate ${number('gate')}` },
            at: points[0],
            widthM: 8,
            kind: 'vehicle',
          })
        : null;
    case 'bays': {
      const [from, to] = points;
      if (!from || !to) return null;
      const count = Math.max(1, Math.round(distanceM(from, to) / bays.bayWidthM));
      const yawRad = Math.atan2(to[1] - from[1], to[0] - from[0]);
      return make('bays', { ...bays, from, yawRad, count, side: 1, first: nextBay(drawing, taken) });
    }
    case 'tree':
      return points[0] ? make('tree', { ...tree, at: points[0] }) : null;
    case 'lamp':
      return points[0] ? make('lamp', { at: points[0], heightM: 5 }) : null;
    default:
      return null;
  }
}

function newBuilding(
  sketch: Sketch,
  points: readonly At[],
  taken: ReadonlySet<string>,
): Omit<DrawnBuilding, 'key'> {
  const ring = (signedAreaM2(points) < 0 ? points.toReversed() : points).map(roundedAt);
  const entranceEdge = usualEntranceEdge(ring);
  const [from, to] = edgesOf(ring)[entranceEdge] ?? [ring[0] ?? [0, 0], ring[0] ?? [0, 0]];
  const units = Math.max(1, Math.round(distanceM(from, to) / usualUnitM));
  return { ...building, ...freshName(sketch.drawing, taken), ring, entranceEdge, units };
}

const isRing = (points: readonly At[]): boolean => points.length >= 3 && Math.abs(signedAreaM2(points)) > 0.5;

/** One side, then how deep: the third point gives the distance from it. */
export function rectangleOf([a, b, c]: readonly At[]): At[] | null {
  if (!a || !b || !c) return null;
  const lengthM = distanceM(a, b);
  if (lengthM < leastSideM) return null;
  const [ux, uy] = [(b[0] - a[0]) / lengthM, (b[1] - a[1]) / lengthM];
  const depthM = (c[1] - a[1]) * ux - (c[0] - a[0]) * uy;
  if (Math.abs(depthM) < leastSideM) return null;
  const off: At = [-uy * depthM, ux * depthM];
  return [a, b, [b[0] + off[0], b[1] + off[1]], [a[0] + off[0], a[1] + off[1]]];
}

/** Trees or lamps between two points, so far apart. */
export function rowBetween(a: At, b: At, gapM: number): At[] {
  const gaps = Math.max(1, Math.round(distanceM(a, b) / gapM));
  return Array.from({ length: gaps + 1 }, (_, nth) => roundedAt(between(a, b, nth / gaps)));
}

/** How an object of the fence is drawn where it stands. */
export function acrossGate(at: At, widthM: number, fence: readonly At[]): readonly [At, At] {
  const [dx, dy] = turned([widthM / 2, 0], gateYawRad(at, fence));
  return [
    [at[0] - dx, at[1] - dy],
    [at[0] + dx, at[1] + dy],
  ];
}
