/** Takes what a tile shows as a JPEG and puts it onto an incident's timeline. */
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { Result } from '#shared/protocol/result.ts';
import type { ScreenContext } from '#state/screenContext.ts';

const quality = 0.9;

function drawn(tile: HTMLElement | null): HTMLCanvasElement | null {
  const source = tile?.querySelector<HTMLVideoElement | HTMLCanvasElement>('video, canvas');
  if (!source) return null;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] =
    source instanceof HTMLVideoElement
      ? [source.videoWidth, source.videoHeight]
      : [source.width, source.height];
  if (canvas.width === 0 || canvas.height === 0) return null;
  canvas.getContext('2d')?.drawImage(source, 0, 0);
  return canvas;
}

export async function keepPicture(
  { notices }: ScreenContext,
  incidentId: string,
  device: DeviceRecord,
  tile: HTMLElement | null,
  /** Of the frame that is seen: an old one is not filed as of now. */
  shownMs: number,
): Promise<void> {
  const canvas = drawn(tile);
  const picture = await new Promise<Blob | null>((resolve) =>
    canvas ? canvas.toBlob(resolve, 'image/jpeg', quality) : resolve(null),
  );
  if (!picture) return notices.say('error', { key: 'cameras.keep.none' });
  const query = new URLSearchParams({
    camera: device.key,
    at: String(Math.round(shownMs)),
  });
  const response = await fetch(`/api/incidents/${encodeURIComponent(incidentId)}/pictures?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'image/jpeg' },
    body: picture,
  }).catch(() => null);
  if (!response) return notices.say('error', { key: 'top.lost' });
  const answer = (await response.json().catch(() => null)) as Result<unknown> | null;
  if (!answer) return notices.say('error', { key: 'top.lost' });
  if (answer.ok) notices.say('info', { key: 'cameras.kept' });
  else notices.fault(answer.error);
}
