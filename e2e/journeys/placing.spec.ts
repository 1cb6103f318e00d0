/** A model that no coordinates place is put where it belongs, from the screen. */
import { expect, test } from '@playwright/test';
import type { ModelManifest } from '#shared/protocol/model.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { sceneRests } from '../sceneRests.ts';
import { Operator } from '../Operator.ts';
import { testIfc } from '#hub/testIfc.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
  // Its own models are made first, and this one's import waits for them.
  await hub.modelsReady();
});
test.afterAll(() => hub.dispose());

test('a clubhouse without coordinates is moved by numbers and by points, and back', async ({ page }) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  const form = {
    files: {
      name: '会所.ifc',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(testIfc([{ name: 'hall', sizeM: [20, 12, 6] }])),
    },
  };
  await page.request.post(`${hub.url}/api/models?name=会所&compound=yaguang`, { multipart: form });
  const model = async () =>
    (
      (await (await page.request.get(`${hub.url}/api/models`)).json()) as { models: ModelManifest[] }
    ).models.find(({ name }) => name === '会所');
  await expect.poll(async () => (await model())?.placedBy, { timeout: 30_000 }).toBe('recentring');

  await page.locator('[data-command="screen.models"]').click();
  const row = page.getByTestId('model').filter({ hasText: '会所' });
  await row.getByRole('button', { name: '放置', exact: true }).click();
  const card = page.getByTestId('place-card');
  await card.getByLabel('向北（m）').fill('25');
  await card.getByLabel('转（°）').fill('90');
  await card.getByRole('button', { name: '按数值移动' }).click();
  await expect.poll(async () => (await model())?.placedBy, { timeout: 30_000 }).toBe('hand');
  await expect(card).toHaveCount(0);
  const turned = (await model())?.bounds;
  expect((turned?.maxEnu[1] ?? 0) - (turned?.minEnu[1] ?? 0)).toBeCloseTo(20, 2);
  expect(((turned?.maxEnu[1] ?? 0) + (turned?.minEnu[1] ?? 0)) / 2).toBeCloseTo(25, 1);

  await page.locator('[data-command="screen.models"]').click();
  await row.getByRole('button', { name: '放置', exact: true }).click();
  await sceneRests(page);
  const scene = await page.getByTestId('scene').boundingBox();
  if (!scene) throw new Error('there is no scene');
  for (const [x, y] of [
    [0.5, 0.5],
    [0.35, 0.75],
  ] as const)
    await page.mouse.click(scene.x + scene.width * x, scene.y + scene.height * y);
  await expect(card.getByRole('status')).toContainText('第二点');
  await card.getByRole('button', { name: '按点放置' }).click();
  const before = turned?.minEnu[0] ?? 0;
  await expect
    .poll(async () => Math.abs(((await model())?.bounds?.minEnu[0] ?? before) - before), { timeout: 30_000 })
    .toBeGreaterThan(1);

  await page.locator('[data-command="screen.models"]').click();
  await row.getByRole('button', { name: '放置', exact: true }).click();
  await card.getByRole('button', { name: '回到原来的位置' }).click();
  await expect.poll(async () => (await model())?.placedBy, { timeout: 30_000 }).toBe('recentring');
  expect(operator.faults).toEqual([]);
});
