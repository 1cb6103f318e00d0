import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expect, openContext, test } from '../journey.ts';
import Database from 'better-sqlite3';
import mqtt from 'mqtt';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
/** Two scenes at once on a small machine. */
const patientMs = 60_000;
const password = 'a quiet night at the gate';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(() => hub.dispose());

async function signIn(page: Page, name: string): Promise<Operator> {
  await page.goto(hub.url);
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.getByLabel('用户名').fill(name);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  const operator = new Operator(page);
  await expect(page.getByTestId('operations')).toBeVisible();
  await expect(page.locator('.connection')).toContainText('已连接');
  return operator;
}

async function createUser(page: Page, name: string, role: string): Promise<void> {
  await page.getByRole('button', { name: '新建用户' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('用户名', { exact: true }).fill(name);
  await dialog.getByLabel('密码', { exact: true }).fill(password);
  await dialog.getByLabel('角色').selectOption({ label: role });
  await dialog.getByRole('button', { name: '创建' }).click();
  await expect(page.getByTestId('users').getByRole('row', { name })).toContainText(role);
}

const verify = async (...more: string[]) => {
  const args = ['main/linli.ts', 'audit', 'verify', '--data-dir', hub.dataDir, ...more];
  const done = await run(process.execPath, args, { cwd: root }).catch(
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  return { status: 'code' in done ? done.code : 0, said: done.stdout + done.stderr };
};

test('first run → administrator → operator and inspector → who did what stands in an audit log that can be verified', async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const newPage = async () => {
    const page = await (await openContext(browser, { viewport: { width: 1120, height: 630 } })).newPage();
    page.setDefaultTimeout(patientMs);
    return page;
  };
  const admin = await newPage();
  const first = new Operator(admin);
  await first.open(hub.url);
  await admin.getByTestId('user-menu').click();
  await admin.getByRole('menuitem', { name: '设置管理员' }).click();
  await admin.getByLabel('用户名').fill('站长');
  await admin.getByLabel('密码', { exact: true }).fill(password);
  await admin.getByLabel('再次输入密码').fill('something else');
  await admin.getByRole('button', { name: '创建并登录' }).click();
  await expect(admin.getByRole('alert')).toContainText('不同');
  await admin.getByLabel('再次输入密码').fill(password);
  await admin.getByRole('button', { name: '创建并登录' }).click();
  await expect(admin.getByTestId('operations')).toBeVisible();
  await admin.getByTestId('user-menu').click();
  await admin.getByRole('menuitem', { name: '系统管理' }).click();
  await createUser(admin, '小王', '值班员');
  await createUser(admin, '老李', '检查员');

  // Sitting at the machine is nothing special any more.
  const nobody = await fetch(`${hub.url}/api/alarms`);
  expect(nobody.status).toBe(401);

  const wang = await newPage();
  const operator = await signIn(wang, '小王');
  const li = await newPage();
  const inspector = await signIn(li, '老李');
  const client = await mqtt.connectAsync(hub.mqttUrl);
  const smoke = (value: number) =>
    client.publishAsync(
      'linli/v1/yaguang/smoke/smoke-8-2-401/state',
      JSON.stringify({ t: Date.now(), v: { smoke: value } }),
      { qos: 1 },
    );
  await smoke(0.4);
  const alarm = operator.alarm('8号楼2单元401');
  await operator.acknowledge(alarm);
  const seen = inspector.alarm('8号楼2单元401');
  await expect(seen).toContainText('小王', { timeout: patientMs });

  // The inspector sees it, has no button for what he may not do, and is refused where he tries all the same.
  await smoke(0);
  await inspector.choose(seen);
  await expect(li.getByTestId('alarm-detail')).toContainText('8号楼2单元401');
  await expect(li.getByTestId('reset')).toHaveCount(0);
  await expect(li.getByTestId('acknowledge')).toHaveCount(0);
  const refused = await li.evaluate(async () => {
    const listed = (await (await fetch('/api/alarms?state=open')).json()) as { alarms: { id: string }[] };
    return (await fetch(`/api/alarms/${listed.alarms[0]?.id}/acknowledge`, { method: 'POST' })).status;
  });
  expect(refused).toBe(403);
  await li.goto(`${hub.url}/admin`);
  await expect(li.getByRole('alert')).toContainText('仅供管理员');
  await li.context().close();

  await admin.getByRole('link', { name: '审计日志' }).click();
  const log = admin.getByTestId('audit');
  const acknowledged = log.getByRole('row').filter({ hasText: '确认报警' });
  await expect(acknowledged.filter({ hasNotText: '拒绝' }).first()).toContainText('小王');
  await expect(log.getByRole('row').filter({ hasText: '拒绝' }).first()).toContainText('老李');

  // A user who is disabled is out at once, on the open screen too.
  await admin.getByRole('link', { name: '用户', exact: true }).click();
  const row = admin.getByTestId('users').getByRole('row', { name: '小王' });
  await row.getByRole('button', { name: '停用' }).click();
  await expect(wang).toHaveURL(/\/sign-in$/);
  await client.endAsync();

  const whole = await verify();
  expect(whole).toMatchObject({ status: 0, said: expect.stringContaining('is whole') });
  const head = /head (\d+:[0-9a-f]{64})/.exec(whole.said)?.[1] ?? '';
  await hub.kill('SIGTERM');
  expect((await verify('--head', head)).status).toBe(0);
  const db = new Database(join(hub.dataDir, 'linli.db'));
  const altered = db
    .prepare<[], number>(`SELECT seq FROM audit WHERE body LIKE '%"verb":"acknowledge"%' LIMIT 1`)
    .pluck()
    .get();
  db.prepare(`UPDATE audit SET body = replace(body, '小王', '小黄') WHERE seq = ?`).run(altered ?? 0);
  db.close();
  expect(await verify()).toMatchObject({
    status: 1,
    said: expect.stringContaining(`Audit entry ${altered} is wrong`),
  });
  expect([...operator.faults, ...inspector.faults, ...first.faults]).toEqual([]);
});
