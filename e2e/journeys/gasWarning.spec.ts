/** A gas leak: its unit's residents are warned by mail through a real server, once a second person has confirmed. */
import { expect, test } from '../journey.ts';
import mqtt from 'mqtt';
import { startMailbox, type Mailbox } from '../../main/hub/testMailbox.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

const password = 'a quiet night at the gate';

let hub: HubProcess;
let mailbox: Mailbox;
test.beforeAll(async () => {
  mailbox = await startMailbox();
  hub = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(async () => {
  await hub.dispose();
  await mailbox.stop();
});

async function send(method: string, path: string, body: object, cookie = ''): Promise<string> {
  const answer = await fetch(hub.url + path, {
    method,
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  expect(answer.status, path).toBeLessThan(300);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

test('the unit of the leak hears of it in both languages, and nobody else', async ({ page }) => {
  const admin = await send('POST', '/api/setup', { name: 'root', password });
  for (const name of ['小李', '小王'])
    await send('POST', '/api/users', { name, password, role: 'operator' }, admin);
  const mail = {
    id: 'mail',
    name: '邮件',
    kind: 'email',
    host: '127.0.0.1',
    port: mailbox.port,
    tls: false,
    from: 'linli@example.org',
  };
  const settings = { version: 1, drill: false, channels: [mail], rules: [] };
  await send('PUT', '/api/compounds/yaguang/notice-settings', settings, admin);

  await page.goto(hub.url);
  await page.getByLabel('用户名').fill('小李');
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  const operator = new Operator(page);
  await expect(page.locator('.connection')).toContainText('已连接');
  const { devices } = (await (
    await fetch(`${hub.url}/api/compounds/yaguang/state`, { headers: { cookie: admin } })
  ).json()) as { devices: Record<string, { system: string; placeId: string | null }> };
  const [key = '', detector] =
    Object.entries(devices).find(([, one]) => one.system === 'gas' && one.placeId?.startsWith('8-')) ?? [];
  const client = await mqtt.connectAsync(hub.mqttUrl);
  const leak = JSON.stringify({ t: Date.now(), v: { lel: 22 } });
  await client.publishAsync(`linli/v1/yaguang/${key}/state`, leak, { qos: 1 });
  await client.endAsync();
  const alarm = operator.alarm('燃气泄漏');
  await operator.choose(alarm);
  await alarm.click({ button: 'right' });
  await page.getByRole('menuitem', { name: '告知住户' }).click();

  const form = page.getByTestId('warning-form');
  await expect(form.getByRole('radio', { name: '燃气泄漏' })).toBeChecked();
  await expect(page.getByTestId('warning-text-zh')).toHaveValue(/请勿开关任何电器/);
  await expect(page.getByTestId('warning-text-en')).toHaveValue(/Touch no switch/);
  await expect(page.getByTestId('warning-reach')).toContainText(/\d+ 户，\d+ 条消息/);
  await operator.pause();
  await page.getByTestId('warning-write').click();

  const waiting = page.getByTestId('warning-waiting');
  await expect(waiting).toContainText('小李');
  expect(mailbox.mails).toHaveLength(0);
  await waiting.getByLabel('第二人用户名').fill('小王');
  await waiting.getByLabel('密码').fill(password);
  await waiting.getByRole('button', { name: '确认并发送' }).click();
  await expect(page.getByTestId('warning').first()).toContainText(/已送达 [1-9]\d*，发送中 0，失败 0/, {
    timeout: 30_000,
  });
  const unit = detector?.placeId?.split('-').slice(0, 2).join('-') ?? '';
  const addresses = mailbox.mails.flatMap(({ to }) => to);
  expect(addresses.length).toBeGreaterThan(5);
  expect(addresses.filter((address) => !address.startsWith(`${unit}-`))).toEqual([]);
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(operator.faults).toEqual([]);
});
