import type { Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import { Operator } from '../Operator.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub();
  await hub.modelsReady();
});
test.afterAll(() => hub.dispose());

/** Everything that is shown or read out, where it has Chinese in it; the switch of the language says so in Chinese. */
const chineseOn = (page: Page) =>
  page.evaluate(() => {
    const han = /\p{Script=Han}/u;
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (han.test(node.textContent ?? '')) found.push(node.textContent ?? '');
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder'])
        if (han.test(element.getAttribute(name) ?? '')) found.push(element.getAttribute(name) ?? '');
    return [...new Set(found)].filter((text) => text !== '中文');
  });

test('in English nothing of the demo is Chinese: places, storeys, devices, models', async ({ page }) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByText('Yaguang New Village').first()).toBeVisible();
  expect(await chineseOn(page)).toEqual([]);

  await page.getByRole('treeitem').filter({ hasText: 'Building 8' }).first().click();
  await expect(page.getByTestId('detail')).toContainText('Building 8');
  await expect(page.getByTestId('storey').locator('option').nth(2)).toContainText('Building 8 · storey 2');
  expect(await chineseOn(page)).toEqual([]);

  await operator.press('Control+k');
  await page.getByTestId('search-input').fill('8-2');
  await page.waitForTimeout(300);
  expect(await chineseOn(page)).toEqual([]);
  await page.getByTestId('search-input').fill('8-2-401');
  await operator.press('Enter');
  await expect(page.getByTestId('detail')).toContainText('unit 2');
  expect(await chineseOn(page)).toEqual([]);

  await page.getByRole('button', { name: 'Models' }).click();
  await expect(page.getByTestId('model').filter({ hasText: 'Building 8' })).toBeVisible();
  expect(await chineseOn(page)).toEqual([]);
  expect(operator.faults).toEqual([]);
});
