/**
 * What the hub and the screens know of a compound before any device speaks: its facts, its places and what
 * stands on its ground. A compound is a directory with `manifest.json`, `plan.json`, `devices.json` and IFC files.
 * All positions are in the compound's ENU frame: metres, x east, y north, z up, origin at `origin`.
 */
import type { LocalText } from './text.ts';

export type Enu = readonly [xM: number, yM: number, zM: number];

export interface CompoundOrigin {
  /** WGS 84 degrees of the ENU origin. */
  readonly latDeg: number;
  readonly lonDeg: number;
  readonly heightM: number;
  /** Projected CRS of the IFC files' map conversion, and the ENU origin in it (metres). */
  readonly crs: string;
  readonly eastingM: number;
  readonly northingM: number;
  readonly timeZone: string;
}

export interface CompoundManifest {
  readonly version: 1;
  readonly id: string;
  readonly name: LocalText;
  readonly address: LocalText;
  /** `illustrative`: the numbers are published facts, the site plan is ours. */
  readonly layout: 'surveyed' | 'illustrative';
  /** Its devices are simulated; no invented reading ever enters a compound without this mark. */
  readonly demo?: boolean;
  /** Nobody described it: it exists because a device announced itself there. */
  readonly announced?: boolean;
  readonly facts: {
    readonly built: number;
    readonly buildings: number;
    readonly units: number;
    readonly households: number;
    readonly people: number;
  };
  readonly origin: CompoundOrigin;
  /** IFC files beside the manifest; each is one model in the scene. */
  readonly models: readonly CompoundModel[];
}

export interface CompoundModel {
  readonly id: string;
  readonly name: LocalText;
  readonly files: readonly string[];
  readonly role: 'building' | 'site';
  /** Place id of the building, for role `building`. */
  readonly placeId?: string;
}

export type PlaceKind = 'courtyard' | 'building' | 'unit' | 'storey' | 'household' | 'area';

/** Upright box turned about z: centre, full size along its own axes, yaw counter-clockwise from east. */
export interface OrientedBox {
  readonly centreEnu: Enu;
  readonly sizeM: readonly [xM: number, yM: number, zM: number];
  readonly yawRad: number;
}

/**
 * Ids read as people speak: building `8`, unit `8-2`, storey of a unit `8-2/4`, household `8-2-401`,
 * courtyard `hongwei`, area `centre-road`.
 */
export interface Place {
  readonly id: string;
  readonly kind: PlaceKind;
  readonly name: LocalText;
  readonly parentId: string | null;
  readonly box: OrientedBox | null;
}

export interface BayPlan {
  /** Device id of the bay in system `parking-bay`. */
  readonly id: string;
  readonly box: OrientedBox;
  readonly kind: 'standard' | 'accessible' | 'charging';
}

export interface TreePlan {
  readonly positionEnu: Enu;
  readonly heightM: number;
  readonly crownM: number;
  readonly species: 'camphor' | 'osmanthus' | 'plane' | 'cypress' | 'shrub';
}

export interface LampPlan {
  readonly positionEnu: Enu;
  readonly heightM: number;
}

export interface SavedView {
  readonly name: LocalText;
  readonly eyeEnu: Enu;
  readonly targetEnu: Enu;
}

export interface CompoundPlan {
  readonly version: 1;
  readonly places: readonly Place[];
  readonly bays: readonly BayPlan[];
  readonly trees: readonly TreePlan[];
  readonly lamps: readonly LampPlan[];
  /** Closed ring of the fence, without repeating the first point. */
  readonly boundaryEnu: readonly Enu[];
  /** First is the home view; keys 1–9 select. */
  readonly views: readonly SavedView[];
}

export const emptyPlan: CompoundPlan = {
  version: 1,
  places: [],
  bays: [],
  trees: [],
  lamps: [],
  boundaryEnu: [],
  views: [],
};
