/** Which cameras to show: those that look at a point, nearest first. */
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { Enu } from '#shared/twin/compound.ts';

/** Cameras that look towards a point come before those that are merely near. */
export function nearestCameras(devices: Iterable<DeviceRecord>, to: Enu, count: number): DeviceRecord[] {
  const ranked: { device: DeviceRecord; score: number }[] = [];
  for (const device of devices) {
    if (!device.camera || !device.positionEnu) continue;
    const [dx, dy] = [to[0] - device.positionEnu[0], to[1] - device.positionEnu[1]];
    const distanceM = Math.hypot(dx, dy);
    const off = Math.atan2(dy, dx) - device.camera.headingRad;
    const turn = Math.abs(Math.atan2(Math.sin(off), Math.cos(off)));
    const sees = distanceM < 1 || (turn < device.camera.fovRad / 2 && distanceM < device.camera.rangeM * 1.5);
    ranked.push({ device, score: distanceM * (sees ? 1 : 3) });
  }
  return ranked
    .sort((a, b) => a.score - b.score)
    .slice(0, count)
    .map(({ device }) => device);
}
