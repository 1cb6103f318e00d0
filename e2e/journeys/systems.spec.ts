/** The overview of a system: chosen from the layers, painted over the ground, told something together, and the way to a device. */
import { expect, test } from '../journey.ts';
import mqtt, { type MqttClient } from 'mqtt';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
let client: MqttClient;
test.beforeAll(async () => {
  hub = await startHub();
  await hub.modelsReady();
  client = await mqtt.connectAsync(hub.mqttUrl);
});
test.afterAll(async () => {
  await client.endAsync();
  await hub.dispose();
});

const say = (key: string, v: Readonly<Record<string, unknown>>) =>
  client.publishAsync(`linli/v1/yaguang/${key}/state`, JSON.stringify({ t: Date.now(), v }), { qos: 1 });

test('air over the ground, several loudspeakers at once, the meter over its limit first', async ({
  page,
}) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  await operator.openPanel('layers');
  await page.getByTestId('open-system-air-noise').click();
  const panel = page.getByTestId('system');
  await expect(panel).toContainText('PM2.5');

  await panel.getByTestId('heat-of-pm25').click();
  const legend = page.getByTestId('heat-legend');
  await expect(legend).toContainText('PM2.5');
  await expect(legend).toContainText(/\d/);
  await panel.getByTestId('heat-of-pm25').press('Enter');
  await expect(legend).toBeHidden();

  await panel.getByTestId('system-choose').selectOption('broadcast');
  await panel.getByRole('checkbox').nth(1).check();
  await panel.getByRole('checkbox').nth(2).check();
  await operator.pause();
  await panel.getByTestId('command-speak').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('今晚停水');
  await operator.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(panel.locator('.tile').filter({ hasText: '今晚停水' })).toHaveCount(2);

  await panel.getByTestId('system-choose').selectOption('electrical-fire');
  await expect(panel.locator('.limit-bars li').first()).toBeVisible();
  const key = (await deviceKeys()).find((one) => one.startsWith('electrical-fire/')) ?? '';
  await say(key, { residual: 480 });
  const first = panel.locator('.limit-bars').filter({ hasText: '480' }).locator('li').first();
  await expect(first).toHaveClass(/broken/);
  await expect(first).toContainText('480');
  await first.getByRole('button').focus();
  await operator.press('Enter');
  await expect(page.getByTestId('detail')).toContainText('480');
  expect(operator.faults).toEqual([]);
});

async function deviceKeys(): Promise<string[]> {
  const answer = await fetch(`${hub.url}/api/compounds/yaguang/state`);
  return Object.keys(((await answer.json()) as { devices: Record<string, unknown> }).devices);
}
