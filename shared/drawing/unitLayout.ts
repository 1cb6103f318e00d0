/**
 * How a storey of one unit is divided: the stair hall at the entrances, homes round it. Frame of the building: x along it,
 * y towards the entrances.
 */
import type { At, DrawnBuilding } from './drawing.ts';
import type { BuildingFrame, Span } from './buildingFrame.ts';
import { clippedTo } from './rings.ts';

export interface Rect {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export interface HomePlan {
  /** `01`, `02`, … */
  readonly number: string;
  readonly ring: readonly At[];
  /** Its largest room-like part. */
  readonly box: Rect;
  /** It reaches the side across from the entrances. */
  readonly isFront: boolean;
}

export interface UnitPlan {
  /** Null where the building is no rectangle: then only its shell is known. */
  readonly hall: Rect | null;
  readonly corridor: Rect | null;
  readonly homes: readonly HomePlan[];
}

const hallM = { stairs: 2.8, withLift: 5.2, depth: 5.6 } as const;
const corridorM = 1.6;
/** Less deep rooms are nobody's home. */
const leastRoomM = 3;

const ringOf = ({ x0, y0, x1, y1 }: Rect): At[] => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];
const areaOf = ({ x0, y0, x1, y1 }: Rect): number => Math.max(0, x1 - x0) * Math.max(0, y1 - y0);
const numbered = (nth: number) => String(nth + 1).padStart(2, '0');

export function unitPlanOf(frame: BuildingFrame, unit: Span, building: DrawnBuilding): UnitPlan {
  const half = frame.depthM / 2;
  const whole: Rect = { x0: unit.fromM, x1: unit.toM, y0: -half, y1: half };
  const { homesPerStorey } = building;
  if (!frame.isRectangle)
    return { hall: null, corridor: null, homes: slicesOf(frame.ring, whole, homesPerStorey) };
  const widthM = unit.toM - unit.fromM;
  const middle = (unit.fromM + unit.toM) / 2;
  const hallWidthM = Math.min(building.lift ? hallM.withLift : hallM.stairs, widthM * 0.4);
  const hall: Rect = {
    x0: middle - hallWidthM / 2,
    x1: middle + hallWidthM / 2,
    y0: half - Math.min(hallM.depth, frame.depthM * 0.5),
    y1: half,
  };
  const corridor: Rect = { ...whole, y0: hall.y0 - corridorM, y1: hall.y0 };
  if (homesPerStorey < 4 || corridor.y0 + half < leastRoomM)
    return { hall, corridor: null, homes: stripsRound(hall, whole, homesPerStorey) };
  return { hall, corridor, homes: rowsAlong(corridor, hall, whole, homesPerStorey) };
}

/** Side by side from end to end; what stands where the hall is goes round it. */
function stripsRound(hall: Rect, whole: Rect, homes: number): HomePlan[] {
  const widthM = whole.x1 - whole.x0;
  const usual = Array.from({ length: homes + 1 }, (_, nth) => whole.x0 + (nth * widthM) / Math.max(1, homes));
  // Of three the one in the middle is as wide as the hall, so that the two beside it reach both fronts.
  const edges =
    homes === 3
      ? [whole.x0, Math.min(usual[1] ?? 0, hall.x0), Math.max(usual[2] ?? 0, hall.x1), whole.x1]
      : usual;
  return Array.from({ length: homes }, (_, nth) => {
    const strip: Rect = { ...whole, x0: edges[nth] ?? 0, x1: edges[nth + 1] ?? 0 };
    return { number: numbered(nth), isFront: true, ...without(strip, hall) };
  });
}

function without(strip: Rect, hall: Rect): Pick<HomePlan, 'ring' | 'box'> {
  const { x0, x1, y0, y1 } = strip;
  const [h0, h1] = [Math.max(x0, hall.x0), Math.min(x1, hall.x1)];
  if (h1 - h0 < 0.01) return { ring: ringOf(strip), box: strip };
  const notch: At[] = [
    [h1, y1],
    [h1, hall.y0],
    [h0, hall.y0],
    [h0, y1],
  ];
  const outline: At[] = [[x0, y0], [x1, y0], [x1, y1], ...notch, [x0, y1]];
  const ring = outline.filter((point, nth) => {
    const before = outline[(nth + outline.length - 1) % outline.length];
    return !before || before[0] !== point[0] || before[1] !== point[1];
  });
  const parts: readonly Rect[] = [
    { ...strip, x1: h0 },
    { ...strip, x0: h1 },
    { ...strip, y1: hall.y0 },
  ];
  const box = parts.reduce((a, b) => (areaOf(b) > areaOf(a) + 0.01 ? b : a));
  return { ring: withoutSpurs(ring), box };
}

/** Where the hall ends at the strip's own edge, the way there and back is no wall. */
function withoutSpurs(ring: readonly At[]): At[] {
  return ring.filter((point, nth) => {
    const before = ring[(nth + ring.length - 1) % ring.length] ?? point;
    const after = ring[(nth + 1) % ring.length] ?? point;
    const isOnUpright = before[0] === point[0] && after[0] === point[0];
    const isOnLevel = before[1] === point[1] && after[1] === point[1];
    return !isOnUpright && !isOnLevel;
  });
}

/** A corridor from end to end: homes in front of it, others on both sides of the hall. */
function rowsAlong(corridor: Rect, hall: Rect, whole: Rect, homes: number): HomePlan[] {
  const inFront = Math.ceil(homes / 2);
  const behind = homes - inFront;
  const left = Math.ceil(behind / 2);
  const row = (part: Rect, count: number, isFront: boolean) =>
    Array.from({ length: count }, (_, nth) => {
      const widthM = (part.x1 - part.x0) / count;
      const box = { ...part, x0: part.x0 + nth * widthM, x1: part.x0 + (nth + 1) * widthM };
      return { box, ring: ringOf(box), isFront };
    });
  return [
    ...row({ ...whole, y1: corridor.y0 }, inFront, true),
    ...row({ ...whole, y0: corridor.y1, x1: hall.x0 }, left, false),
    ...row({ ...whole, y0: corridor.y1, x0: hall.x1 }, behind - left, false),
  ].map((home, nth) => ({ number: numbered(nth), ...home }));
}

/** Of a building of any shape: its parts from one end to the other. */
function slicesOf(ring: readonly At[], whole: Rect, homes: number): HomePlan[] {
  return Array.from({ length: homes }, (_, nth) => {
    const widthM = (whole.x1 - whole.x0) / homes;
    const strip = { ...whole, x0: whole.x0 + nth * widthM, x1: whole.x0 + (nth + 1) * widthM };
    const cut = clippedTo(ring, ringOf(strip));
    const points = cut.length >= 3 ? cut : ringOf(strip);
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    return {
      number: numbered(nth),
      ring: points,
      isFront: true,
      box: { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) },
    };
  });
}
