/** Keeps a video element at the shown instant: tied to the clock where it is a recording or a loop, running free where not. */
import type { VideoSource } from '#shared/protocol/device.ts';
import { noRecording, playing, unseekable, type Signal } from './cameraSignal.ts';
import { clipTime } from './clipTime.ts';
import type { Clock } from '#state/clock.ts';

/** A picture this much off the clock is moved to it. */
const driftS = 0.35;
const pausedDriftS = 0.04;
/** Below this nobody sees it, and the players' own clocks are no finer. */
const closeS = 0.008;
const fastestCatchUp = 0.15;
const followMs = 200;
/** Live runs at its own pace: now and then is enough. */
const followLiveMs = 1000;
/** Past this rate a decoder only stutters: the picture jumps to the clock instead. */
const fastestRate = 4;

/**
 * How much faster or slower a picture runs that is a little off the clock. Pictures in step with the clock are in step
 * with each other: a person passes from one into the next, and the screen is drawn once for all of them.
 */
export function inStep(aheadS: number): number {
  if (Math.abs(aheadS) < closeS) return 1;
  return 1 - Math.max(-fastestCatchUp, Math.min(fastestCatchUp, aheadS));
}

/** What has no time of its own can only be shown as live. */
export function isTimed(video: VideoSource): boolean {
  return video.recordedFromMs !== undefined || video.loop === true;
}

/** Whether it can be moved there; a server without byte ranges gives only the beginning. */
function reaches({ seekable }: HTMLVideoElement, atS: number): boolean {
  return atS < 1 || (seekable.length > 0 && seekable.end(seekable.length - 1) >= atS - 0.5);
}

/** Returns what ends it. */
export function followClock(
  clock: Clock,
  player: HTMLVideoElement,
  video: VideoSource,
  onSignal: (signal: Signal) => void,
): () => void {
  const follow = () => {
    if (player.readyState < 1 || player.error) return;
    const at = clipTime(video, clock.instantMs(), player.duration);
    if (at === null || !reaches(player, at)) {
      player.pause();
      const begun = clock.instantMs() >= (video.recordedFromMs ?? Infinity);
      return onSignal(begun && !reaches(player, 1) ? unseekable : noRecording);
    }
    const { mode, playing: moving, rate } = clock.current;
    const running = mode === 'live' || moving;
    const off = Math.abs(player.currentTime - at);
    // Near the seam of a loop the short way leads across it.
    const apart = video.loop ? Math.min(off, player.duration - off) : off;
    if (apart > (running ? driftS * Math.max(1, rate) : pausedDriftS) && !player.seeking)
      player.currentTime = at;
    const ahead = off === apart ? player.currentTime - at : 0;
    player.playbackRate = Math.min(fastestRate, Math.max(0.1, rate * inStep(ahead)));
    if (running && player.paused) void player.play().catch(() => undefined);
    if (!running && !player.paused) player.pause();
    if (player.readyState >= 2) onSignal(playing);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keepFollowing = () => {
    clearTimeout(timer);
    follow();
    timer = setTimeout(keepFollowing, clock.current.mode === 'live' ? followLiveMs : followMs);
  };
  keepFollowing();
  const stops = [clock.subscribe(keepFollowing), () => clearTimeout(timer)];
  player.addEventListener('loadeddata', keepFollowing);
  stops.push(() => player.removeEventListener('loadeddata', keepFollowing));
  return () => stops.forEach((stop) => stop());
}
