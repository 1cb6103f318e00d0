import { afterEach, expect, it, vi } from 'vitest';
import { createRenderLoop } from './renderLoop.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser that draws when told to. */
function frames(): { next(): void } {
  let asked: FrameRequestCallback[] = [];
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => asked.push(run));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  return {
    next() {
      const due = asked;
      asked = [];
      for (const run of due) run(0);
    },
  };
}

it('rests when no frame is asked for: neither by a change, nor by the last picture, nor by what is animated', () => {
  const browser = frames();
  let wantsAnother = true;
  let flies = true;
  let resting: boolean | undefined;
  const loop = createRenderLoop(
    () => wantsAnother,
    (rests) => (resting = rests),
  );
  loop.invalidate();
  expect(resting).toBe(false);
  browser.next();
  expect(resting).toBe(false);
  wantsAnother = false;
  loop.animate(() => flies);
  browser.next();
  expect(resting).toBe(false);
  flies = false;
  browser.next();
  expect(resting).toBe(true);
  loop.invalidate();
  expect(resting).toBe(false);
});
