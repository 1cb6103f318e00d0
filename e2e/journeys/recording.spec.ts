import { readFile } from 'node:fs/promises';
import type { APIRequestContext } from '@playwright/test';
import { expect, test } from '../journey.ts';
import mqtt from 'mqtt';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

let first: HubProcess;
let second: HubProcess;
test.beforeAll(async () => {
  first = await startHub({ args: ['--no-simulation'] });
  second = await startHub({ args: ['--no-simulation'] });
});
test.afterAll(async () => {
  await first?.dispose();
  await second?.dispose();
});

const yard = {
  id: 'jiangpan',
  name: { zh: '江畔花园', en: 'Riverside Gardens' },
  origin: { latDeg: 30.5, lonDeg: 114.3 },
  buildings: [{ id: '1', storeys: 3, householdsPerStorey: 2, position: [0, 0], sizeM: [30, 12] }],
};

/** Twenty seconds in which a lift rides and a detector warns. */
async function liveThrough({ mqttUrl }: HubProcess): Promise<void> {
  const client = await mqtt.connectAsync(mqttUrl);
  const say = (topic: string, body: object) =>
    client.publishAsync(`linli/v1/jiangpan/${topic}`, JSON.stringify(body), { qos: 1 });
  await say('lift/l1/meta', { name: { zh: '一号梯', en: 'Lift one' }, intervalS: 600 });
  await say('smoke/s1/meta', {
    name: { zh: '门厅烟感', en: 'Hall detector' },
    positionEnu: [2, 1, 3],
    intervalS: 600,
  });
  for (let second = 0; second < 20; second++) {
    await say('lift/l1/state', { t: Date.now(), v: { floor: second % 3, load: second * 10 } });
    if (second === 8) await say('smoke/s1/state', { t: Date.now(), v: { smoke: 0.02, alarm: true } });
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  await client.endAsync();
}

/** What had been heard by then. A device that the hub described only afterwards stands in its answer without a reading. */
async function stateAt(request: APIRequestContext, url: string, atMs: number): Promise<object> {
  const answer = await request.get(`${url}/api/compounds/jiangpan/state?at=${Math.round(atMs)}`);
  expect(answer.ok()).toBe(true);
  const { devices } = (await answer.json()) as { devices: Record<string, { points: object }> };
  return Object.fromEntries(
    Object.entries(devices).filter(([, { points }]) => Object.keys(points).length > 0),
  );
}

test('a stretch chosen on the time bar plays on another hub as it was, and is never taken for the present', async ({
  page,
  request,
}) => {
  expect((await request.post(`${first.url}/api/compounds`, { data: yard })).ok()).toBe(true);
  const beganMs = Date.now();
  await liveThrough(first);
  const operator = new Operator(page);
  await operator.open(first.url);
  await page.getByRole('combobox', { name: '小区' }).selectOption('jiangpan');
  await expect(operator.alarm('门厅烟感')).toBeVisible();
  await operator.press('Space');
  await expect(operator.mode()).toHaveAttribute('data-mode', 'replay');
  await operator.press('.');
  await expect(page.getByTestId('range-bar')).toBeVisible();
  await expect(page.getByTestId('time-range')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByTestId('range-export').click();
  const path = await (await download).path();

  const password = 'a quiet night at the gate';
  const made = await page.request.post(`${second.url}/api/setup`, { data: { name: '站长', password } });
  expect(made.ok()).toBe(true);
  await page.goto(`${second.url}/admin#compoundList`);
  const section = page.getByTestId('compounds');
  await section.locator('summary', { hasText: '导入小区' }).click();
  await section.getByLabel('.linli 文件').setInputFiles({
    name: 'jiangpan.linli',
    mimeType: 'application/zip',
    buffer: await readFile(path),
  });
  await section.getByRole('button', { name: '导入小区' }).click();
  await expect(section.getByRole('status')).toContainText('已完成：jiangpan');
  await expect(section.getByRole('row', { name: '江畔花园' })).toContainText('录像');

  const { compounds } = (await (await page.request.get(`${second.url}/api/compounds`)).json()) as {
    compounds: { id: string; manifest: { recording?: { fromMs: number; toMs: number } } }[];
  };
  const mark = compounds.find(({ id }) => id === 'jiangpan')?.manifest.recording;
  if (!mark) throw new Error('the compound is no recording');
  expect(await stateAt(page.request, second.url, mark.fromMs)).toEqual({});
  for (let nth = 1; nth <= 10; nth++) {
    const atMs = beganMs + ((mark.toMs - beganMs) * nth) / 10;
    const lived = await stateAt(request, first.url, atMs);
    expect(Object.keys(lived)).toContain('lift/l1');
    expect(await stateAt(page.request, second.url, atMs)).toEqual(lived);
  }

  await page.goto(second.url);
  await page.getByRole('combobox', { name: '小区' }).selectOption('jiangpan');
  await expect(page.getByTestId('recording-banner')).toContainText('不是现在');
  await expect(page.getByTestId('mode')).toContainText('录像');
  await expect(page.getByTestId('time-axis')).toHaveAttribute(
    'aria-valuenow',
    String(Math.round(mark.fromMs / 1000)),
  );
  await expect(operator.alarm('门厅烟感')).toHaveCount(0);
  await operator.press('End');
  await expect(operator.alarm('门厅烟感')).toBeVisible();
  await expect(page.getByTestId('mode')).toContainText('录像');
  await expect(operator.mode()).toHaveAttribute('data-mode', 'replay');
  await page.screenshot({ path: test.info().outputPath('recording.png') });

  // The home compound beside it is live as before.
  await page.getByRole('combobox', { name: '小区' }).selectOption('yaguang');
  await expect(operator.mode()).toHaveAttribute('data-mode', 'live');
  expect(operator.faults).toEqual([]);
});
