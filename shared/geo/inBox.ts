/** Whether a point stands in an upright turned box, seen from above; its height does not count. */
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';

export function isInBox(box: OrientedBox, point: Enu, marginM: number): boolean {
  const dx = point[0] - box.centreEnu[0];
  const dy = point[1] - box.centreEnu[1];
  const cos = Math.cos(box.yawRad);
  const sin = Math.sin(box.yawRad);
  const along = dx * cos + dy * sin;
  const across = dy * cos - dx * sin;
  return Math.abs(along) <= box.sizeM[0] / 2 + marginM && Math.abs(across) <= box.sizeM[1] / 2 + marginM;
}
