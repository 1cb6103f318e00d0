/** Openings of a compound's walls: windows and doors of its models, else the outer walls of its households. */
import type { Facade } from '#shared/physics/ballistics/throwModel.ts';
import type { WallOpening, WatchedFacade } from '#shared/physics/ballistics/watchedFacade.ts';
import type { TracedOpening } from '#shared/protocol/throwTrace.ts';
import type { Bounds } from '#shared/protocol/model.ts';
import { standingShifts } from '#shared/models/standing.ts';
import type { CompoundPlan, Enu, OrientedBox, Place } from '#shared/twin/compound.ts';
import type { ModelRoom } from '../models/index.ts';

export interface Candidate {
  readonly wall: WallOpening;
  readonly placeId: string | null;
  readonly element: TracedOpening['element'];
}

type StandingPlan = Pick<CompoundPlan, 'boundaryEnu' | 'places'>;

/** A window stands in the wall of its household, a balcony's glazing a little before it. */
const BESIDE_M = 1.8;
/** No façade that is watched lies farther from its camera. */
const NEAR_M = 120;

/** Of all models, or of those that a camera there can see. */
export function createWallOpenings(
  models: ModelRoom,
): (compound: string, plan: StandingPlan, nearEnu: Enu | null) => Promise<readonly Candidate[]> {
  return async (compound, plan, nearEnu) => {
    const { places } = plan;
    const homes = places.filter(({ kind, box }) => kind === 'household' && box !== null);
    const found: Candidate[] = [];
    const known = (await models.list()).filter(({ compound: owner }) => owner === null || owner === compound);
    // What no coordinates place is set up beside the compound to be looked at: nothing is thrown from there.
    const beside = standingShifts(known, plan);
    for (const { id: modelId, storeys, bounds } of known) {
      if (beside.get(modelId)?.some((shiftM) => shiftM !== 0)) continue;
      if (!bounds || (nearEnu && farM(bounds, nearEnu) > NEAR_M)) continue;
      const openings = await models.openings(modelId);
      if (!openings.ok) continue;
      for (const { globalId, storey, box } of openings.value)
        found.push({
          wall: { id: `${modelId}/${globalId}`, storey: storeys[storey]?.name ?? '', box },
          placeId: homeOf(homes, box)?.id ?? null,
          element: { modelId, globalId },
        });
    }
    if (found.length > 0) return found;
    const nameOf = (placeId: string | null): string =>
      places.find(({ id }) => id === placeId)?.name.zh ?? placeId ?? '';
    return homes.flatMap(({ id, parentId, box }): Candidate[] =>
      box ? [{ wall: { id, storey: nameOf(parentId), box }, placeId: id, element: null }] : [],
    );
  };
}

/** From a point to a box, on the ground. */
const farM = ({ minEnu, maxEnu }: Bounds, [x, y]: Enu): number =>
  Math.hypot(Math.max(0, minEnu[0] - x, x - maxEnu[0]), Math.max(0, minEnu[1] - y, y - maxEnu[1]));

function homeOf(homes: readonly Place[], { centreEnu }: OrientedBox): Place | undefined {
  let [best, leastM]: [Place | undefined, number] = [undefined, BESIDE_M];
  for (const home of homes) {
    const offM = home.box ? besideM(home.box, centreEnu) : Infinity;
    if (offM < leastM) [best, leastM] = [home, offM];
  }
  return best;
}

/** How far a point lies outside of a box. */
function besideM({ centreEnu, sizeM, yawRad }: OrientedBox, [x, y, z]: OrientedBox['centreEnu']): number {
  const [dx, dy] = [x - centreEnu[0], y - centreEnu[1]];
  const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
  const over = (value: number, size: number): number => Math.max(0, Math.abs(value) - size / 2);
  return Math.hypot(
    over(cos * dx + sin * dy, sizeM[0]),
    over(cos * dy - sin * dx, sizeM[1]),
    over(z - centreEnu[2], sizeM[2]),
  );
}

function cornersOf(
  { centreEnu, sizeM, yawRad }: OrientedBox,
  { alongUnit, outwardUnit }: Facade,
): readonly Enu[] {
  const [widthM, depthM, heightM] = sizeM;
  const axes = [Math.cos(yawRad), Math.sin(yawRad)] as const;
  // The box may be turned either way.
  const right = axes[0] * alongUnit[0] + axes[1] * alongUnit[1] >= 0 ? 1 : -1;
  const out = -axes[1] * outwardUnit[0] + axes[0] * outwardUnit[1] >= 0 ? 1 : -1;
  const corner = (along: number, up: number): Enu => [
    centreEnu[0] + (axes[0] * right * along * widthM - axes[1] * out * depthM) / 2,
    centreEnu[1] + (axes[1] * right * along * widthM + axes[0] * out * depthM) / 2,
    centreEnu[2] + (up * heightM) / 2,
  ];
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

/** With their places and elements, counted on each storey from the left. */
export function tracedOpenings(
  { openings, facade }: WatchedFacade,
  candidates: readonly Candidate[],
): readonly TracedOpening[] {
  const byId = new Map(candidates.map((one) => [one.wall.id, one]));
  const counts = new Map<string, number>();
  return openings
    .toSorted((a, b) => a.fromM - b.fromM)
    .map((opening) => {
      const fromLeft = (counts.get(opening.storey) ?? 0) + 1;
      counts.set(opening.storey, fromLeft);
      const { placeId = null, element = null, wall } = byId.get(opening.id) ?? {};
      return { ...opening, fromLeft, placeId, element, cornersEnu: wall ? cornersOf(wall.box, facade) : [] };
    });
}
