/**
 * What the hub and the screens know of a compound before any device speaks: its facts, its places and what
 * stands on its ground. A compound is a directory with `manifest.json`, `plan.json`, `devices.json` and IFC files.
 * All positions are in the compound's ENU frame: metres, x east, y north, z up, origin at `origin`.
 */
import type { Static } from 'typebox';
import type { Enu as EnuSchema } from '../compounds/local.ts';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import type { CompoundPlan } from '../compounds/plan.ts';

export type { CompoundManifest, CompoundModel, CompoundOrigin } from '../compounds/manifest.ts';
export type {
  BayPlan,
  CompoundPlan,
  LampPlan,
  OrientedBox,
  Place,
  SavedView,
  TreePlan,
} from '../compounds/plan.ts';

/** East, north, up. */
export type Enu = DeepReadonly<Static<typeof EnuSchema>>;

export const emptyPlan: CompoundPlan = {
  version: 1,
  places: [],
  bays: [],
  trees: [],
  lamps: [],
  boundaryEnu: [],
  views: [],
};
