/** A visitor's pass from the screen to the gate and back: issued, its code used, seen; revoked, refused, and seen again. */
import type { Page } from '@playwright/test';
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

const say = (device: string, channel: string, body: object) =>
  client.publishAsync(`linli/v1/yaguang/${device}/${channel}`, JSON.stringify(body), { qos: 1 });
const shown = (device: string, token: string, id: string) =>
  say(device, 'event', { t: Date.now(), id, type: 'pass', data: { method: 'code', token } });

async function openSystem(page: Page, system: string): Promise<void> {
  await page.locator('[data-tab="layers"]').click();
  await page.getByTestId(`open-system-${system}`).click();
}

test('a pass is issued, used, revoked and refused; its code is shown once and is in nothing that is told', async ({
  page,
}) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  const gate = 'pedestrian-gate/wicket-north';
  await say(gate, 'state', { t: Date.now(), v: { door: 'closed' } });
  await openSystem(page, 'pedestrian-gate');
  await expect(page.locator(`[data-device="${gate}"]`)).toContainText('关闭');
  await page.getByTestId('passing-passes').click();
  await expect(page.getByText('没有访客通行证')).toBeVisible();

  await page.getByTestId('pass-new').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByTestId('household').fill('8-2-401');
  await dialog.getByLabel('访客姓名').fill('王女士');
  await dialog.getByTestId('pass-plate').fill('<12345>');
  await expect(dialog.getByText('车牌只能有')).toBeVisible();
  await expect(dialog.getByRole('button', { name: '签发' })).toBeDisabled();
  await dialog.getByTestId('pass-plate').fill('');
  await dialog.getByTestId('pass-uses-any').check();
  await dialog.getByRole('button', { name: '签发' }).click();
  await expect(dialog.getByTestId('pass-code').getByRole('img')).toBeVisible();
  const token = (await dialog.getByTestId('pass-token').textContent()) ?? '';
  expect(token.length).toBeGreaterThan(20);
  // Neither a key nor a stray click takes it away.
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  await expect(dialog.getByTestId('pass-code')).toBeVisible();
  await operator.pause();
  await dialog.getByTestId('pass-code-done').click();
  const pass = page.getByTestId('pass');
  await expect(pass).toHaveAttribute('data-state', 'valid');
  await expect(pass).not.toContainText('王女士');

  await shown(gate, token, 'first');
  await expect(pass).toContainText('已用 1 次');
  await page.getByTestId('passing-stream').click();
  const passages = page.getByTestId('passage');
  await expect(passages).toHaveCount(1);
  await expect(passages.first()).toContainText('北便门');
  await expect(passages.first()).toHaveAttribute('data-result', 'accepted');

  await page.getByTestId('passing-passes').click();
  await operator.pause();
  await page.getByTestId('pass-revoke').click();
  await dialog.getByRole('button', { name: '访客不再来' }).click();
  await operator.pause();
  await dialog.getByRole('button', { name: '撤销' }).click();
  await expect(pass).toHaveAttribute('data-state', 'revoked');
  await expect(pass).toContainText('访客不再来');

  await shown(gate, token, 'second');
  await page.getByTestId('passing-stream').click();
  await page.getByTestId('passing-refused').check();
  await expect(passages).toHaveCount(1);
  await expect(passages.first()).toContainText('通行证已撤销');
  await expect(operator.alarm('使用已撤销的通行证')).toBeVisible();
  for (const path of ['passes', 'passages', 'journal'])
    expect(JSON.stringify(await hub.get(`/api/compounds/yaguang/${path}`))).not.toContain(token);
  expect(operator.faults).toEqual([]);
});

test('a lock is booked on the screen, not twice; it begins when its car has come in, and is given up', async ({
  page,
}) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  const told: string[] = [];
  const lock = 'ground-lock/lock-01';
  await client.subscribeAsync(`linli/v1/yaguang/${lock}/command/+`, { qos: 1 });
  client.on('message', (topic, payload) => {
    told.push(topic.split('/').at(-1) ?? '');
    const { id } = JSON.parse(payload.toString()) as { id: string };
    client.publish(`${topic}/reply`, JSON.stringify({ id, ok: true }), { qos: 1 });
  });
  await say(lock, 'state', { t: Date.now(), v: { arm: 'up', occupied: false, hit: false } });
  await openSystem(page, 'ground-lock');
  const row = page.locator(`[data-testid="booking-lock"][data-device="${lock}"]`);
  const book = async () => {
    await operator.pause();
    await row.getByTestId('booking-new').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('车牌').fill('鄂B·12345');
    await operator.pause();
    await dialog.getByRole('button', { name: '预约' }).click();
    return dialog;
  };
  await book();
  await expect(row.getByTestId('booking-block')).toHaveCount(1);
  const again = await book();
  await expect(page.getByText(/已被 1 号预约占用/).first()).toBeVisible();
  await again.press('Escape');

  await say('vehicle-gate/gate-east-in', 'event', {
    t: Date.now(),
    id: 'car',
    type: 'pass',
    data: { method: 'plate', plate: '鄂B12345', direction: 'in', confidence: 0.98 },
  });
  await expect(row).toContainText('使用中');
  await expect.poll(() => told).toContain('lower');
  await row.getByTestId('booking-block').click();
  await operator.pause();
  await page.getByTestId('booking-release').click();
  await expect.poll(() => told).toContain('raise');
  await expect(row).not.toContainText('使用中');
  expect(operator.faults).toEqual([]);
});
