/** MJPEG: frames drawn as they come, so that the last one stays when the camera goes. */
import { useEffect, useRef } from 'react';
import { playing, retryDelayMs } from './cameraSignal.ts';
import { sourceUrl, type PictureProps } from './cameraSource.ts';
import { mjpegFrames } from './mjpegFrames.ts';
import type { Clock } from '#state/clock.ts';
import { useScreen } from '#state/useScreen.tsx';

export function MjpegPicture({ device, video, onSignal }: PictureProps) {
  const { clock } = useScreen();
  const element = useRef<HTMLCanvasElement>(null);
  useEffect(
    () => keepWatching(sourceUrl(device, video), () => element.current, clock, onSignal),
    [clock, device, video, onSignal],
  );
  return <canvas ref={element} />;
}

/** Returns what ends it. */
function keepWatching(
  url: string,
  canvas: () => HTMLCanvasElement | null,
  clock: Clock,
  onSignal: PictureProps['onSignal'],
): () => void {
  const left = new AbortController();
  let lastFrameMs: number | null = null;
  let failures = 0;
  const watch = async () => {
    const answer = await fetch(url, { signal: left.signal });
    if (!answer.ok || !answer.body) return;
    const type = answer.headers.get('content-type') ?? '';
    for await (const frame of mjpegFrames(answer.body as unknown as AsyncIterable<Uint8Array>, type)) {
      await draw(canvas(), frame);
      failures = 0;
      lastFrameMs = clock.hubNowMs();
      onSignal(playing);
    }
  };
  const keepOn = async () => {
    while (!left.signal.aborted) {
      await watch().catch(() => undefined);
      if (left.signal.aborted) return;
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
