/** A bad hour: two hundred alarms while a hand rests on a button. Nothing is done that was not chosen, nothing moves. */
import { expect, test } from '../journey.ts';
import mqtt, { type MqttClient } from 'mqtt';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

const arriving = 200;
const restMs = 30_000;

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

const smoke = (device: string, value: number) =>
  client.publishAsync(
    `linli/v1/yaguang/smoke/${device}/state`,
    JSON.stringify({ t: Date.now(), v: { smoke: value } }),
    { qos: 1 },
  );

async function detectors(): Promise<string[]> {
  const { devices } = await hub.get<{ devices: Record<string, unknown> }>('/api/compounds/yaguang/state');
  return Object.keys(devices).flatMap((key) => (key.startsWith('smoke/') ? [key.slice(6)] : []));
}

const acknowledged = async () =>
  (await hub.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open&limit=1000')).alarms
    .filter((alarm) => alarm.acknowledged)
    .map(({ deviceKey }) => deviceKey);

test('the pointer rests on Acknowledge, then on the list, while two hundred alarms come', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const operator = new Operator(page);
  await operator.open(hub.url);
  const [own = '', ...others] = (await detectors()).filter((id) => id !== 'smoke-8-2-401');
  expect(others.length).toBeGreaterThan(arriving);
  await smoke('smoke-8-2-401', 0.3);
  // Devices of other systems fall silent meanwhile: this is about smoke.
  await page.getByTestId('alarms.filter.system').selectOption('smoke');
  const first = operator.alarm('8号楼2单元401');
  await operator.choose(first);
  await page.getByTestId('acknowledge').hover();

  const until = Date.now() + restMs;
  for (const device of others.slice(0, arriving)) {
    await smoke(device, 0.3);
    await page.waitForTimeout(restMs / arriving - 20);
  }
  await page.waitForTimeout(Math.max(0, until - Date.now()));
  expect(await acknowledged()).toEqual([]);
  // The button is still the chosen alarm's, and pressing it acts on that one alone.
  await expect(page.getByTestId('alarm-detail')).toContainText('8号楼2单元401');
  await page.mouse.down();
  await page.mouse.up();
  await expect.poll(acknowledged).toEqual(['smoke/smoke-8-2-401']);

  // In the list: the row under the pointer stays under it, and what is new is announced above.
  const row = page.getByTestId('alarm-list').locator('.alarm').nth(2);
  await row.hover();
  const held = await row.getAttribute('data-alarm');
  await smoke(own, 0.3);
  await expect(page.getByTestId('alarms-new')).toContainText('1');
  await expect(row).toHaveAttribute('data-alarm', held ?? '');
  await expect(operator.alarm(own)).toHaveCount(0);
  // It is still there when a slow hand reaches it.
  await page.getByTestId('alarms-new').hover();
  await page.waitForTimeout(1500);
  await expect(page.getByTestId('alarms-new')).toContainText('1');
  await page.getByTestId('alarms-new').click();
  await expect(page.getByTestId('alarms-new')).toHaveCount(0);
  await expect(page.getByTestId('alarm-list')).toBeFocused();

  // Together, with one note: all that are listed of one building.
  await page.getByTestId('alarms.filter.group').selectOption('place');
  await page.getByTestId('alarm-list').hover();
  await page.mouse.wheel(0, -100_000);
  await page.getByTestId('alarm-group').first().click();
  await operator.press('Shift+A');
  await page.getByRole('dialog').getByRole('textbox').fill('烟雾试验');
  await page.getByRole('dialog').getByRole('button', { name: '确认' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(async () => (await acknowledged()).length).toBeGreaterThan(10);
  expect(operator.faults).toEqual([]);
});
