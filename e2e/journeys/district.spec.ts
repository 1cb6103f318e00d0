/** The district: lights on the globe, into a compound and back, without a step of the eye and without a word to the world. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import mqtt, { type MqttClient } from 'mqtt';
import { axesOf, type EcefPose } from '#shared/geo/pose.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';

test.use({ viewport: { width: 1000, height: 640 } });

let hub: HubProcess;
let client: MqttClient;
test.beforeAll(async () => {
  hub = await startHub({ args: ['--no-simulation', '--compound', 'yaguang', '--compound', 'maofang'] });
  client = await mqtt.connectAsync(hub.mqttUrl);
});
test.afterAll(async () => {
  await client.endAsync();
  await hub.dispose();
});

interface Camera {
  readonly eyeEcef: readonly number[];
  readonly direction: readonly number[];
  readonly up: readonly number[];
  readonly fovRad: number;
}
/** What was handed over, and the picture that was on the globe then. */
interface Handed {
  readonly pose: EcefPose | null;
  readonly alarmId: string | null;
  readonly camera: Camera | null;
}

const say = (topic: string, body: object) =>
  client.publishAsync(`linli/v1/${topic}`, JSON.stringify(body), { qos: 1 });
const row = (page: Page, id: string) => page.locator(`[data-testid=district-compound][data-compound=${id}]`);
const mark = (page: Page, id: string) => page.locator(`[data-testid=district-mark][data-compound=${id}]`);

/** Faults, refused contents and requests to anybody else than the hub; notes what pages hand to each other. */
async function watch(page: Page): Promise<string[]> {
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['blob:', 'data:'].includes(url.protocol) && url.host !== new URL(hub.url).host)
      wrong.push(`outside: ${url.href}`);
  });
  await page.addInitScript(() => {
    const keep = Storage.prototype.setItem;
    Storage.prototype.setItem = function set(key: string, value: string) {
      keep.call(this, key, value);
      if (key !== 'linli.crossing') return;
      const globe = document.querySelector<HTMLElement>('.district-canvas');
      const camera: unknown = JSON.parse(globe?.dataset['camera'] ?? 'null');
      keep.call(localStorage, 'test.handed', JSON.stringify({ ...JSON.parse(value), camera }));
    };
    const first = new MutationObserver(() => {
      const globe = document.querySelector<HTMLElement>('.district-canvas[data-camera]');
      if (!globe) return;
      document.documentElement.dataset['firstCamera'] = globe.dataset['camera'];
      first.disconnect();
    });
    first.observe(document, { subtree: true, childList: true, attributes: true });
  });
  return wrong;
}

const handed = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem('test.handed') ?? 'null') as Handed | null);

const away = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(...a.map((value, i) => value - (b[i] ?? Number.NaN)));

function expectSameLook(camera: Camera | null, pose: EcefPose | null | undefined): void {
  if (!camera || !pose) throw new Error('nothing was handed over');
  const { direction, up } = axesOf(pose);
  expect(away(camera.eyeEcef, pose.eyeEcef)).toBeLessThan(1e-3);
  expect(away(camera.direction, direction)).toBeLessThan(1e-6);
  expect(away(camera.up, up)).toBeLessThan(1e-6);
  // The scene's own, from the top of its picture to the bottom.
  expect(Math.abs(camera.fovRad - (40 * Math.PI) / 180)).toBeLessThan(1e-6);
}

test('down into a compound and up again, each time from where the other looked', async ({ page }) => {
  const wrong = await watch(page);
  await page.goto(`${hub.url}/district`);
  await expect(mark(page, 'yaguang')).toBeVisible();
  await expect(mark(page, 'maofang')).toBeVisible();

  // By keyboard: the list is gone through, the flight can be called off, and then not.
  await page.keyboard.press('/');
  await page.keyboard.type('maofang');
  await expect(row(page, 'yaguang')).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'maofang')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.locator('.district-banner.going')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.district-banner.going')).toBeHidden();
  await page.waitForTimeout(1000);
  expect(new URL(page.url()).pathname).toBe('/district');
  await page.keyboard.press('Enter');
  await page.waitForURL(/compound=maofang/);

  await expect(page.getByTestId('operations')).toBeVisible();
  await expect(page.getByRole('combobox', { name: '小区' })).toHaveValue('maofang');
  const down = await handed(page);
  expectSameLook(down?.camera ?? null, down?.pose);

  // The scene stands where the globe ended: what it hands back is the same.
  await page.locator('.scene-canvas canvas').waitFor();
  await page.keyboard.press('Shift+D');
  await page.waitForURL(/district/);
  const up = await handed(page);
  if (!up?.pose || !down?.pose) throw new Error('nothing was handed over');
  expect(away(up.pose.eyeEcef, down.pose.eyeEcef)).toBeLessThan(1e-3);
  const [before, after] = [axesOf(down.pose), axesOf(up.pose)];
  expect(away(after.direction, before.direction)).toBeLessThan(1e-6);
  expect(away(after.up, before.up)).toBeLessThan(1e-6);

  // And the globe begins there, before it flies up until all are in view.
  await expect(page.locator('html')).toHaveAttribute('data-first-camera', /eyeEcef/);
  const first = await page.evaluate(
    () => JSON.parse(document.documentElement.dataset['firstCamera'] ?? 'null') as Camera | null,
  );
  expectSameLook(first, up.pose);
  await expect(mark(page, 'yaguang')).toBeVisible();
  await expect(row(page, 'maofang')).toHaveAttribute('aria-selected', 'true');
  expect(wrong).toEqual([]);
});

