import type { Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import mqtt, { type MqttClient } from 'mqtt';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';
import { sceneRests } from '../sceneRests.ts';

let hub: HubProcess;
let client: MqttClient;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
  client = await mqtt.connectAsync(hub.mqttUrl);
});
test.afterAll(async () => {
  await client.endAsync();
  await hub.dispose();
});

const say = (occupied: boolean) =>
  client.publishAsync(
    'linli/v1/yaguang/parking-bay/new1/state',
    JSON.stringify({ t: Date.now(), v: { occupied } }),
    { qos: 1 },
  );

/** The bay is free left of the divider and taken right of it: which of them is pointed at is decided by the divider alone. */
async function picturesBeside(page: Page, operator: Operator): Promise<void> {
  await operator.press('Shift+Q');
  await expect(page.getByTestId('held-scene').locator('canvas')).toHaveAttribute('data-resting', 'true');
  const edge = page.getByTestId('held-edge');
  await expect(edge.getByTestId('split-left')).toContainText('时段开始');
  await sceneRests(page);
  const divider = edge.getByTestId('split-divider');
  await divider.focus();
  await page.keyboard.press('PageUp');
  await expect(divider).toHaveAttribute('aria-valuenow', '60');
  await operator.find('新车位');
  await sceneRests(page);
  await page.screenshot({ path: test.info().outputPath('swipe.png') });
  const box = await page.locator('.scene-canvas canvas').boundingBox();
  if (!box) throw new Error('the scene is not there');
  const pointAtIt = async () => {
    await page.mouse.move(box.x + box.width / 2 - 40, box.y + box.height / 2 + 40);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
  };
  const tip = page.getByRole('tooltip');
  await pointAtIt();
  await expect(tip).toContainText('否');
  await divider.focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await pointAtIt();
  await expect(tip).toContainText('是');
  await operator.press('Shift+Q');
  await expect(page.getByTestId('held-scene')).toHaveCount(0);
}

test('a stretch is chosen by keys and pointer, looped, bookmarked, gone back to; what changed in it is listed', async ({
  page,
}) => {
  await client.publishAsync(
    'linli/v1/yaguang/parking-bay/new1/meta',
    JSON.stringify({ name: { zh: '新车位', en: 'New bay' }, positionEnu: [3, 3, 0] }),
    { qos: 1 },
  );
  await say(false);
  const operator = new Operator(page);
  await operator.open(hub.url);
  await page.waitForTimeout(9000);
  await say(true);
  await page.waitForTimeout(1000);

  // From eight seconds ago, where the bay was free, until now.
  await operator.press('Space');
  await expect(operator.mode()).toHaveAttribute('data-mode', 'replay');
  await operator.press('.');
  const bar = page.getByTestId('range-bar');
  await expect(bar).toContainText('· 01:00');
  const begin = page.getByRole('slider', { name: '开始' });
  await begin.focus();
  for (let n = 0; n < 52; n++) await page.keyboard.press('ArrowRight');
  await expect(bar).toContainText('· 00:08');

  await operator.press('Shift+C');
  const card = page.getByTestId('changes-card');
  await expect(card.getByTestId('change')).toHaveCount(1);
  await expect(card.getByTestId('change')).toContainText('新车位');
  await expect(card.getByTestId('change')).toContainText('否 → 是');
  await page.screenshot({ path: test.info().outputPath('changes.png') });
  await picturesBeside(page, operator);
  await operator.press('Escape');
  await expect(card).toBeHidden();

  await operator.press('B');
  await page.getByTestId('bookmark-name').fill('入位');
  await page.getByRole('radio', { name: '演练' }).check();
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByTestId('bookmark-mark')).toHaveCount(1);

  await page.getByTestId('range-loop').click();
  await expect(page.getByTestId('range-loop')).toHaveAttribute('aria-pressed', 'true');
  const at = async () => Number(await page.getByTestId('time-axis').getAttribute('aria-valuenow'));
  const seen = new Set<number>();
  for (let n = 0; n < 48; n++) {
    seen.add(await at());
    await page.waitForTimeout(250);
  }
  // It stays within its eight seconds for longer than they last.
  expect(Math.max(...seen) - Math.min(...seen)).toBeLessThanOrEqual(9);
  await operator.press('Escape');
  await expect(bar).toBeHidden();

  await operator.press('End');
  await expect(operator.mode()).toHaveAttribute('data-mode', 'live');
  await operator.press('Shift+B');
  await page.screenshot({ path: test.info().outputPath('bookmarks.png') });
  await page.getByTestId('bookmark-list').getByText('入位').click();
  await expect(operator.mode()).toHaveAttribute('data-mode', 'replay');
  await expect(bar).toContainText('· 00:08');

  // With Shift and the pointer another one is drawn.
  const box = await page.getByTestId('time-axis').boundingBox();
  if (!box) throw new Error('the time bar is not there');
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(bar).not.toContainText('· 00:08');

  await operator.press('Shift+B');
  await page.getByRole('button', { name: '删除书签 入位' }).click();
  await expect(page.getByTestId('bookmark-list').locator('li')).toHaveCount(0);
  expect(operator.faults).toEqual([]);
});
