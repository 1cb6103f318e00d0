/**
 * Render on demand. Nothing runs unless someone has asked: `invalidate` asks for one frame, an animation asks for
 * frames until it returns false. `later` wakes the loop once, for things that change with time but rarely.
 */

export type Animation = (nowMs: number) => boolean;

export interface RenderLoop {
  invalidate(): void;
  animate(animation: Animation): () => void;
  later(delayMs: number, run: () => void): () => void;
  dispose(): void;
}

/** `draw` returns true when it wants another frame; `rests` hears when none is, and when one is again. */
export function createRenderLoop(
  draw: (nowMs: number) => boolean,
  rests: (resting: boolean) => void,
): RenderLoop {
  const animations = new Set<Animation>();
  const timers = new Set<number>();
  let requested = 0;
  let disposed = false;

  const tick = (nowMs: number) => {
    requested = 0;
    for (const animation of animations) if (!animation(nowMs)) animations.delete(animation);
    const again = draw(nowMs);
    if (again || animations.size > 0) request();
    rests(requested === 0);
  };
  const request = () => {
    if (requested !== 0 || disposed) return;
    requested = requestAnimationFrame(tick);
    rests(false);
  };
  return {
    invalidate: request,
    animate(animation) {
      animations.add(animation);
      request();
      return () => animations.delete(animation);
    },
    later(delayMs, run) {
      const timer = window.setTimeout(() => {
        timers.delete(timer);
        run();
      }, delayMs);
      timers.add(timer);
      return () => {
        timers.delete(timer);
        window.clearTimeout(timer);
      };
    },
    dispose() {
      disposed = true;
      cancelAnimationFrame(requested);
      for (const timer of timers) window.clearTimeout(timer);
      animations.clear();
    },
  };
}
