/** The view of a storey from above: its long side across the picture, all of it in view. Pure. */
import type { StoreyCut } from '../model/storeyIsolation.ts';
import type { Orbit } from './orbit.ts';

/** A little from the side, so that cut walls still show their height. */
const ELEVATION_RAD = 1.38;
/** Room round the storey for its labels. */
const ROOM = 1.18;

export function fromAbove({ box, floorM }: StoreyCut, fovDeg: number, aspect: number): Orbit {
  const [long, short] = [Math.max(box.sizeM[0], box.sizeM[1]), Math.min(box.sizeM[0], box.sizeM[1])];
  const half = Math.tan((fovDeg * Math.PI) / 360);
  const longAxisRad = box.yawRad + (box.sizeM[0] >= box.sizeM[1] ? 0 : Math.PI / 2);
  // Of the two sides one may look from, the southern one: north stays up as far as the building lets it.
  const [east, north] = [Math.cos(longAxisRad - Math.PI / 2), Math.sin(longAxisRad - Math.PI / 2)];
  return {
    targetEnu: [box.centreEnu[0], box.centreEnu[1], floorM],
    distanceM: Math.max(10, (Math.max(long / aspect, short) / 2 / half) * ROOM),
    azimuthRad: north <= 0 ? Math.atan2(north, east) : Math.atan2(-north, -east),
    elevationRad: ELEVATION_RAD,
  };
}
