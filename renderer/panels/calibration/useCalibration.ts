/** What the dialog works on: the wall as the hub knows it, the marks, and the pose that follows from them. */
import { useEffect, useMemo, useState } from 'react';
import { LEAST_PLACES } from '#shared/physics/ballistics/calibrate.ts';
import type { Camera } from '#shared/physics/ballistics/camera.ts';
import { fovOf, lensOf } from '#shared/physics/ballistics/pinhole.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { success, type Result } from '#shared/protocol/result.ts';
import { answered } from '#state/answered.ts';
import type { WatchedPicture } from '#shared/protocol/throwTrace.ts';
import type { CalibrationReply, CalibrationRequest } from './calibrationWorker.ts';
import { cornersOf, seenCorners, type Corner, type Mark } from './corners.ts';

export interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface Lensing {
  readonly fovRad: number;
  readonly k1: number;
}

export type Marks = ReadonlyMap<string, Mark>;

export const addressOf = ({ compound, key }: DeviceRecord): string =>
  `/api/cameras/${encodeURIComponent(compound)}/${encodeURIComponent(key)}`;

/** Asked once for each size of picture. */
export function useWatched(device: DeviceRecord, size: PictureSize | null): Result<WatchedPicture> | null {
  const [found, setFound] = useState<{
    readonly url: string;
    readonly answer: Result<WatchedPicture>;
  } | null>(null);
  const url = size ? `${addressOf(device)}/watched?width=${size.widthPx}&height=${size.heightPx}` : null;
  useEffect(() => {
    if (url === null) return;
    let left = false;
    void answered<{ readonly watched: WatchedPicture }>(fetch(url)).then((answer) => {
      if (!left) setFound({ url, answer: answer.ok ? success(answer.value.watched) : answer });
    });
    return () => {
      left = true;
    };
  }, [url]);
  return found !== null && found.url === url ? found.answer : null;
}

/** The pose by the marks; null with too few of them and until the first answer. `fitsView`: the field of view is found too. */
export function useSolution(
  size: PictureSize,
  { fovRad, k1 }: Lensing,
  corners: readonly Corner[],
  marks: Marks,
  fitsView: boolean,
): { readonly reply: CalibrationReply; readonly isFresh: boolean } | null {
  const request = useMemo((): CalibrationRequest | null => {
    const places = corners.flatMap(({ id, placeEnu }) => {
      const mark = marks.get(id);
      return mark ? [{ placeEnu, ...mark }] : [];
    });
    const lens = lensOf(size.widthPx, size.heightPx, fovRad, k1);
    return places.length < LEAST_PLACES ? null : { lens, places, fitsView };
  }, [size, fovRad, k1, corners, marks, fitsView]);
  const [found, setFound] = useState<{ readonly request: object; readonly reply: CalibrationReply } | null>(
    null,
  );
  useEffect(() => {
    if (!request) return;
    const thread = new Worker(new URL('./calibrationWorker.ts', import.meta.url), {
      type: 'module',
    });
    thread.addEventListener('message', ({ data }: MessageEvent<CalibrationReply>) => {
      setFound({ request, reply: data });
      thread.terminate();
    });
    thread.postMessage(request);
    return () => thread.terminate();
  }, [request]);
  if (!request || !found) return null;
  return { reply: found.reply, isFresh: found.request === request };
}

/** From where the corners are drawn: the solved pose, else what is known so far. */
export function useShown(watched: WatchedPicture, solved: CalibrationReply | null) {
  const corners = useMemo(() => cornersOf(watched.openings), [watched]);
  const camera: Camera = solved
    ? { lens: solved.lens, positionEnu: solved.pose.positionEnu, rotation: solved.pose.rotation }
    : watched.camera;
  return { corners, seen: seenCorners(camera, corners), camera };
}

export const lensingOf = ({ camera }: WatchedPicture): Lensing => ({
  fovRad: fovOf(camera.lens),
  k1: camera.lens.distortion[0],
});

export function saveCalibration(
  device: DeviceRecord,
  size: PictureSize,
  { fovRad, k1 }: Lensing,
  corners: readonly Corner[],
  marks: Marks,
): Promise<Result<unknown>> {
  const places = corners.flatMap(({ id, placeEnu }) => {
    const mark = marks.get(id);
    return mark ? [{ placeEnu, ...mark }] : [];
  });
  return answered(
    fetch(`${addressOf(device)}/calibrations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ lens: lensOf(size.widthPx, size.heightPx, fovRad, k1), places }),
    }),
  );
}
