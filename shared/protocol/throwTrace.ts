/** What a back-trace of one incident is computed from: put together by the hub, computed wherever somebody looks. */
import type { Camera } from '#shared/physics/ballistics/camera.ts';
import type { FacadeExtent, Opening } from '#shared/physics/ballistics/openings.ts';
import type { Facade, Sighting } from '#shared/physics/ballistics/throwModel.ts';
import type { ThrowPriors } from '#shared/physics/ballistics/unknowns.ts';
import type { CameraCalibration } from './calibration.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { LocalText } from '#shared/twin/text.ts';

/** Of a pose that nobody calibrated: as it stands in the plan. */
export const PLANNED_POSE = { positionM: 0.5, angleRad: (2 * Math.PI) / 180 } as const;

export interface TracedOpening extends Opening {
  /** 1, 2, 3 … on its storey, from the left of who looks at the wall. */
  readonly fromLeft: number;
  /** Place of the plan that it belongs to; null where no place has a box round it. */
  readonly placeId: string | null;
  /** Corners of its outer face, anticlockwise from the lower left. */
  readonly cornersEnu: readonly Enu[];
  /** Element of a model; null where the plan's outer walls stand in for windows. */
  readonly element: { readonly modelId: string; readonly globalId: string } | null;
}

export interface TracedSighting extends Sighting {
  readonly deviceKey: string;
  readonly deviceName: LocalText;
  /** Number of the event that told its track. */
  readonly eventId: string;
  /** Null: the pose is the plan's. */
  readonly calibration: { readonly id: string; readonly by: string; readonly atMs: number } | null;
  /** Points that were told but could not be used. */
  readonly dropped: number;
}

/** For calibrating: what is in a camera's picture, and from where it looks as far as is known. */
export interface WatchedPicture {
  readonly camera: Camera;
  /** The newest; null: the pose is the plan's. */
  readonly calibration: CameraCalibration | null;
  readonly openings: readonly TracedOpening[];
}

export interface ThrowTrace {
  readonly version: 1;
  readonly incidentId: string;
  /** Number of the event that is traced; an incident may have several. */
  readonly eventId: string;
  readonly throws: readonly {
    readonly eventId: string;
    readonly atMs: number;
    readonly deviceName: LocalText;
  }[];
  /** Device's own time of the first sighting's zero, milliseconds. */
  readonly atMs: number;
  readonly facade: Facade;
  readonly extent: FacadeExtent;
  readonly openings: readonly TracedOpening[];
  readonly priors: ThrowPriors;
  readonly sightings: readonly TracedSighting[];
}
