/** Drawing → plan: places, bays, trees, lamps, fence and the first view. What the drawing did not make stays in the plan. */
import type { BayPlan, CompoundPlan, OrientedBox, Place } from '../compounds/plan.ts';
import { fittedBox } from '../geo/fittedBox.ts';
import { placesOfBuilding } from './buildingPlaces.ts';
import type { At, CompoundDrawing, DrawnBays } from './drawing.ts';
import { boundaryAround, homeView } from './surroundings.ts';
import { distanceM, edgesOf, nearestOn, rounded, stripsOf, turned } from './rings.ts';

const gateDepthM = 4;
const areaHeightM = 3;
const bayHeightM = 0.02;

const bayIdOf = (nth: number): string => `bay-${String(nth).padStart(3, '0')}`;

/** Middle of each bay of a row, from its first. */
export function baysOf(row: DrawnBays): readonly BayPlan[] {
  return Array.from({ length: row.count }, (_, nth) => {
    const [dx, dy] = turned([(nth + 0.5) * row.bayWidthM, (row.side * row.bayDepthM) / 2], row.yawRad);
    return {
      id: bayIdOf(row.first + nth),
      kind: row.kind,
      box: {
        centreEnu: [rounded(row.from[0] + dx), rounded(row.from[1] + dy), bayHeightM / 2],
        sizeM: [row.bayWidthM, row.bayDepthM, bayHeightM],
        yawRad: row.yawRad,
      },
    };
  });
}

/** Of the fence where a gate stands; across the nearest road, or east, where there is none. */
export function gateYawRad(at: At, fence: readonly At[]): number {
  let nearestM = Infinity;
  let yawRad = 0;
  for (const [a, b] of edgesOf(fence)) {
    const awayM = distanceM(nearestOn([a, b], at), at);
    if (awayM >= nearestM) continue;
    nearestM = awayM;
    yawRad = Math.atan2(b[1] - a[1], b[0] - a[0]);
  }
  return yawRad;
}

function boxAround(points: readonly At[], heightM: number): OrientedBox | null {
  const box = fittedBox(points);
  if (!box) return null;
  return {
    centreEnu: [rounded(box.centre[0]), rounded(box.centre[1]), heightM / 2],
    sizeM: [Math.max(0.01, rounded(box.sizeM[0])), Math.max(0.01, rounded(box.sizeM[1])), heightM],
    yawRad: box.yawRad,
  };
}

/** A bent road is where its longest stretch is. */
function longestStrip(path: readonly At[], widthM: number): readonly At[] {
  const strips = stripsOf(path, widthM);
  const lengthOf = ([a, b]: readonly At[]) => (a && b ? distanceM(a, b) : 0);
  return strips.reduce(
    (longest, one) => (lengthOf(one) > lengthOf(longest) ? one : longest),
    strips[0] ?? [],
  );
}

function groundPlaces({ roads, areas, gates, fence }: CompoundDrawing): Place[] {
  const area = (key: string, name: Place['name'], box: OrientedBox | null): Place => ({
    id: key,
    kind: 'area',
    name,
    parentId: null,
    box,
  });
  return [
    ...roads.map(({ key, name, path, widthM }) =>
      area(key, name, boxAround(longestStrip(path, widthM), areaHeightM)),
    ),
    ...areas.map(({ key, name, ring }) => area(key, name, boxAround(ring, areaHeightM))),
    ...gates.map(({ key, name, at, widthM }) =>
      area(key, name, {
        centreEnu: [at[0], at[1], gateDepthM / 2],
        sizeM: [widthM, gateDepthM, gateDepthM],
        yawRad: gateYawRad(at, fence),
      }),
    ),
  ];
}

export function planOfDrawing(drawing: CompoundDrawing): CompoundPlan {
  const buildings = drawing.buildings.map(placesOfBuilding);
  const boxes = buildings.flatMap(([building]) => (building?.box ? [building.box] : []));
  const fence = drawing.fence.map(([x, y]) => [x, y, 0] as const);
  return {
    version: 1,
    places: [...buildings.flat(), ...groundPlaces(drawing)],
    bays: drawing.bays.flatMap(baysOf),
    trees: drawing.trees.map(({ at, heightM, crownM, species }) => ({
      positionEnu: [at[0], at[1], 0],
      heightM,
      crownM,
      species,
    })),
    lamps: drawing.lamps.map(({ at, heightM }) => ({ positionEnu: [at[0], at[1], 0], heightM })),
    boundaryEnu: fence.length > 0 ? fence : boundaryAround(boxes),
    views: [homeView(boxes, drawing.fence)],
  };
}

/** `made`: what the drawing made the last time. */
export function redrawnPlan(
  plan: CompoundPlan,
  before: CompoundDrawing,
  after: CompoundDrawing,
): CompoundPlan {
  const [made, next] = [planOfDrawing(before), planOfDrawing(after)];
  const keyOf = (value: unknown) => JSON.stringify(value);
  const without = <T>(
    there: readonly T[],
    gone: readonly T[],
    drawn: readonly T[],
    nameOf: (one: T) => string,
  ) => {
    const names = new Set([...gone, ...drawn].map(nameOf));
    return [...there.filter((one) => !names.has(nameOf(one))), ...drawn];
  };
  const hasOwnFence = plan.boundaryEnu.length > 0 && keyOf(plan.boundaryEnu) !== keyOf(made.boundaryEnu);
  const hasOwnView = plan.views.length > 0 && keyOf(plan.views[0]) !== keyOf(made.views[0]);
  return {
    ...plan,
    places: without(plan.places, made.places, next.places, ({ id }) => id),
    bays: without(plan.bays, made.bays, next.bays, ({ id }) => id),
    trees: without(plan.trees, made.trees, next.trees, keyOf),
    lamps: without(plan.lamps, made.lamps, next.lamps, keyOf),
    boundaryEnu: hasOwnFence && after.fence.length === 0 ? plan.boundaryEnu : next.boundaryEnu,
    views: hasOwnView ? plan.views : [...next.views, ...plan.views.slice(1)],
  };
}
