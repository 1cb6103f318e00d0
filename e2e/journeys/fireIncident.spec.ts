import { execFileSync } from 'node:child_process';
import { expect, test } from '../journey.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub();
});
test.afterAll(() => hub.dispose());

test('demo:fire from the first alarm to the closed incident, and its replay', async ({ page }) => {
  test.setTimeout(300_000);
  const operator = new Operator(page);
  await operator.open(hub.url);
  execFileSync(process.execPath, ['main/demo.ts', 'fire', '--pace', '3', '--data-dir', hub.dataDir]);
  const first = operator.alarm('8号楼2单元401');
  await expect(first).toBeVisible();
  await operator.acknowledge(first);
  await operator.openPanel('incidents');
  await page.getByTestId('incident-row').first().click();
  await expect(page.getByTestId('incident-state')).toHaveText('新建');
  // A double click takes one step, not two.
  await page.getByTestId('advance-in-progress').dblclick();
  await expect(page.getByTestId('incident-state')).toHaveText('处置中');
  const steps = page.locator('.procedure input');
  await steps.first().click();
  await expect(page.locator('.panel.incident h3').first()).toContainText('1 / 7');

  const timeline = page.getByTestId('incident-timeline');
  await expect(timeline).toContainText('烟气进入 4 层楼梯间', { timeout: 60_000 });
  await expect(timeline).toContainText('8-2 电梯迫降首层', { timeout: 60_000 });
  await expect(timeline).toContainText('联动反馈', { timeout: 60_000 });
  await page.getByPlaceholder('记录一条').fill('消防队已到场');
  await page.getByPlaceholder('记录一条').press('Enter');
  await expect(timeline).toContainText('消防队已到场');
  await operator.find('电梯 8号楼2单元');
  await expect(operator.point('mode')).toContainText('消防迫降');
  await expect(operator.point('floor')).toHaveText('1');

  await expect(timeline).toContainText('系统复位', { timeout: 120_000 });
  await page.getByTestId('advance-resolved').click();
  await operator.pause();
  await page.getByTestId('advance-closed').click();
  // Steps are open and detectors still latched: it is not put away without a word.
  await expect(page.getByRole('dialog')).toContainText('未完成');
  await page.getByTestId('close-reason').fill('演练结束，其余步骤不适用');
  await operator.press('Tab');
  await operator.press('Tab');
  await operator.press('Enter');
  await expect(page.getByTestId('incident-state')).toHaveText('已关闭');
  await expect(operator.alarm('8号楼2单元401')).toContainText('待复位');
  const standing = async () =>
    (await hub.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open')).alarms
      .filter(({ conditionActive }) => conditionActive)
      .map(({ deviceKey }) => deviceKey);
  await expect.poll(standing).toEqual([]);

  await page.getByTestId('replay-incident').click();
  await expect(operator.mode()).toHaveAttribute('data-mode', 'replay');
  await expect(operator.alarm('8号楼2单元401')).not.toContainText('待复位');
  // The incident stands as it did then, and what was done is told again.
  await expect(page.getByTestId('incident-state')).not.toHaveText('已关闭');
  await expect(page.getByTestId('advance-resolved')).toHaveCount(0);
  await page.getByRole('combobox', { name: '速度' }).selectOption('8');
  await expect(operator.point('mode')).toContainText('消防迫降', { timeout: 60_000 });
  // It stands where it was led to: played on, the line is soon out of the log again.
  await operator.press('Space');
  await timeline.getByText('处置中').click();
  await expect(page.getByTestId('replay-log')).toContainText('值班员 开始处置事件');
  await expect(page.getByTestId('incident-state')).toHaveText('处置中');
  // The camera went along; a hand takes it, and the view that is set stays with the incident.
  const follow = page.getByTestId('path-follow');
  await expect(follow).toContainText('停止跟随');
  await page.getByTestId('scene').hover();
  await page.mouse.wheel(0, -200);
  await expect(follow).toContainText('镜头跟随');
  await page.getByTestId('path-add').click();
  await expect(page.getByTestId('path-stop')).toHaveCount(1);
  await page.screenshot({ path: test.info().outputPath('camera-path.png') });
  await page.getByTestId('back-to-live').click();
  await expect(operator.mode()).toHaveAttribute('data-mode', 'live');
  expect(operator.faults).toEqual([]);
});

test('demo:throw from the screen: a P1 alarm, an incident that names nobody', async ({ page }) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  await page.getByTestId('demo').click();
  await page.getByRole('menuitem', { name: '高空抛物' }).click();
  const alarm = operator.alarm('高空抛物');
  await expect(alarm).toBeVisible();
  await expect(alarm).toContainText('m/s');
  await operator.choose(alarm);
  await operator.press('i');
  await expect(page.locator('.panel.incident')).toContainText('不指认住户');
  expect(operator.faults).toEqual([]);
});