test('an alarm of another compound: seen on the globe, reached with its device and storey, and gone again', async ({
  page,
}) => {
  const wrong = await watch(page);
  const { devices } = await hub.get<{ devices: Record<string, unknown> }>('/api/compounds/maofang/state');
  const key = 'smoke/smoke-1-1-101';
  expect(Object.keys(devices)).toContain(key);
  await page.goto(`${hub.url}/district`);
  await expect(row(page, 'maofang')).toHaveAttribute('data-light', 'quiet');
  await say(`maofang/${key}/state`, { t: Date.now(), v: { smoke: 0.4 } });

  await expect(row(page, 'maofang')).toHaveAttribute('data-light', 'p1');
  await expect(mark(page, 'maofang')).toHaveAttribute('data-light', 'p1');
  // The gravest comes first.
  await expect(page.getByTestId('district-compound').first()).toHaveAttribute('data-compound', 'maofang');
  const alarm = page.getByTestId('district-alarm');
  await expect(alarm).toHaveCount(1);
  await expect(alarm).toContainText('清河毛纺北');
  await page.getByTestId('district-priority-1').click();
  await expect(alarm).toHaveCount(0);
  await page.getByTestId('district-priority-1').click();
  await page.getByTestId('district-filter-alarm').click();
  await expect(page.getByTestId('district-compound')).toHaveCount(1);

  await alarm.click();
  await page.waitForURL(/compound=maofang/);
  // The alarm is chosen, its device open; its storey can be shown alone.
  await expect(page.getByTestId('detail')).toContainText('1号楼1单元101');
  await expect(page.getByTestId('alarm-list').locator('.alarm.chosen')).toHaveCount(1);
  const storey = page.getByTestId('storey');
  await expect(storey).toBeEnabled();
  await storey.selectOption({ index: 2 });
  await page.getByTestId('acknowledge').click();
  await say(`maofang/${key}/state`, { t: Date.now(), v: { smoke: 0 } });

  await page.getByTestId('to-district').click();
  await page.waitForURL(/district/);
  await expect(mark(page, 'maofang')).toBeVisible();
  expect(wrong).toEqual([]);
});

test('the globe at rest draws nothing; without the hub it says how old its picture is', async ({ page }) => {
  const own = await startHub({ args: ['--no-simulation'] });
  try {
    await page.goto(`${own.url}/district`);
    await expect(mark(page, 'yaguang')).toBeVisible();
    const frames = () => page.locator('.district-canvas').getAttribute('data-frames');
    // The picture of the earth comes in its own time; then nothing more is drawn.
    await expect(async () => {
      const before = await frames();
      await page.waitForTimeout(4000);
      expect(await frames()).toBe(before);
    }).toPass({ timeout: 90_000 });

    await own.kill('SIGTERM');
    await expect(page.locator('.district-banner')).toContainText('失去连接');
    await expect(page.getByTestId('district')).toHaveClass(/lost/);
    await expect(row(page, 'yaguang')).toBeVisible();
  } finally {
    await own.dispose();
  }
});

test('what the configuration names covers the globe, and only its host is asked; where it is away, it is said', async ({
  page,
}) => {
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const asked: string[] = [];
  const tiles = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('content-type', 'image/png');
    response.end(picture);
  });
  tiles.listen(0, '127.0.0.1');
  await once(tiles, 'listening');
  const address = tiles.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const own = await startHub({
    args: ['--no-simulation', '--globe-imagery', `http://${host}/{z}/{x}/{y}.png`],
  });
  try {
    const outside = new Set<string>();
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http')) outside.add(url.host);
    });
    await page.goto(`${own.url}/district`);
    await expect(mark(page, 'yaguang')).toBeVisible();
    await expect.poll(() => asked.length).toBeGreaterThan(3);
    expect(asked.every((path) => /^\/\d+\/\d+\/\d+\.png$/.test(path))).toBe(true);
    expect([...outside].sort()).toEqual([new URL(own.url).host, host].sort());
    await expect(page.locator('.district-banner')).toHaveCount(0);

    tiles.closeAllConnections();
    tiles.close();
    await page.reload();
    await expect(page.locator('.district-banner')).toContainText('配置的底图');
    await expect(mark(page, 'yaguang')).toBeVisible();
  } finally {
    tiles.close();
    await own.dispose();
  }
});
