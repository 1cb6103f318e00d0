/** Turns a still view and its moving figures into a small H.264 loop in MP4, graded like a surveillance camera's. */
import { BufferTarget, CanvasSource, Mp4OutputFormat, Output } from 'mediabunny';
import { drawActors } from './figures.ts';
import type { Lens } from './lens.ts';
import type { LoopOrder } from './order.ts';

const noiseTiles = 3;
const keyframeEveryS = 2;

function inkOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const ink = canvas.getContext('2d', { willReadFrequently: true });
  if (!ink) throw new Error('No 2D canvas.');
  return ink;
}

function canvasOf(widthPx: number, heightPx: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = widthPx;
  canvas.height = heightPx;
  return canvas;
}

/** Grey grain; few tiles, so that the encoder has little to say about it. */
function grain(widthPx: number, heightPx: number, seed: number): HTMLCanvasElement {
  const canvas = canvasOf(widthPx, heightPx);
  const ink = inkOf(canvas);
  const pixels = ink.createImageData(widthPx, heightPx);
  let state = seed;
  for (let i = 0; i < pixels.data.length; i += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const value = 128 + ((state >>> 24) - 128) * 0.5;
    pixels.data.set([value, value, value, 255], i);
  }
  ink.putImageData(pixels, 0, 0);
  return canvas;
}

export async function filmLoop(still: ImageBitmap, lens: Lens, order: LoopOrder): Promise<ArrayBuffer> {
  const { widthPx, heightPx, framesPerS, durationS } = order;
  const canvas = canvasOf(widthPx, heightPx);
  const ink = inkOf(canvas);
  const noise = Array.from({ length: noiseTiles }, (_, i) => grain(widthPx, heightPx, 7 + i));
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: 'in-memory' }),
    target: new BufferTarget(),
  });
  const source = new CanvasSource(canvas, {
    codec: 'avc',
    bitrate: order.bitsPerS,
    keyFrameInterval: keyframeEveryS,
    latencyMode: 'quality',
  });
  output.addVideoTrack(source, { frameRate: framesPerS });
  await output.start();
  for (let i = 0; i < durationS * framesPerS; i++) {
    drawFrame(ink, still, lens, order, i / framesPerS, noise[i % noiseTiles]);
    await source.add(i / framesPerS, 1 / framesPerS);
  }
  await output.finalize();
  if (!output.target.buffer) throw new Error('The loop came out empty.');
  return output.target.buffer;
}

export function drawFrame(
  ink: CanvasRenderingContext2D,
  still: ImageBitmap,
  lens: Lens,
  order: LoopOrder,
  timeS: number,
  noise?: HTMLCanvasElement,
): void {
  const { widthPx, heightPx } = order;
  ink.filter = 'contrast(1.08) saturate(0.82) brightness(0.97)';
  ink.drawImage(still, 0, 0, widthPx, heightPx);
  drawActors(ink, lens, order.actors, timeS, order.durationS);
  ink.filter = 'none';
  ink.globalCompositeOperation = 'soft-light';
  if (noise) {
    ink.globalAlpha = 0.05;
    ink.drawImage(noise, 0, 0);
    ink.globalAlpha = 1;
  }
  ink.fillStyle = 'rgb(120 150 135 / 18%)';
  ink.fillRect(0, 0, widthPx, heightPx);
  ink.globalCompositeOperation = 'source-over';
  const vignette = ink.createRadialGradient(
    widthPx / 2,
    heightPx / 2,
    heightPx * 0.45,
    widthPx / 2,
    heightPx / 2,
    widthPx * 0.62,
  );
  vignette.addColorStop(0, 'rgb(0 0 0 / 0%)');
  vignette.addColorStop(1, 'rgb(0 0 0 / 42%)');
  ink.fillStyle = vignette;
  ink.fillRect(0, 0, widthPx, heightPx);
}
