/** Until the globe has drawn once more: what is handed over is seen before anything moves on. */
import type { GlobeHost } from '#globe/contract.ts';

export function nextPicture(globe: Pick<GlobeHost, 'stats' | 'onSeen'>): Promise<void> {
  return new Promise((resolve) => {
    const before = globe.stats().framesDrawn;
    const stop = globe.onSeen(() => {
      if (globe.stats().framesDrawn <= before) return;
      queueMicrotask(() => stop());
      resolve();
    });
  });
}
