/** No serious finding of axe in the states that people work in, in both languages and themes; trees and lists by keyboard. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import mqtt from 'mqtt';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(() => hub.dispose());

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    impact === 'serious' || impact === 'critical'
      ? nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)
      : [],
  );
}

async function smoke(device: string): Promise<void> {
  const client = await mqtt.connectAsync(hub.mqttUrl);
  await client.publishAsync(
    `linli/v1/yaguang/smoke/${device}/state`,
    JSON.stringify({ t: Date.now(), v: { smoke: 0.3 } }),
    { qos: 1 },
  );
  await client.endAsync();
}

test('nothing serious: quiet, an alarm with its incident, dialogs, table, replay', async ({ page }) => {
  test.setTimeout(180_000);
  const operator = new Operator(page);
  await operator.open(hub.url);
  expect(await serious(page), 'quiet').toEqual([]);
  await expect(page.locator('h1')).toHaveCount(1);

  await smoke('smoke-8-2-401');
  await operator.choose(operator.alarm('8号楼2单元401'));
  await operator.press('I');
  await expect(page.getByTestId('incident-state')).toBeVisible();
  expect(await serious(page), 'an incident').toEqual([]);
  await page.getByTestId('open-fire-command').click();
  await page.getByTestId('fire-estimate').locator('summary').click();
  expect(await serious(page), 'the command of a fire').toEqual([]);
  await page.getByTestId('hand-over').click();
  await page.getByTestId('hand-over-sheet').waitFor();
  expect(await serious(page), 'the sheet for the brigade').toEqual([]);
  await operator.press('Escape');
  await page.getByTestId('layout-menu').click();
  await page.getByRole('menuitem', { name: '白班' }).click();
  await page.getByTestId('alarm-layout').click();
  expect(await serious(page), 'the table').toEqual([]);
  for (const key of ['?', '/', 'Shift+A']) {
    await operator.press(key);
    await page.getByRole('dialog').waitFor();
    expect(await serious(page), key).toEqual([]);
    await operator.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  for (const name of ['English', 'Showcase theme'])
    await page.getByRole('button', { name, exact: true }).click();
  await operator.press('k');
  await expect(operator.mode()).toHaveAttribute('data-mode', 'replay');
  expect(await serious(page), 'replay in English, showcase').toEqual([]);
});

test('nothing serious on the page of the district: in alarm, in English, without the hub', async ({
  page,
}) => {
  const own = await startHub({ args: ['--no-simulation', '--compound', 'yaguang', '--compound', 'maofang'] });
  try {
    await page.goto(`${own.url}/district`);
    await page.getByTestId('district-mark').first().waitFor();
    expect(await serious(page), 'quiet').toEqual([]);
    await expect(page.locator('h1')).toHaveCount(1);
    const client = await mqtt.connectAsync(own.mqttUrl);
    await client.publishAsync(
      'linli/v1/maofang/smoke/smoke-1-1-101/state',
      JSON.stringify({ t: Date.now(), v: { smoke: 0.3 } }),
      { qos: 1 },
    );
    await client.endAsync();
    await page.getByTestId('district-alarm').waitFor();
    for (const name of ['English', 'Showcase theme'])
      await page.getByRole('button', { name, exact: true }).click();
    await page.keyboard.press('ArrowDown');
    expect(await serious(page), 'in alarm').toEqual([]);
    const chinese = await page.evaluate(() => /\p{Script=Han}/u.exec(document.body.innerText)?.[0] ?? null);
    expect(chinese).toBeNull();
    await own.kill('SIGTERM');
    await page.locator('.district-banner').waitFor();
    expect(await serious(page), 'without the hub').toEqual([]);
  } finally {
    await own.dispose();
  }
});

test('the tree has one tab stop and goes by arrows and letters', async ({ page }) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  const tree = page.getByRole('tree');
  await expect(tree.locator('[tabindex="0"]')).toHaveCount(1);
  await tree.locator('[tabindex="0"]').focus();
  await operator.press('ArrowDown');
  await operator.press('ArrowRight');
  await operator.press('ArrowRight');
  await expect(tree.locator(':focus')).toHaveText(/1 单元/);
  await operator.press('ArrowLeft');
  await expect(tree.locator(':focus')).toHaveText(/1号楼/);
  await operator.press('ArrowLeft');
  await expect(tree.locator(':focus')).toHaveAttribute('aria-expanded', 'false');
  await operator.press('8');
  await expect(tree.locator(':focus')).toHaveText(/8号楼/);
  await operator.press('Enter');
  await expect(page.getByTestId('detail')).toContainText('8号楼');
});
