/**
 * A fire in the third unit of building 8 as whoever commands it lives it: the view is there by itself, the first alarm is
 * marked, confirmed, linkage told and fed back, people mustered on two screens alike, the sheet for the brigade, under
 * control; then the same told again.
 */
import type { Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import mqtt, { type MqttClient } from 'mqtt';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
let client: MqttClient;
test.beforeAll(async () => {
  hub = await startHub();
  client = await mqtt.connectAsync(hub.mqttUrl);
});
test.afterAll(async () => {
  await client?.endAsync(true);
  await hub.dispose();
});

const say = (device: string, v: object) =>
  client.publishAsync(`linli/v1/yaguang/${device}/state`, JSON.stringify({ t: Date.now(), v }), { qos: 1 });

/** Sends a dangerous command of a group and agrees to it. */
async function tell(page: Page, group: string, command: string): Promise<void> {
  await page.getByTestId(`linkage-${group}`).getByTestId(`step-command-${command}`).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await page.waitForTimeout(400);
  await dialog.locator('button[type="submit"]').click();
  await dialog.waitFor({ state: 'hidden' });
}

test('from the first alarm to under control, and told again in replay', async ({ page, context }) => {
  test.setTimeout(240_000);
  // Paper is looked at below; the print dialog of the system is not ours.
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  const operator = new Operator(page);
  await operator.open(hub.url);
  await operator.find('火场指挥');
  await expect(page.getByText('当前没有火警')).toBeVisible();

  await say('smoke/smoke-8-3-401', { smoke: 0.31, temperature: 41 });
  // Nobody has touched anything: where, since when, confirmed or not, which way in, what next.
  const glance = page.getByTestId('fire-glance');
  await expect(page.getByTestId('glance-where')).toHaveText('8号楼3单元401室', { timeout: 5000 });
  await expect(page.getByTestId('glance-confirmed')).toHaveText('未确认');
  await expect(page.getByTestId('glance-next')).toHaveText('查看最近摄像机');
  await expect(glance).toContainText('入口道闸');
  await expect(page.getByTestId('storey-sketch')).toContainText('8号楼3单元4层');
  await expect(page.locator('.sketch-mark.first')).toHaveText('1');
  await say('smoke/smoke-8-3-hall-5', { smoke: 0.24 });
  const order = page.getByTestId('alarm-order').locator('li');
  await expect(order).toHaveCount(2);
  await expect(order.first()).toContainText('①');
  await expect(order.first()).toContainText('首警');

  await page.getByTestId('mark-confirm').click();
  await expect(page.getByTestId('glance-confirmed')).toHaveText('已确认');
  await operator.pause();
  await page.getByTestId('mark-call-119').click();
  await expect(page.getByTestId('progress-call-119')).toContainText('✓');
  await expect(page.getByTestId('timing-alarm-shown')).toContainText('达标');
  await expect(page.getByTestId('timing-called')).toContainText('秒');

  // Told, and fed back by the devices themselves.
  await operator.pause();
  await tell(page, 'door', 'release');
  const door = page.getByTestId('linkage-door').locator('tr').nth(1);
  await expect(door).toContainText('人工');
  await expect(door).toContainText('✓ 消防释放');
  await expect(door).not.toContainText('未反馈');
  await operator.pause();
  await tell(page, 'lift', 'recall');
  await expect(page.getByTestId('linkage-lift').locator('tr').nth(1)).toContainText('✓ 消防迫降', {
    timeout: 30_000,
  });
  await expect(page.getByTestId('fire-water')).toContainText('步行');
  await expect(page.getByTestId('fire-water')).toContainText('MPa');
  await say('fire-lane/lane-north', { lane: 'blocked-in-fire', occupied: 60 });
  await expect(page.getByTestId('fire-lanes')).toContainText('北巷');
  await expect(glance).toContainText('1 处车道被占');

  // What is reckoned says that it is, and follows its inputs.
  const estimate = page.getByTestId('fire-estimate');
  await expect(estimate).toContainText('示意，不作决策依据');
  const top = estimate.locator('tbody tr').first();
  const before = await top.innerText();
  await estimate.locator('summary').click();
  await page.getByTestId('input-flatDoor').selectOption('closed');
  await expect(top).not.toHaveText(before);

  // Two screens agree on who is out.
  const other = await context.newPage();
  const second = new Operator(other);
  await second.open(hub.url);
  await second.find('火场指挥');
  const home = (on: Page, door: string) => on.getByTestId(`muster-8-3-${door}`);
  await operator.pause();
  await home(page, '401').getByTestId('muster-out').click();
  await operator.pause();
  await home(page, '501').getByTestId('muster-help').click();
  await expect(page.getByTestId('muster-counts')).toHaveText('撤出 1 · 需救助 1 · 未联系上 16');
  await expect(other.getByTestId('muster-counts')).toHaveText('撤出 1 · 需救助 1 · 未联系上 16');
  await expect(home(other, '501').getByTestId('muster-help')).toHaveAttribute('aria-pressed', 'true');
  await other.close();

  // The sheet, in either language.
  await page.getByTestId('hand-over').click();
  const sheet = page.getByTestId('hand-over-sheet');
  await expect(sheet).toContainText('需救助：501室');
  await page.getByTestId('sheet-language').selectOption('en');
  await expect(sheet).toContainText('Hand-over to the fire brigade');
  await expect(sheet).toContainText('Need help: 501');
  await page.getByTestId('sheet-print').click();
  const printed = await page
    .frameLocator('iframe.print-frame')
    .locator('html')
    .evaluate((html) => html.outerHTML);
  const paper = await context.newPage();
  await paper.setContent(printed);
  const pdf = (await paper.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g), 'one page of A4').toHaveLength(1);
  await paper.close();
  // The dialog of the system is closed again: the page it printed goes, and the screen has the keys.
  await page
    .frameLocator('iframe.print-frame')
    .locator('html')
    .evaluate(({ ownerDocument: { defaultView } }) => {
      setTimeout(() => defaultView?.dispatchEvent(new Event('afterprint')));
    });
  await expect(page.locator('iframe.print-frame')).toHaveCount(0);
  await operator.press('Escape');
  await expect(sheet).toHaveCount(0);

  await operator.pause();
  await page.getByTestId('mark-brigade-arrive').click();
  await expect(page.getByTestId('progress-brigade-arrive')).toContainText('✓');
  await operator.pause();
  await page.getByTestId('mark-under-control').click();
  await expect(page.getByTestId('progress-under-control')).toContainText('✓');

  // All of it stands on the timeline, by whom.
  const { incidents } = await hub.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=yaguang');
  const fire = incidents.find(({ deviceKeys }) => deviceKeys.includes('smoke/smoke-8-3-401'));
  expect(fire?.deviceKeys).toContain('smoke/smoke-8-3-hall-5');
  const told = (fire?.entries ?? []).filter(
    ({ change }) => change?.kind === 'mark' || change?.kind === 'muster',
  );
  expect(told.map(({ text, by }) => [text.zh, by])).toEqual([
    ['确认火警', 'operator'],
    ['已拨打 119', 'operator'],
    ['清点 8号楼3单元401室：已撤出', 'operator'],
    ['清点 8号楼3单元501室：需要救助', 'operator'],
    ['消防队到场', 'operator'],
    ['火势受控', 'operator'],
  ]);

  // Told again: first nothing of it is known, then all of it, and nothing can be changed.
  await operator.openPanel('incidents');
  await page.getByTestId('incident-row').first().click();
  await page.getByTestId('replay-incident').click();
  await expect(operator.mode()).toHaveAttribute('data-mode', 'replay');
  await operator.press('Space');
  const timeline = page.getByTestId('incident-timeline');
  await timeline.getByRole('button').first().click();
  await expect(page.getByTestId('glance-confirmed')).toHaveText('未确认');
  await expect(page.getByTestId('muster-counts')).toHaveText('撤出 0 · 需救助 0 · 未联系上 18');
  await expect(page.getByTestId('mark-confirm')).toHaveCount(0);
  await timeline.getByText('清点 8号楼3单元501室').click();
  await expect(page.getByTestId('glance-confirmed')).toHaveText('已确认');
  await expect(page.getByTestId('muster-counts')).toHaveText('撤出 1 · 需救助 1 · 未联系上 16');
  await expect(page.getByTestId('progress-under-control')).not.toContainText('✓');
  await expect(page.getByTestId('linkage-door').locator('tr').nth(1)).toContainText('✓ 消防释放');
  await timeline.getByText('火势受控').click();
  await expect(page.getByTestId('progress-under-control')).toContainText('✓');
  // On paper: what was known then.
  await page.getByTestId('report-open').click();
  const report = page.getByTestId('report-sheet');
  await expect(report).toContainText('回放时刻');
  await expect(report.locator('[data-moment="arrived"]')).toContainText('值班员');
  await expect(report.locator('[data-moment="closed"]')).toContainText('未记录');
  await operator.press('Escape');
  await expect(report).toHaveCount(0);
  await page.getByTestId('back-to-live').click();
  await expect(operator.mode()).toHaveAttribute('data-mode', 'live');
  expect([...operator.faults, ...second.faults]).toEqual([]);
});
