/**
 * `npm run bench:idle`: what the screen costs while nobody touches it. The real hub with its demo compound and a real
 * browser at 1280×720 on software GL; a minute each: readings flow and nothing changes its look (no camera pictures),
 * one alarm stands unacknowledged, four camera tiles play. CPU is what Linux counted for hub, page and GPU process;
 * frames are those that the scene itself drew. Beside them a page that does nothing but change the colour of one small
 * mark, as often as an alarm blinks and as often as a tile has a new picture: what the browser itself takes for that.
 */
import { chromium, type Page } from '@playwright/test';
import mqtt from 'mqtt';
import { startHub, type HubProcess } from '../e2e/hubProcess.ts';
import { browserArgs, findBrowser } from '../main/setup/browser.ts';
import { processTimes } from './processTimes.ts';

const size = { width: 1280, height: 720 };
const seconds = Number(process.argv.find((arg) => arg.startsWith('--seconds='))?.slice(10) ?? 60);
const only = process.argv.find((arg) => arg.startsWith('--case='))?.slice(7);
/** Shaders, fonts, first hydration and refinements are over by then. */
const settleMs = 12_000;

/** Percent of one core, and frames of the whole minute. */
interface Cost {
  readonly frames: number;
  readonly hub: number;
  readonly page: number;
  readonly gpu: number;
  readonly together: number;
}

interface Case {
  readonly name: string;
  readonly tiles: boolean;
  readonly prepare?: (hub: HubProcess, page: Page) => Promise<void>;
  readonly targets: Partial<Cost>;
}

const cases: readonly Case[] = [
  { name: 'quiet', tiles: false, targets: { frames: 0, hub: 1, page: 1, gpu: 3 } },
  { name: 'one alarm', tiles: false, prepare: raiseAlarm, targets: { together: 10 } },
  { name: 'four tiles', tiles: true, prepare: tilesPlay, targets: { together: 25 } },
];

/** Speaks for every parking bay, so that for the next minutes no car comes or goes: that would be a changed look. */
async function holdBays(hub: HubProcess): Promise<void> {
  const { devices } = await hub.get<{
    devices: Record<string, { points: Record<string, { value: unknown }> }>;
  }>(`/api/compounds/yaguang/state?at=${Date.now()}`);
  const client = await mqtt.connectAsync(hub.mqttUrl);
  for (const [key, { points }] of Object.entries(devices))
    if (key.startsWith('parking-bay/'))
      await client.publishAsync(
        `linli/v1/yaguang/${key}/state`,
        JSON.stringify({ t: Date.now(), v: { occupied: points['occupied']?.value } }),
        { qos: 1 },
      );
  await client.endAsync();
}

async function raiseAlarm(hub: HubProcess, page: Page): Promise<void> {
  const client = await mqtt.connectAsync(hub.mqttUrl);
  const body = JSON.stringify({ t: Date.now(), v: { smoke: 0.21 } });
  await client.publishAsync('linli/v1/yaguang/smoke/smoke-8-2-401/state', body, { qos: 1 });
  await client.endAsync();
  await page.locator('[data-alarm]').first().waitFor();
}

async function tilesPlay(_hub: HubProcess, page: Page): Promise<void> {
  await page.locator('[data-tab="cameras"]').click();
  await page.getByTestId('cameras-four').click();
  await page.waitForFunction(() => document.querySelectorAll('[data-signal="playing"]').length >= 4, null, {
    timeout: 30_000,
  });
}

function readFrames(page: Page): Promise<number> {
  return page.evaluate(() =>
    Number(document.querySelector<HTMLElement>('canvas[data-frames]')?.dataset['frames'] ?? Number.NaN),
  );
}

const server = await chromium.launchServer({
  executablePath: findBrowser() ?? undefined,
  args: [...browserArgs],
});
const browser = await chromium.connect(server.wsEndpoint());
const browserPid = server.process().pid ?? 0;

/** Seconds of CPU so far. */
function browserCpu() {
  const inBrowser = processTimes(browserPid);
  const sum = (type: string) =>
    inBrowser.filter((one) => one.type === type).reduce((total, one) => total + one.cpuS, 0);
  return { page: sum('renderer'), gpu: sum('gpu-process'), atMs: performance.now() };
}

