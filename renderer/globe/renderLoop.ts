/**
 * When the globe is drawn. Cesium knows whether a frame is needed, but has to be asked; it is asked with each frame of
 * the screen while something goes on, and twice a second in a calm, which costs next to nothing and draws nothing.
 */
const calmAfterMs = 700;
const calmEveryMs = 500;

export interface RenderLoop {
  /** Something goes on: a hand, a flight, a change. */
  wake(): void;
  dispose(): void;
}

export function createRenderLoop(draw: () => void, isBusy: () => boolean): RenderLoop {
  let awakeUntilMs = 0;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let disposed = false;

  const step = () => {
    frame = 0;
    if (disposed) return;
    draw();
    if (isBusy() || performance.now() < awakeUntilMs) frame ||= requestAnimationFrame(step);
    else timer = setTimeout(look, calmEveryMs);
  };
  const look = () => {
    timer = undefined;
    step();
  };
  return {
    wake() {
      awakeUntilMs = performance.now() + calmAfterMs;
      if (disposed || frame !== 0) return;
      clearTimeout(timer);
      timer = undefined;
      frame = requestAnimationFrame(step);
    },
    dispose() {
      disposed = true;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    },
  };
}
