/** The past of a point: from the device's card to a large chart, by keys, beside another point, in figures, as a file. */
import { readFileSync } from 'node:fs';
import { expect, test } from '../journey.ts';
import mqtt from 'mqtt';
import { parseCsv } from '#shared/units/csv.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';
import { Operator } from '../Operator.ts';

let hub: HubProcess;
test.beforeAll(async () => {
  hub = await startHub();
  await hub.modelsReady();
});
test.afterAll(() => hub.dispose());

test('a point’s past: large, zoomed by keys, compared, read in a table and saved', async ({ page }) => {
  const client = await mqtt.connectAsync(hub.mqttUrl);
  const now = Date.now();
  await client.publishAsync(
    'linli/v1/yaguang/hydrant/chart-1/meta',
    JSON.stringify({ name: 'chart-1', intervalS: 120 }),
    { qos: 1 },
  );
  for (let minutesAgo = 50; minutesAgo >= 2; minutesAgo -= 2)
    await client.publishAsync(
      'linli/v1/yaguang/hydrant/chart-1/state',
      JSON.stringify({ t: now - minutesAgo * 60_000, v: { pressure: minutesAgo > 20 ? 0.3 : 0.1 } }),
      { qos: 1 },
    );
  await client.endAsync();

  const operator = new Operator(page);
  await operator.open(hub.url);
  await operator.find('chart-1');
  await page.getByTestId('open-chart').click();
  const chart = page.getByTestId('chart');
  await page.getByTestId('chart-span-hour').click();
  await expect(chart).toHaveAttribute('aria-busy', 'false');
  // The limit of the rule that watches the pressure is drawn where the values reach it.
  await expect(chart.locator('.limit').first()).toBeVisible();
  await expect(chart.locator('.series path.line')).toHaveAttribute('d', /^M.*L/);

  const plot = page.getByTestId('chart-plot');
  // Both at once: a chart that follows the present moves on between two questions.
  const lengthS = () =>
    plot.evaluate(({ dataset }) => (Number(dataset['to']) - Number(dataset['from'])) / 1000);
  const endMs = async () => Number(await plot.getAttribute('data-to'));
  await expect.poll(lengthS).toBe(3600);
  await plot.focus();
  await page.keyboard.press('-');
  await expect.poll(lengthS).toBeGreaterThan(4000);
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => Date.now() - (await endMs())).toBeGreaterThan(300_000);
  const to = await endMs();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.getByTestId('chart-readout')).toContainText(/\d{4}-\d\d-\d\d \d\d:\d\d/);
  await expect(page.getByTestId('chart-series')).toContainText('0.10 MPa');
  await page.keyboard.press('End');
  await expect.poll(async () => (await endMs()) - to).toBeGreaterThan(300_000);
  // The keys were the chart's: the clock is where it was.
  await expect(operator.mode()).toHaveAttribute('data-mode', 'live');

  await page.getByTestId('chart-compare').click();
  await page.getByTestId('chart-compare-find').fill('消防栓 2');
  await page.getByTestId('chart-compare-choice').first().click();
  await expect(page.getByTestId('chart-series')).toHaveCount(2);
  await expect(chart.locator('.series path.line')).toHaveCount(2);

  await page.getByTestId('chart-table').click();
  await expect(chart.getByRole('table')).toContainText('0.30');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('chart-csv').click()]);
  const rows = parseCsv(readFileSync(await file.path(), 'utf8').replace('\ufeff', ''));
  expect(rows[0]).toHaveLength(10);
  expect(rows[0]?.[2]).toContain('MPa');
  expect(rows.filter((row) => row[3] === '0.1').length).toBeGreaterThanOrEqual(8);
  expect(operator.faults).toEqual([]);
});
