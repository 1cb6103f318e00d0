/** Where a device of the plan hangs and looks, with what is open of that. */
import type { Camera, Lens } from '#shared/physics/ballistics/camera.ts';
import { plannedCamera } from '#shared/physics/ballistics/pinhole.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { PLANNED_POSE } from '#shared/protocol/throwTrace.ts';

export type PictureSize = Pick<Lens, 'widthPx' | 'heightPx'>;

/** Null where nobody knows. */
export function planned({ camera, positionEnu }: DeviceRecord, size: PictureSize): Camera | null {
  return camera && positionEnu ? plannedCamera(positionEnu, camera, size) : null;
}

export const plannedCovariance = (): readonly number[] =>
  Array.from({ length: 36 }, (_, k) =>
    k % 7 > 0 ? 0 : k < 21 ? PLANNED_POSE.positionM ** 2 : PLANNED_POSE.angleRad ** 2,
  );