function cpuS(hub: HubProcess) {
  return { hub: processTimes(hub.pid).reduce((total, one) => total + one.cpuS, 0), ...browserCpu() };
}

async function measure(one: Case): Promise<Cost> {
  const hub = await startHub();
  const page = await browser.newPage({ viewport: size });
  page.on('pageerror', (error) => console.error(error.message));
  try {
    await hub.modelsReady();
    if (!one.tiles) await page.route(/\/video\/|\/media\//, (route) => route.abort());
    await page.goto(hub.url);
    await page.locator('.connection.up').waitFor();
    await page.waitForFunction(() => !document.querySelector('.scene-loading'), null, { timeout: 60_000 });
    await holdBays(hub);
    await one.prepare?.(hub, page);
    await page.waitForTimeout(settleMs);
    const before = { ...cpuS(hub), frames: await readFrames(page) };
    await page.waitForTimeout(seconds * 1000);
    const after = { ...cpuS(hub), frames: await readFrames(page) };
    const percent = (key: 'hub' | 'page' | 'gpu') =>
      ((after[key] - before[key]) / ((after.atMs - before.atMs) / 1000)) * 100;
    const [hubCost, pageCost, gpuCost] = [percent('hub'), percent('page'), percent('gpu')];
    return {
      frames: after.frames - before.frames,
      hub: hubCost,
      page: pageCost,
      gpu: gpuCost,
      together: hubCost + pageCost + gpuCost,
    };
  } finally {
    await page.close();
    await hub.dispose();
  }
}

/** A mark of 20 px that changes so often a second, on an otherwise empty page. */
async function measureMark(timesPerS: number): Promise<Pick<Cost, 'page' | 'gpu'>> {
  const page = await browser.newPage({ viewport: size });
  try {
    await page.setContent('<body style="background:#222"><div style="width:20px;height:20px"></div></body>');
    await page.evaluate((everyMs) => {
      const mark = document.querySelector('div');
      let on = false;
      setInterval(() => {
        on = !on;
        mark?.style.setProperty('background', on ? '#f55' : '#500');
      }, everyMs);
    }, 1000 / timesPerS);
    await page.waitForTimeout(3000);
    const before = browserCpu();
    await page.waitForTimeout((seconds * 1000) / 3);
    const after = browserCpu();
    const share = (key: 'page' | 'gpu') =>
      ((after[key] - before[key]) / ((after.atMs - before.atMs) / 1000)) * 100;
    return { page: share('page'), gpu: share('gpu') };
  } finally {
    await page.close();
  }
}

const marks: Record<string, Pick<Cost, 'page' | 'gpu'>> = {};
const results: { readonly one: Case; readonly cost: Cost; readonly pass: boolean }[] = [];
try {
  for (const one of cases) {
    if (only && one.name !== only) continue;
    const cost = await measure(one);
    const pass = (['frames', 'hub', 'page', 'gpu', 'together'] as const).every((key) => {
      const target = one.targets[key];
      return target === undefined || cost[key] <= target;
    });
    results.push({ one, cost, pass });
  }
  if (!only)
    for (const timesPerS of [2, 10])
      marks[`an empty page, one mark, ${timesPerS} a second`] = await measureMark(timesPerS);
} finally {
  await browser.close();
  await server.close();
}

const rounded = (cost: Partial<Cost>) =>
  Object.fromEntries(Object.entries(cost).map(([key, value]) => [key, Number(Number(value).toFixed(2))]));
console.log(`${seconds} s each, 1280×720, software GL; percent of one core, frames drawn by the scene`);
console.table({
  ...Object.fromEntries(results.map(({ one, cost }) => [one.name, rounded(cost)])),
  ...Object.fromEntries(Object.entries(marks).map(([name, cost]) => [name, rounded(cost)])),
});
for (const { one, cost, pass } of results)
  console.log(
    `RESULT ${JSON.stringify({ name: `idle, ${one.name}`, ...rounded(cost), target: one.targets, pass })}`,
  );
process.exitCode = results.length > 0 && results.every(({ pass }) => pass) ? 0 : 1;
