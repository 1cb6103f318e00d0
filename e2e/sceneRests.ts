/** Waits for the scene: a press during a flight ends it and meets whatever it flew over. */
import type { Page } from '@playwright/test';

/** A flight asked for by the last act begins within this time. */
const restMs = 400;

export async function sceneRests(page: Page): Promise<void> {
  const since = await page.evaluateHandle(() => ({ restingSinceMs: Number.NaN }));
  await page.waitForFunction(
    ({ seen, forMs }) => {
      const canvas = document.querySelector<HTMLElement>('.scene-canvas canvas');
      const now = performance.now();
      if (canvas?.dataset['resting'] !== 'true') seen.restingSinceMs = now;
      else if (!(seen.restingSinceMs <= now)) seen.restingSinceMs = now;
      return now - seen.restingSinceMs >= forMs;
    },
    { seen: since, forMs: restMs },
    { polling: 50, timeout: 60_000 },
  );
}
