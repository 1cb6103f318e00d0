/** Where a tile gets its picture from. */
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { VideoSource } from '#shared/protocol/device.ts';
import { parsedUrl } from '#shared/protocol/url.ts';
import type { Signal } from './cameraSignal.ts';

export interface PictureProps {
  readonly device: DeviceRecord;
  readonly video: VideoSource;
  readonly onSignal: (signal: Signal) => void;
}

/** Pictures of other machines come through the hub; the demo's own loops are the hub's files. */
export function sourceUrl(device: DeviceRecord, video: VideoSource): string {
  return parsedUrl(video.url)
    ? `/api/cameras/${encodeURIComponent(device.compound)}/${encodeURIComponent(device.key)}/stream`
    : video.url;
}
