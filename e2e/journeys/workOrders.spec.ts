/** A work order from an alarm to the call back, as one person leads it; late, it is an alarm of its own; and in replay as it was. */
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

test('from an alarm: assigned, done, called back, closed; on the card of its device', async ({ page }) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  const body = JSON.stringify({ t: Date.now(), v: { battery: 4 } });
  await client.publishAsync('linli/v1/yaguang/smoke/smoke-8-2-401/state', body, { qos: 1 });
  const alarm = operator.alarm('8号楼2单元401');
  await operator.choose(alarm);
  // Whoever looked round in the scene last means the alarm by its key all the same.
  await page.locator('.scene-canvas canvas').first().focus();
  await operator.press('w');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('标题')).toHaveValue(/电量低.*8号楼2单元401/);
  await dialog.getByLabel('报修人').fill('王阿姨');
  await dialog.getByLabel('电话').fill('13800000000');
  await dialog.getByRole('button', { name: '确定' }).click();

  const detail = page.getByTestId('order-detail');
  const state = page.getByTestId('order-state');
  await expect(state).toHaveText('待指派');
  const step = async (verb: string, fill: () => Promise<void> = async () => undefined) => {
    await operator.pause();
    await page.getByTestId(`order-${verb}`).click();
    await fill();
    await page.getByTestId('order-step-send').click();
  };
  await step('assign', () => detail.getByLabel('处理人').fill('张师傅'));
  await expect(state).toHaveText('处理中');
  await step('done', () => detail.getByLabel('备注').fill('换了电池'));
  await expect(state).toHaveText('已完成');
  // Who reported it has not been asked.
  await step('close');
  await expect(page.getByText('报修人还没有回访')).toBeVisible();
  await step('call-back', () => detail.getByLabel('5 分').check());
  await expect(state).toHaveText('已回访');
  await step('close');
  await expect(state).toHaveText('已关闭');
  await expect(detail.locator('.order-log li')).toHaveCount(5);

  await detail.getByRole('button', { name: '烟感 8号楼2单元401' }).click();
  await expect(page.getByTestId('device-order')).toContainText('已关闭');
  expect(operator.faults).toEqual([]);
});

test('late, it asks for attention; done, that is over', async ({ page }) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  const opened = await fetch(`${hub.url}/api/compounds/yaguang/work-orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'repair', title: '路灯不亮', dueAtMs: Date.now() - 60_000 }),
  });
  expect(opened.status).toBe(200);
  const late = operator.alarm('工单超时');
  await expect(late).toBeVisible();
  await operator.openPanel('workOrders');
  await page.getByTestId('order').filter({ hasText: '路灯不亮' }).click();
  await operator.pause();
  await page.getByTestId('order-done').click();
  await page.getByTestId('order-step-send').click();
  await operator.openPanel('alarms');
  await operator.acknowledge(late);
  await expect(late).toHaveCount(0);
  expect(operator.faults).toEqual([]);
});
