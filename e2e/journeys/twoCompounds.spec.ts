import { expect, test } from '../journey.ts';
import mqtt, { type MqttClient } from 'mqtt';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

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

const say = (topic: string, body: object) =>
  client.publishAsync(`linli/v1/${topic}`, JSON.stringify(body), { qos: 1 });
const smoke = (density: number) => say('riverside/smoke/r1/state', { t: Date.now(), v: { smoke: density } });

test('an alarm in another compound calls; replay follows the compound, and who was out of service then', async ({
  page,
}) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  await say('riverside/smoke/r1/meta', { name: '江畔烟感', points: [{ id: 'smoke' }] });
  await smoke(0);
  await page.waitForTimeout(1500);
  await smoke(0.4);
  const call = page.getByTestId('elsewhere');
  await expect(call).toContainText('riverside');
  const beforeMs = Date.now();
  await call.click();
  await expect(operator.alarm('江畔烟感')).toBeVisible();
  await expect(call).toBeHidden();

  await operator.choose(operator.alarm('江畔烟感'));
  await page.getByTestId('service').click();
  await page.getByRole('dialog').getByRole('textbox').fill('清洗探头');
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  const mark = page.getByTestId('detail').getByText('清洗探头');
  await expect(mark).toBeVisible();
  await page.waitForTimeout(2000);

  // The playhead stops before the device was taken out: it was in service then, and is again after returning.
  await operator.press('Space');
  await expect(operator.mode()).toHaveAttribute('data-mode', 'replay');
  await expect(mark).toBeVisible();
  await operator.scrubBy(-(Date.now() - beforeMs) / 60_000);
  await expect(mark).toBeHidden();

  // In replay, the other compound shows its own past.
  await page.getByRole('combobox', { name: '小区' }).selectOption('yaguang');
  await expect(operator.mode()).toHaveAttribute('data-mode', 'replay');
  await expect(page.getByTestId('alarm-list').locator('.alarm')).toHaveCount(0);
  await operator.press('End');
  await expect(operator.mode()).toHaveAttribute('data-mode', 'live');
  expect(operator.faults).toEqual([]);
});
