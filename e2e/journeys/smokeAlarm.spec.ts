import { expect, test } from '@playwright/test';
import mqtt from 'mqtt';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub();
  await hub.modelsReady();
});
test.afterAll(() => hub.dispose());

interface StateBody {
  devices: Record<string, { points: Record<string, { value: unknown }> }>;
  alarms: unknown[];
}

test('smoke alarm: see it, fly there, acknowledge, look back ten minutes, return to live', async ({
  page,
}) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  await expect(page.getByText('亚光新村').first()).toBeVisible();
  await expect(page.locator('.scene-canvas canvas').first()).toBeVisible();
  await expect(page.getByText('没有报警')).toBeVisible();

  const client = await mqtt.connectAsync(hub.mqttUrl);
  const at = Date.now();
  await client.publishAsync(
    'linli/v1/yaguang/smoke/smoke-8-2-401/state',
    JSON.stringify({ t: at, v: { smoke: 0.21 } }),
    { qos: 1 },
  );
  const alarm = operator.alarm('8号楼2单元401');
  await expect(alarm).toBeVisible({ timeout: 1500 });
  await expect(alarm).toContainText('0.21 dB/m');

  await operator.choose(alarm);
  await expect(page.getByTestId('detail')).toContainText('8号楼2单元401');
  await expect(operator.point('smoke')).toContainText('0.21');
  await operator.acknowledge(alarm);
  await expect(alarm).toContainText('已确认');

  const then = Date.now() - 10 * 60_000;
  const past = await hub.get<StateBody>(`/api/compounds/yaguang/state?at=${then}`);
  await operator.find('电梯 8号楼2单元');
  await operator.scrubBy(-10);
  await expect(operator.mode()).toHaveAttribute('data-mode', 'replay');
  await expect(page.getByTestId('mode')).toContainText('回放');
  await expect(page.getByTestId('alarm-list').locator('.alarm')).toHaveCount(0);
  // The hand on the time bar stops within seconds of ten minutes; ask the hub for exactly the shown instant.
  const shownAt = Date.parse((await page.locator('time.clock').getAttribute('datetime')) ?? '');
  expect(Math.abs(shownAt - then)).toBeLessThan(60_000);
  const shown = await hub.get<StateBody>(`/api/compounds/yaguang/state?at=${shownAt}`);
  const floor = shown.devices['lift/lift-8-2']?.points['floor']?.value;
  expect(past.devices['lift/lift-8-2']?.points['floor']).toBeDefined();
  await expect(operator.point('floor')).toHaveText(String(floor));

  await page.getByTestId('back-to-live').click();
  await expect(operator.mode()).toHaveAttribute('data-mode', 'live');
  await expect(operator.alarm('8号楼2单元401')).toContainText('已确认');
  expect(operator.faults).toEqual([]);
  await client.endAsync();
});

test('both languages, both themes and the keys', async ({ page }) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByText('Yaguang New Village').first()).toBeVisible();
  await expect(page.locator('[data-tab=layers]')).toHaveText('Layers');
  await page.getByRole('button', { name: 'Showcase theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'showcase');
  await operator.press('?');
  await expect(page.getByRole('dialog')).toContainText('Saved views');
  await operator.press('Escape');
  await operator.press(' ');
  await expect(operator.mode()).toHaveAttribute('data-mode', 'replay');
  await operator.press('ArrowLeft');
  await operator.press('End');
  await expect(operator.mode()).toHaveAttribute('data-mode', 'live');
  await operator.press('Control+k');
  await page.getByTestId('search-input').fill('Lift, building 8, unit 2');
  await operator.press('Enter');
  await expect(page.getByTestId('detail')).toContainText('Lift, building 8, unit 2');
  await page.reload();
  await expect(page.locator('[data-tab=layers]')).toHaveText('Layers');
  expect(operator.faults).toEqual([]);
});

test('the hub goes away and comes back: banner, then live again without a reload', async ({ page }) => {
  const own = await startHub({ args: ['--no-simulation'] });
  const operator = new Operator(page);
  await operator.open(own.url);
  const port = new URL(own.url).port;
  await own.kill('SIGKILL');
  await expect(page.getByText('与中枢失去连接')).toBeVisible();
  const again = await startHub({ dataDir: own.dataDir, args: ['--no-simulation', '--port', port] });
  await expect(page.getByText('与中枢失去连接')).toBeHidden();
  await again.dispose();
  await own.dispose();
});

test('an alarm that comes while the screen is still loading is not lost, and one calls out of replay', async ({
  page,
}) => {
  const operator = new Operator(page);
  const client = await mqtt.connectAsync(hub.mqttUrl);
  const smoke = (device: string) =>
    client.publishAsync(
      `linli/v1/yaguang/smoke/${device}/state`,
      JSON.stringify({ t: Date.now(), v: { smoke: 0.3 } }),
      { qos: 1 },
    );
  await page.route('**/plan', async (route) => {
    await smoke('smoke-4-1-102');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await operator.open(hub.url);
  await expect(operator.alarm('4号楼1单元102')).toBeVisible({ timeout: 15_000 });
  await page.unroute('**/plan');

  // The key acts on what was chosen: the first press only chooses.
  await operator.press('Escape');
  await operator.press('a');
  await expect(page.getByTestId('alarm-detail')).toContainText('4号楼1单元102');
  await expect(operator.alarm('4号楼1单元102')).toContainText('未确认');
  await operator.press('a');
  await expect(operator.alarm('4号楼1单元102')).toContainText('已确认');
  await operator.scrubBy(-2);
  await smoke('smoke-5-1-102');
  const call = page.getByRole('alert').filter({ hasText: '5号楼1单元102' });
  await expect(call).toBeVisible();
  await call.click();
  await expect(operator.mode()).toHaveAttribute('data-mode', 'live');
  await expect(operator.alarm('5号楼1单元102')).toBeVisible();
  expect(operator.faults).toEqual([]);
  await client.endAsync();
});
