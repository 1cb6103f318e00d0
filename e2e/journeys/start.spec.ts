import type { Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ cold: true });
  await hub.modelsReady();
});
test.afterAll(() => hub.dispose());

async function modelBytesUntilFull(page: Page): Promise<{ count: number; bytes: number }> {
  await page.waitForFunction(() => performance.getEntriesByName('full-picture').length > 0, null, {
    timeout: 60_000,
  });
  return page.evaluate(() => {
    const parts = performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => /\/api\/models\/[^/]+\/(chunks|elements)/.test(name));
    return { count: parts.length, bytes: parts.reduce((sum, { transferSize }) => sum + transferSize, 0) };
  });
}

test('models come over the wire once: a second load fetches none of them', async ({ page }) => {
  await page.goto(hub.url);
  const first = await modelBytesUntilFull(page);
  expect(first.bytes).toBeGreaterThan(300_000);
  await page.reload();
  const second = await modelBytesUntilFull(page);
  expect(second).toEqual({ count: first.count, bytes: 0 });
});
