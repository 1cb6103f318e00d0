/** The element the scene lives in: canvas, size in CSS and device pixels, loss and return of the WebGL context. */
import type { View } from './symbols/symbolLayer.ts';

/** More device pixels than this add work, not sharpness, from where a wall is watched. */
const MAX_PIXEL_RATIO = 2;

export interface Surface {
  readonly root: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly view: View;
  setName(name: string): void;
  /** Frames drawn so far, as `data-frames` on the canvas: a measurement from outside needs no handle to the host. */
  countFrames(count: number): void;
  /** Whether no frame is asked for, as `data-resting` on the canvas. More of a model may still come. */
  setResting(resting: boolean): void;
  watch(listener: {
    readonly resized: (size: View & { readonly pixelRatio: number }) => void;
    readonly lost: () => void;
    readonly restored: () => void;
  }): () => void;
  dispose(): void;
}

export function createSurface(container: HTMLElement): Surface {
  const root = document.createElement('div');
  root.style.cssText = 'position:relative;width:100%;height:100%;overflow:hidden;contain:strict;';
  const canvas = document.createElement('canvas');
  canvas.style.cssText =
    'position:absolute;inset:0;width:100%;height:100%;display:block;outline-offset:-2px;touch-action:none;';
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'application');
  root.append(canvas);
  container.append(root);
  let framesShown = -1;
  let view: View = { widthPx: Math.max(1, root.clientWidth), heightPx: Math.max(1, root.clientHeight) };
  return {
    root,
    canvas,
    get view() {
      return view;
    },
    setName: (name) => canvas.setAttribute('aria-label', name),
    countFrames(count) {
      if (count === framesShown) return;
      framesShown = count;
      canvas.dataset['frames'] = String(count);
    },
    setResting(resting) {
      const said = String(resting);
      if (canvas.dataset['resting'] !== said) canvas.dataset['resting'] = said;
    },
    watch({ resized, lost, restored }) {
      const stop = new AbortController();
      const { signal } = stop;
      const measure = () => {
        view = { widthPx: Math.max(1, root.clientWidth), heightPx: Math.max(1, root.clientHeight) };
        resized({ ...view, pixelRatio: Math.min(MAX_PIXEL_RATIO, window.devicePixelRatio) });
      };
      const observer = new ResizeObserver(measure);
      observer.observe(root);
      measure();
      canvas.addEventListener(
        'webglcontextlost',
        (event) => {
          // Asks the browser to bring the context back.
          event.preventDefault();
          lost();
        },
        { signal },
      );
      canvas.addEventListener('webglcontextrestored', () => restored(), { signal });
      return () => {
        stop.abort();
        observer.disconnect();
      };
    },
    dispose: () => root.remove(),
  };
}
