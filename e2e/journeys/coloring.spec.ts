import { expect, test } from '@playwright/test';
import { startHub, type HubProcess } from '../hubProcess.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub();
  await hub.modelsReady();
});
test.afterAll(() => hub.dispose());

test('colours stay when the tree is grouped anew, say what they mean, and are ended by hand', async ({
  page,
}) => {
  await page.goto(hub.url);
  await expect(page.locator('.connection.up')).toBeVisible();
  await page.locator('.dv-tab').filter({ hasText: '模型树' }).click();
  const grouping = page.getByTestId('element-grouping');
  await grouping.selectOption('class');
  await page.getByTestId('element-colors').click();
  const colored = page.getByTestId('element-colored');
  await expect(colored).toContainText('按类别');
  await grouping.selectOption('material');
  await expect(colored).toContainText('按类别');
  await page.getByTestId('element-property').click();
  await page.getByTestId('property-input').fill('external');
  await expect(page.getByRole('option', { name: /^IsExternal/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(grouping).toContainText('IsExternal');
  await page.getByTestId('element-colors').click();
  await expect(colored).toContainText('IsExternal');
  await colored.getByRole('button', { name: '结束着色' }).click();
  await expect(colored).toBeHidden();
});
