/** Where in a clip an instant lies. */
import type { VideoSource } from '#shared/protocol/device.ts';

/** Seconds from the clip's start; null where it holds nothing of that instant. A loop is tied to the clock. */
export function clipTime(video: VideoSource, instantMs: number, durationS: number): number | null {
  if (!(durationS > 0)) return null;
  if (video.recordedFromMs !== undefined) {
    const at = (instantMs - video.recordedFromMs) / 1000;
    return at >= 0 && at < durationS ? at : null;
  }
  if (video.loop) return (instantMs / 1000) % durationS;
  return null;
}
