/**
 * `npm run bench:start`: from navigation to the first live picture of the demo compound (plan, devices, readings) and
 * to the full one (all models, at the detail that a resting view shows first), beside a page that does nothing but draw one box with three.js.
 * Both in one browser with a warm HTTP cache, in turns, medians; a picture counts once the card has finished it.
 */
import { loadavg } from 'node:os';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { startHub } from '../e2e/hubProcess.ts';
import { browserArgs, findBrowser } from '../main/setup/browser.ts';
import { startEmptyPage } from './emptyPage.ts';

const size = { width: 1280, height: 720 };
const rounds = Number(process.argv.find((arg) => arg.startsWith('--rounds='))?.slice(9) ?? 7);
const shown = process.argv.includes('--requests');
const targets = { first: 2, full: 3 };

interface Start {
  readonly firstMs: number;
  readonly fullMs: number;
  /** Bytes that came over the wire for models. */
  readonly modelBytes: number;
}

const browser = await chromium.launch({
  executablePath: findBrowser() ?? undefined,
  args: [...browserArgs],
});

async function markMs(page: Page, name: string): Promise<number> {
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, name, {
    polling: 50,
    timeout: 60_000,
  });
  return page.evaluate((mark) => performance.getEntriesByName(mark)[0]?.startTime ?? Number.NaN, name);
}

async function emptyStart(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(url);
  const ms = await markMs(page, 'first-picture');
  await page.close();
  return ms;
}

async function screenStart(context: BrowserContext, url: string, tell: boolean): Promise<Start> {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  await page.goto(url, { waitUntil: 'commit' });
  const fullMs = await markMs(page, 'full-picture');
  const firstMs = await markMs(page, 'first-picture');
  const { requests, marks } = await page.evaluate(() => ({
    requests: performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .map(({ name, startTime, responseEnd, transferSize }) => ({
        name,
        startTime,
        responseEnd,
        transferSize,
      })),
    marks: performance.getEntriesByType('mark').map(({ name, startTime }) => ({ name, startTime })),
  }));
  if (tell) {
    for (const { name, startTime, responseEnd, transferSize } of requests)
      console.log(
        `${startTime.toFixed(0).padStart(6)} ${responseEnd.toFixed(0).padStart(6)} ${String(transferSize).padStart(8)} ${new URL(name).pathname}`,
      );
    for (const { name, startTime } of marks) console.log(`${startTime.toFixed(0).padStart(6)} ${name}`);
  }
  await page.close();
  const modelBytes = requests
    .filter(({ name }) => name.includes('/api/models/'))
    .reduce((sum, { transferSize }) => sum + transferSize, 0);
  return { firstMs, fullMs, modelBytes };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const hub = await startHub();
const empty = await startEmptyPage();
try {
  await hub.modelsReady();
  const context = await browser.newContext({ viewport: size });
  // The first of each fills the HTTP cache.
  await emptyStart(context, empty.url);
  await screenStart(context, hub.url, false);
  const emptyMs: number[] = [];
  const starts: Start[] = [];
  for (let round = 0; round < rounds; round++) {
    emptyMs.push(await emptyStart(context, empty.url));
    starts.push(await screenStart(context, hub.url, shown && round === 0));
  }
  const result = {
    emptyMs: median(emptyMs),
    firstMs: median(starts.map(({ firstMs }) => firstMs)),
    fullMs: median(starts.map(({ fullMs }) => fullMs)),
  };
  const modelBytes = Math.max(...starts.map((start) => start.modelBytes));
  console.log(`${rounds} starts each, in turns, 1280×720, software GL; load ${loadavg()[0]?.toFixed(1)}`);
  console.table({
    'empty three.js page': { ms: Math.round(result.emptyMs), ratio: 1 },
    'first live picture': { ms: Math.round(result.firstMs), ratio: result.firstMs / result.emptyMs },
    'full picture': { ms: Math.round(result.fullMs), ratio: result.fullMs / result.emptyMs },
  });
  console.log(`model bytes over the wire with a warm cache: ${modelBytes}`);
  const lines = [
    { name: 'start, first live picture', ratio: result.firstMs / result.emptyMs, target: targets.first },
    { name: 'start, full picture', ratio: result.fullMs / result.emptyMs, target: targets.full },
  ].map((line) => ({ ...line, ratio: Number(line.ratio.toFixed(2)), pass: line.ratio <= line.target }));
  for (const line of lines) console.log(`RESULT ${JSON.stringify(line)}`);
  process.exitCode = lines.every(({ pass }) => pass) ? 0 : 1;
} finally {
  await browser.close();
  await empty.stop();
  await hub.dispose();
}
