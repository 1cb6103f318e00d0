/**
 * Storeys moved apart upwards: which step an element or a device stands on, and how far it is lifted by that. What
 * belongs to a storey is decided by height, so that a floor goes up with the rooms that stand on it. Pure.
 */
import { isInBox } from '#shared/geo/inBox.ts';
import type { CompoundPlan, Enu, OrientedBox } from '#shared/twin/compound.ts';
import type { SceneModel } from '../contract.ts';
import type { ExplodeOf } from '../toolContract.ts';
import { MARGIN_M, SLAB_M, storeyCut } from './storeyIsolation.ts';

export interface Lift {
  /** Null: elements of every model that stand there. */
  readonly modelId: string | null;
  readonly box: OrientedBox;
  /** Ascending, metres ENU. */
  readonly floorsM: readonly number[];
}

/** Floors nearer than this to each other are one storey; files name landings and roofs besides. */
const SAME_M = 1;

function distinct(heightsM: readonly number[]): number[] {
  const floors: number[] = [];
  for (const m of [...heightsM].sort((a, b) => a - b))
    if (floors.length === 0 || m - (floors.at(-1) ?? 0) > SAME_M) floors.push(m);
  return floors;
}

/** Null where there is nothing to move apart. */
export function liftOf(
  of: ExplodeOf,
  plan: CompoundPlan,
  models: readonly Pick<SceneModel, 'id' | 'bounds' | 'storeys'>[],
): Lift | null {
  if (of.kind === 'model') {
    const model = models.find(({ id }) => id === of.modelId);
    const floorsM = distinct(model?.storeys.flatMap(({ elevationM }) => elevationM ?? []) ?? []);
    if (!model?.bounds || floorsM.length < 2) return null;
    const { minEnu, maxEnu } = model.bounds;
    const middle = (i: 0 | 1 | 2) => (minEnu[i] + maxEnu[i]) / 2;
    const size = (i: 0 | 1 | 2) => maxEnu[i] - minEnu[i];
    return {
      modelId: model.id,
      floorsM,
      box: { centreEnu: [middle(0), middle(1), middle(2)], sizeM: [size(0), size(1), size(2)], yawRad: 0 },
    };
  }
  const box = plan.places.find(({ id, kind }) => kind === 'building' && id === of.buildingId)?.box;
  const levels = new Set(
    plan.places.flatMap(({ id, kind }) =>
      kind === 'storey' && id.startsWith(`${of.buildingId}-`) ? [Number(id.split('/')[1])] : [],
    ),
  );
  const floorsM = distinct(
    [...levels].flatMap((level) => storeyCut(plan, of.buildingId, level)?.floorM ?? []),
  );
  return box && floorsM.length > 1 ? { modelId: null, box, floorsM } : null;
}

/** 0 for the lowest storey and for all that is not there. */
export function stepOf({ box, floorsM }: Lift, pointEnu: Enu): number {
  if (!isInBox(box, pointEnu, MARGIN_M)) return 0;
  return Math.max(0, floorsM.filter((m) => m <= pointEnu[2] + SLAB_M).length - 1);
}

/** A device under the ceiling belongs to the storey it hangs in. */
export function deviceStepOf({ box, floorsM }: Lift, pointEnu: Enu): number {
  if (!isInBox(box, pointEnu, MARGIN_M)) return 0;
  return Math.max(0, floorsM.filter((m) => m <= pointEnu[2] + 0.02).length - 1);
}

/** The plan with its places where they are shown. */
export function liftedPlan(plan: CompoundPlan, lift: Lift, gapM: number): CompoundPlan {
  return {
    ...plan,
    places: plan.places.map((place) => {
      if (!place.box || (place.kind !== 'household' && place.kind !== 'storey')) return place;
      const [x, y, z] = place.box.centreEnu;
      const byM = deviceStepOf(lift, [x, y, z]) * gapM;
      return byM === 0 ? place : { ...place, box: { ...place.box, centreEnu: [x, y, z + byM] } };
    }),
  };
}
