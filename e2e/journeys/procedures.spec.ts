/** A procedure is edited on the screen and worked through: an outcome decides what is asked for; two fires are made one. */
import { readFileSync } from 'node:fs';
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
  await client?.endAsync(true);
  await hub.dispose();
});

const smoke = (device: string, density: number) =>
  client.publishAsync(
    `linli/v1/yaguang/smoke/${device}/state`,
    JSON.stringify({ t: Date.now(), v: { smoke: density } }),
    { qos: 1 },
  );

test('a procedure of one’s own: edited, followed with its outcomes, and a second fire taken in', async ({
  page,
}) => {
  const operator = new Operator(page);
  await operator.open(hub.url);
  await page.getByTestId('layout-menu').click();
  await page.getByRole('menuitemcheckbox', { name: '处置程序' }).click();
  await page.keyboard.press('Escape');
  await page.getByTestId('procedure').filter({ hasText: '烟感报警核实与处置' }).click();
  const form = page.getByTestId('procedure-form');
  await form.getByTestId('step-add').click();
  const added = form.getByTestId('step-fields').last();
  await added.getByLabel('步骤（中文）').fill('通知楼长到场');
  await added.getByLabel('何时要做').selectOption({ label: '第 3 步选了“确认起火”' });
  await added.getByLabel('须有').selectOption('words');
  await form.getByTestId('procedure-save').click();
  await expect(page.getByTestId('procedure').filter({ hasText: '烟感' })).toContainText('已修改');

  await operator.openPanel('alarms');
  await smoke('smoke-8-2-401', 0.4);
  await operator.choose(operator.alarm('8号楼2单元401室'));
  await operator.press('i');
  await expect(page.getByTestId('step-waiting').filter({ hasText: '通知楼长到场' })).toBeVisible();
  const verify = page.getByTestId('step').filter({ hasText: '3 分钟内核实' });
  await operator.pause();
  await verify.getByRole('button', { name: '确认起火' }).click();
  await expect(verify).toContainText('选择：确认起火');
  const told = page.getByTestId('step').filter({ hasText: '通知楼长到场' });
  await expect(told).toContainText('须写结果');
  await expect(told.getByRole('checkbox')).toBeDisabled();
  await operator.pause();
  await told.getByRole('button', { name: '填写结果' }).click();
  await told.getByRole('textbox').fill('王楼长五分钟到');
  await page.keyboard.press('Enter');
  await expect(told).toContainText('王楼长五分钟到');
  // What was decided otherwise is not asked for.
  await expect(page.getByTestId('step').filter({ hasText: '误报原因' })).toHaveCount(0);

  await smoke('smoke-3-1-301', 0.4);
  await expect(operator.alarm('3号楼1单元301室')).toBeAttached();
  await operator.pause();
  await page.getByTestId('join-open').click();
  await page.getByRole('dialog').getByRole('radio').first().check();
  await page.getByTestId('merge').click();
  await expect(page.getByTestId('incident-timeline')).toContainText('并入事件');
  await expect(page.getByTestId('incident-timeline')).toContainText('3号楼1单元301室');

  // The spreadsheet is one, with what was done.
  await page.getByTestId('report-open').click();
  const saving = page.waitForEvent('download');
  await page.getByTestId('report-xlsx').click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^事件报告 .*\.xlsx$/);
  expect(
    readFileSync(await saved.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  expect(operator.faults).toEqual([]);
});
