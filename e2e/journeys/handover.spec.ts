/** A shift handed over at one screen: written, taken back, written anew, signed by both, and found again afterwards. */
import { expect, test } from '../journey.ts';
import mqtt from 'mqtt';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

const password = 'a quiet night at the gate';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(() => hub.dispose());

async function post(path: string, body: object, cookie = ''): Promise<string> {
  const answer = await fetch(hub.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  expect(answer.status, path).toBeLessThan(300);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

test('the shift goes from one to the other, with what is open and what was promised', async ({ page }) => {
  const admin = await post('/api/setup', { name: 'root', password });
  for (const name of ['小李', '小王']) await post('/api/users', { name, password, role: 'operator' }, admin);
  const client = await mqtt.connectAsync(hub.mqttUrl);
  const body = JSON.stringify({ t: Date.now(), v: { smoke: 0.4 } });
  await client.publishAsync('linli/v1/yaguang/smoke/smoke-8-2-401/state', body, { qos: 1 });
  await client.endAsync();

  await page.goto(hub.url);
  await page.getByLabel('用户名').fill('小李');
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  const operator = new Operator(page);
  await expect(operator.alarm('8号楼2单元401')).toBeVisible();
  await operator.find('交接班');
  const panel = page.locator('[data-panel="handover"]');
  const promised = page.getByTestId('handover-promised');
  await promised.fill('九点回电梯公司电话');
  await page.getByTestId('handover-write').click();
  const sign = page.getByTestId('handover-sign');
  await expect(sign).toContainText('小李 已签名交班');

  // Too early: taken back, its words are there again.
  await operator.pause();
  await panel.getByRole('button', { name: '撤回交班' }).click();
  await expect(promised).toHaveValue('九点回电梯公司电话');
  await promised.fill('九点回电梯公司电话；401 已派人');
  await operator.pause();
  await page.getByTestId('handover-write').click();

  await sign.getByLabel('接班人用户名').fill('小王');
  await sign.getByLabel('密码').fill('a wrong one');
  await sign.getByRole('button', { name: '签名接班' }).click();
  await expect(sign.getByRole('alert')).toContainText('不对');
  await sign.getByLabel('密码').fill(password);
  await sign.getByRole('button', { name: '签名接班' }).click();

  const past = page.getByTestId('handover');
  await expect(past.first()).toContainText('小李 → 小王');
  await expect(past.nth(1)).toContainText('已撤回');
  await past.first().locator('summary').click();
  await expect(past.first()).toContainText('401 已派人');
  await expect(past.first()).toContainText('未结束报警 1');
  expect(operator.faults).toEqual([]);
});
