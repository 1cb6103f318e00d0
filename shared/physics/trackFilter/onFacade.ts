/** A track as it would run on the wall behind it: metres to the right and down, so that what is high up, far off and foreshortened counts as much. */
import type { ThrowTrack } from '#shared/incidents/throwTrack.ts';
import { rayOf, type Camera } from '../ballistics/camera.ts';
import type { Facade } from '../ballistics/throwModel.ts';

/** In the place of pixels are metres: one pixel to a metre. Points that look past the wall are left out. */
export function trackOnFacade(track: ThrowTrack, camera: Camera, facade: Facade): ThrowTrack {
  const at = (xPx: number, yPx: number): readonly [number, number] | null => {
    const ray = rayOf(camera, xPx, yPx);
    const dot = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
    const from = camera.positionEnu.map((value, i) => value - (facade.originEnu[i] ?? 0));
    const closing = dot(ray, facade.outwardUnit);
    const wayM = -dot(from, facade.outwardUnit) / closing;
    if (!(wayM > 0 && wayM < FARTHEST_M)) return null;
    const hit = from.map((value, i) => value + wayM * (ray[i] ?? 0));
    return [dot(hit, facade.alongUnit), -(hit[2] ?? 0)];
  };
  const scales: number[] = [];
  const points = track.points.flatMap(({ timeS, xPx, yPx }) => {
    const [here, below] = [at(xPx, yPx), at(xPx, yPx + 1)];
    if (!here || !below) return [];
    scales.push(Math.hypot(below[0] - here[0], below[1] - here[1]));
    return [{ timeS, xPx: here[0], yPx: here[1] }];
  });
  scales.sort((a, b) => a - b);
  return { ...track, points, noisePx: track.noisePx * (scales[Math.floor(scales.length / 2)] ?? 1) };
}

const FARTHEST_M = 400;
