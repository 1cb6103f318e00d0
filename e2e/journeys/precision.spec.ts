/** Far from the compound's origin the card's single precision would show: the real shaders stay within a millimetre. */
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';

/** What is asked for is a millimetre; a pixel of this picture is a tenth of one. */
const boundMm = 0.15;

let vite: ViteDevServer;
test.beforeAll(async () => {
  vite = await createServer({
    root: join(import.meta.dirname, '../../renderer/scene/harness'),
    configFile: false,
    logLevel: 'error',
    server: { port: 0 },
    optimizeDeps: { include: ['three', 'three-mesh-bvh'] },
  });
  await vite.listen();
});
test.afterAll(() => vite.close());

test('chunks, bays, volumes, frustums, symbols and labels stand within a millimetre 20 km out', async ({
  page,
}) => {
  await page.goto(`${vite.resolvedUrls?.local[0] ?? ''}precision.html`);
  await page.waitForFunction(() => window.linliPrecision !== undefined);
  for (const at of [
    [14_142.137, 14_142.136, 12.345],
    [-19_999.8763, 1234.5671, 3.217],
    [0.4, -0.3, 0.2],
  ] as const) {
    const off = await page.evaluate((place) => window.linliPrecision?.(place), at);
    expect(Object.keys(off ?? {})).toHaveLength(6);
    for (const [layer, mm] of Object.entries(off ?? {}))
      expect(mm, `${layer} at ${at.join(', ')}`).toBeLessThanOrEqual(boundMm);
  }
});
