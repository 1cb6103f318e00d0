/** A drill: a supervisor edits and runs it, an operator works it through, it is scored, no device hears of it, the report says so. */
import type { Page } from '@playwright/test';
import { expect, openContext, test } from '../journey.ts';
import mqtt from 'mqtt';
import type { DrillRun } from '#shared/protocol/drill.ts';
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

async function signIn(page: Page, name: string): Promise<Operator> {
  await page.goto(hub.url);
  await page.getByLabel('用户名').fill(name);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByTestId('operations')).toBeVisible();
  return new Operator(page);
}

test('a fire is drilled, scored, and never leaves the hub', async ({ page, browser }) => {
  test.slow();
  const admin = await post('/api/setup', { name: 'root', password });
  await post('/api/users', { name: '老赵', password, role: 'supervisor' }, admin);
  await post('/api/users', { name: '小李', password, role: 'operator' }, admin);
  const heard: string[] = [];
  const client = await mqtt.connectAsync(hub.mqttUrl);
  await client.subscribeAsync('linli/v1/+/+/+/command/+', { qos: 1 });
  client.on('message', (topic) => heard.push(topic));

  // The supervisor changes what comes along: another detector, a call that comes at once, one call more.
  const supervisor = await signIn(page, '老赵');
  await supervisor.find('演练');
  const panel = page.getByTestId('drills');
  await panel.locator('[data-drill="fire-home"]').getByTestId('drill-edit').click();
  const form = page.getByTestId('drill-form');
  const injections = form.getByTestId('injection');
  await injections.first().getByLabel('设备').selectOption('smoke/smoke-8-2-401');
  await injections.nth(1).getByLabel('第几秒').fill('1');
  await form.getByTestId('injection-add').click();
  await expect(form.getByTestId('drill-preview').getByRole('listitem')).toHaveCount(8);
  await injections.last().getByLabel('文字（中文）').fill('家属赶到');
  await injections.last().getByRole('button', { name: '提前' }).press('Enter');
  await form.getByTestId('drill-save').click();
  const drill = panel.locator('[data-drill="fire-home"]');
  await expect(drill).toContainText('已修改 · 5 条注入');
  await supervisor.pause();
  await drill.getByTestId('drill-run').click();
  await supervisor.pause();
  await page.getByRole('dialog').getByRole('button', { name: '开始演练' }).click();
  await expect(page.getByTestId('drill-strip')).toContainText('这是演练');
  await expect(page.locator('.toast').filter({ hasText: '演练来电' })).toBeVisible();

  // The operator sees at once that it is a drill, and works it through.
  const context = await openContext(browser);
  const other = await context.newPage();
  const operator = await signIn(other, '小李');
  await other.getByTestId('running-drill').click();
  const strip = other.getByTestId('drill-strip');
  await expect(other.locator('.incident-title')).toContainText('演练 · 住户家中起火');
  await expect(other.getByTestId('drill-last')).toContainText('演练来电：住户来电：楼道里有烟');
  await expect(strip.getByTestId('drill-stop')).toHaveCount(0);
  await operator.pause();
  await strip.getByTestId('drill-acknowledge').click();
  await expect(strip.getByTestId('drill-acknowledge')).toHaveCount(0);
  await operator.pause();
  await other.getByTestId('advance-in-progress').click();
  await operator.pause();
  await other.getByTestId('step-command-release').click();
  await operator.pause();
  await other.getByRole('dialog').getByRole('button', { name: '消防释放' }).click();
  await expect(other.getByTestId('incident-timeline')).toContainText('（演练，未发送）');
  await operator.pause();
  await other.getByTestId('advance-resolved').click();
  await expect(strip.getByTestId('drill-total')).toContainText('/ 100 分');
  // Acknowledged, taken up and the doors released, of ten equal shares; verified and six steps were left out.
  await expect(strip.getByTestId('drill-total')).toContainText('30 / 100 分');

  // What is brought into view moves in its panel; the screen stays where it is.
  await strip.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  expect(await other.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);

  await other.getByTestId('report-open').click();
  const report = other.getByTestId('report-sheet');
  await expect(report.locator('h1 .drill')).toHaveText('演练');
  await expect(report.getByTestId('drill-score')).toContainText('未做');

  await supervisor.find('演练');
  await expect(page.getByTestId('drill-runs')).toContainText('30 / 100 分');
  const listed = await fetch(`${hub.url}/api/compounds/yaguang/drills`, { headers: { cookie: admin } });
  const { runs } = (await listed.json()) as { runs: readonly DrillRun[] };
  expect(runs.map(({ by, state }) => [by, state])).toEqual([['老赵', 'finished']]);

  // One more is stopped from the list: it has no score.
  await supervisor.pause();
  await panel.locator('[data-drill="lift-people"]').getByTestId('drill-run').click();
  await supervisor.pause();
  await page.getByRole('dialog').getByRole('button', { name: '开始演练' }).click();
  await expect(page.locator('.incident-title')).toContainText('演练 · 电梯困人');
  await supervisor.find('演练');
  await supervisor.pause();
  await page.getByTestId('drill-runs').getByTestId('drill-stop').click();
  await expect(page.getByTestId('drill-runs')).toContainText('进行中');
  await supervisor.pause();
  await page.getByRole('dialog').getByRole('button', { name: '停止演练' }).click();
  await expect(page.getByTestId('drill-runs').getByRole('listitem').first()).toContainText('未计分');
  await expect(page.getByTestId('running-drill')).toHaveCount(0);
  expect(heard).toEqual([]);
  await client.endAsync();
  expect([...supervisor.faults, ...operator.faults]).toEqual([]);
  await context.close();
});
