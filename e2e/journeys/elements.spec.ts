import { expect, test } from '../journey.ts';
import type { FoundElement } from '#shared/protocol/model.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub();
  await hub.modelsReady();
});
test.afterAll(() => hub.dispose());

test('an element of a model is found by its GlobalId, chosen, flown to, and shows its properties', async ({
  page,
}) => {
  const { elements } = await hub.get<{ elements: FoundElement[] }>(
    '/api/models/elements?q=door&compound=yaguang&limit=5',
  );
  expect(elements).toHaveLength(5);
  const door = elements[3];
  if (!door) throw new Error('the demo has no doors');
  await page.goto(hub.url);
  await expect(page.locator('.connection.up')).toBeVisible();
  await page.locator('.scene-canvas canvas').focus();
  await page.keyboard.press('Control+k');
  await page.getByTestId('search-input').fill(door.globalId.toLowerCase());
  const hit = page.getByRole('option').filter({ hasText: door.model }).first();
  await expect(hit).toBeVisible();
  await hit.click();
  await expect(page.getByTestId('detail')).toContainText(door.globalId);
});
