/**
 * Browser journeys on the system's Chromium, desktop smoke test under Xvfb. Each file runs a hub of its own. Two at a time,
 * since a journey also waits for delays of alarms and pauses of a hand: 970 s instead of 1235 s in CI on two cores.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { browserArgs, findBrowser } from './main/setup/browser.ts';

// Each hub starts threads that load TypeScript; compiled once, they start in half the time.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));
// In the folder of results, which is emptied before each run: no model of yesterday's converter is taken.
process.env.LINLI_E2E_MODELS = fileURLToPath(new URL('test-results/models', import.meta.url));

export default defineConfig({
  testDir: 'e2e',
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  use: {
    actionTimeout: 20_000,
    viewport: { width: 1280, height: 720 },
    launchOptions: { executablePath: findBrowser() ?? undefined, args: [...browserArgs] },
    screenshot: 'only-on-failure',
    // Kept only where it is asked for (`--trace on`): it takes a share of the two cores that the scene is drawn with.
    trace: 'off',
  },
  projects: [
    { name: 'journeys', testDir: 'e2e/journeys' },
    { name: 'desktop', testDir: 'e2e/desktop' },
  ],
});
