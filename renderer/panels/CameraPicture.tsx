/** The moving part of a tile, one component per kind of source. Each retries by itself and reports what it shows. */
import { useEffect, useRef } from 'react';
import type { VideoSource } from '#shared/protocol/device.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { useOperations } from '#state/operations.ts';
import { session } from '#state/session.ts';
import { noRecording, playing, retryDelayMs, type Signal } from './cameraSignal.ts';
import { clipTime } from './clipTime.ts';
import { mjpegFrames } from './mjpegFrames.ts';

/** A picture this much off the clock is moved to it. */
const driftS = 0.35;
const pausedDriftS = 0.04;
const followMs = 200;
/** Past this rate a decoder only stutters: the picture jumps to the clock instead. */
const fastestRate = 4;

interface PictureProps {
  readonly device: DeviceRecord;
  readonly video: VideoSource;
  readonly onSignal: (signal: Signal) => void;
}

export function CameraPicture(props: PictureProps) {
  const replaying = useOperations((state) => state.clock.mode === 'replay');
  if (props.video.kind === 'mp4') return <Clip {...props} />;
  if (replaying) return <Unrecorded onSignal={props.onSignal} />;
  return props.video.kind === 'hls' ? <Hls {...props} /> : <Mjpeg {...props} />;
}

function Unrecorded({ onSignal }: { onSignal: (signal: Signal) => void }) {
  useEffect(() => onSignal(noRecording), [onSignal]);
  return null;
}

function Clip({ video, onSignal }: PictureProps) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const player = element.current;
    if (!player) return;
    const { clock } = session();
    let failures = 0;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const failed = () => {
      failures++;
      onSignal({ kind: 'lost', lastFrameMs: null });
      clearTimeout(retry);
      retry = setTimeout(() => player.load(), retryDelayMs(failures));
    };
    const follow = () => {
      if (player.readyState < 1 || player.error) return;
      failures = 0;
      const at = clipTime(video, clock.instantMs(), player.duration);
      if (at === null) {
        player.pause();
        return onSignal(noRecording);
      }
      const { mode, playing: moving, rate } = clock.current;
      const running = mode === 'live' || moving;
      const off = Math.abs(player.currentTime - at);
      // Near the seam of a loop the short way leads across it.
      const apart = video.loop ? Math.min(off, player.duration - off) : off;
      if (apart > (running ? driftS * Math.max(1, rate) : pausedDriftS) && !player.seeking)
        player.currentTime = at;
      player.playbackRate = Math.min(fastestRate, Math.max(0.1, rate));
      if (running && player.paused) void player.play().catch(() => undefined);
      if (!running && !player.paused) player.pause();
      if (player.readyState >= 2) onSignal(playing);
    };
    player.addEventListener('error', failed);
    const timer = setInterval(follow, followMs);
    return () => {
      clearInterval(timer);
      clearTimeout(retry);
      player.removeEventListener('error', failed);
    };
  }, [video, onSignal]);
  return <video ref={element} src={video.url} muted playsInline loop={video.loop ?? false} preload="auto" />;
}

function Hls({ device, onSignal }: PictureProps) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    let stop = () => {};
    let failures = 0;
    let lastFrameMs: number | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const left = new AbortController();
    const open = async () => {
      const { default: HlsPlayer } = await import('hls.js');
      const player = element.current;
      if (left.signal.aborted || !player) return;
      const hls = new HlsPlayer({ enableWorker: true, liveDurationInfinity: true });
      stop = () => hls.destroy();
      hls.loadSource(relayUrl(device));
      hls.attachMedia(player);
      hls.on(HlsPlayer.Events.FRAG_BUFFERED, () => {
        failures = 0;
        lastFrameMs = session().clock.hubNowMs();
        onSignal(playing);
      });
      hls.on(HlsPlayer.Events.ERROR, (_event, { fatal }) => {
        if (!fatal) return;
        hls.stopLoad();
        onSignal({ kind: 'lost', lastFrameMs });
        retry = setTimeout(() => {
          hls.destroy();
          void open();
        }, retryDelayMs(++failures));
      });
    };
    void open();
    return () => {
      left.abort();
      clearTimeout(retry);
      stop();
    };
  }, [device, onSignal]);
  return <video ref={element} muted autoPlay playsInline />;
}

function Mjpeg({ device, onSignal }: PictureProps) {
  const element = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const left = new AbortController();
    let lastFrameMs: number | null = null;
    let failures = 0;
    const watch = async () => {
      const answer = await fetch(relayUrl(device), { signal: left.signal });
      if (!answer.ok || !answer.body) return;
      const type = answer.headers.get('content-type') ?? '';
      for await (const frame of mjpegFrames(answer.body as unknown as AsyncIterable<Uint8Array>, type)) {
        await draw(element.current, frame);
        failures = 0;
        lastFrameMs = session().clock.hubNowMs();
        onSignal(playing);
      }
    };
    const keepWatching = async () => {
      while (!left.signal.aborted) {
        await watch().catch(() => undefined);
        if (left.signal.aborted) return;
        onSignal({ kind: 'lost', lastFrameMs });
        await new Promise((resolve) => setTimeout(resolve, retryDelayMs(++failures)));
      }
    };
    void keepWatching();
    return () => left.abort();
  }, [device, onSignal]);
  return <canvas ref={element} />;
}

async function draw(canvas: HTMLCanvasElement | null, jpeg: Uint8Array<ArrayBuffer>): Promise<void> {
  const picture = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
  if (canvas) {
    if (canvas.width !== picture.width) canvas.width = picture.width;
    if (canvas.height !== picture.height) canvas.height = picture.height;
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
  }
  picture.close();
}

/** Pictures of other machines come through the hub; the demo's own loops are the hub's files. */
function relayUrl(device: DeviceRecord): string {
  return `/api/cameras/${encodeURIComponent(device.compound)}/${encodeURIComponent(device.id)}/stream`;
}
