/** MJPEG: frames drawn as they come, so that the last one stays when the camera goes. */
import { useEffect, useRef } from 'react';
import { playing, retryDelayMs } from './cameraSignal.ts';
import { sourceUrl, type PictureProps } from './cameraSource.ts';
import { mjpegFrames } from './mjpegFrames.ts';
import type { Clock } from '#state/clock.ts';
import type { Turn, Turns } from '#state/turns.ts';
import { useScreen } from '#state/useScreen.tsx';

/** A still picture is this old before it asks for its next turn. */
const betweenTurnsMs = 500;

export function MjpegPicture({ device, video, onSignal }: PictureProps) {
  const { clock, streams } = useScreen();
  const element = useRef<HTMLCanvasElement>(null);
  useEffect(
    () =>
      keepWatching({
        url: sourceUrl(device, video),
        canvas: () => element.current,
        clock,
        streams,
        onSignal,
      }),
    [clock, streams, device, video, onSignal],
  );
  return <canvas ref={element} />;
}

/** Returns what ends it. */
function keepWatching(options: {
  readonly url: string;
  readonly canvas: () => HTMLCanvasElement | null;
  readonly clock: Clock;
  readonly streams: Turns;
  readonly onSignal: PictureProps['onSignal'];
}): () => void {
  const { url, canvas, clock, streams, onSignal } = options;
  const left = new AbortController();
  let lastFrameMs: number | null = null;
  let failures = 0;
  /** Until the stream ends, or, where others wait for a connection, for one picture. Whether there was one. */
  const watch = async (turn: Turn): Promise<boolean> => {
    const ended = new AbortController();
    const stop = AbortSignal.any([left.signal, ended.signal]);
    const answer = await fetch(url, { signal: stop });
    if (!answer.ok || !answer.body) return false;
    const type = answer.headers.get('content-type') ?? '';
    for await (const frame of mjpegFrames(answer.body as unknown as AsyncIterable<Uint8Array>, type)) {
      await draw(canvas(), frame);
      failures = 0;
      lastFrameMs = clock.hubNowMs();
      onSignal(playing);
      if (!turn.isWanted()) continue;
      ended.abort();
      return true;
    }
    return false;
  };
  const keepOn = async () => {
    while (!left.signal.aborted) {
      const turn = await streams.take(left.signal);
      if (!turn) return;
      const handedOn = await watch(turn).catch(() => false);
      turn.end();
      if (left.signal.aborted) return;
      if (handedOn) {
        await new Promise((resolve) => setTimeout(resolve, betweenTurnsMs));
        continue;
      }
      onSignal({ kind: 'lost', lastFrameMs });
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs(++failures)));
    }
  };
  void keepOn();
  return () => left.abort();
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
