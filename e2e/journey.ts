/**
 * Journeys on a machine without a card: the scene in the quality that saves the machine, as whoever works on such a machine
 * sets it. Journeys about the picture itself take `test` from Playwright, and the scene as it is for everybody.
 */
import {
  test as base,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
} from '@playwright/test';

export { expect } from '@playwright/test';

export const test = base.extend({
  context: async ({ context }, use) => {
    await saveMachine(context);
    await use(context);
  },
});

/** Another person's browser. The caller closes it. */
export async function openContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  await saveMachine(context);
  return context;
}

async function saveMachine(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    if (localStorage.getItem('linli.quality') === null) localStorage.setItem('linli.quality', 'low');
  });
}
