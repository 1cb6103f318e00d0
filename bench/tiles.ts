/**
 * `npm run bench:tiles`: the 293 tiles of the mars tileset to a settled view, near enough for fine tiles, in Chromium on
 * software GL: ours through a hub (elements, index and tiles; chunks with a state for each element) beside 3d-tiles-renderer
 * with its own loaders on the plain files. Pages of their own, in turn, medians, with a browser cache that has seen the files.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type BrowserContext } from '@playwright/test';
import { createModelRoom } from '#hub/models/index.ts';
import { startHub } from '../e2e/hubProcess.ts';
import { browserArgs, findBrowser } from '../main/setup/browser.ts';
import { SHARED } from './mergedFiles.ts';
import { startSceneServer } from './sceneServer.ts';
import type { Settled } from './tiles/page.ts';

const TARGET = 1;
const MARS = join(SHARED, 'data/cim/3dtiles/mars');
const SIDES = ['ours', 'loader'] as const;

const { values } = parseArgs({ options: { runs: { type: 'string' }, shots: { type: 'string' } } });
process.exitCode = existsSync(MARS) ? await compare(Number(values.runs ?? 7)) : skipped();

function skipped(): number {
  console.log(`Skipped: the real files are absent (${MARS}).`);
  return 0;
}

async function settle(context: BrowserContext, url: string, side: (typeof SIDES)[number]): Promise<Settled> {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  page.on('console', (said) => said.type() === 'error' && console.error(said.text()));
  await page.goto(url);
  await page.waitForFunction(() => window.linliTiles !== undefined);
  const settled = await page.evaluate((one) => window.linliTiles?.(one), side);
  if (values.shots) await page.screenshot({ path: join(values.shots, `tiles-${side}.png`) });
  await page.close();
  if (!settled) throw new Error('Nothing was measured.');
  return settled;
}

async function compare(runs: number): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-bench-tiles-'));
  const room = createModelRoom({ dataDir });
  const files = readdirSync(MARS).map((name) => ({ name: `mars/${name}`, path: join(MARS, name) }));
  const imported = await room.importNow({ name: 'mars', modelId: 'mars', files });
  await room.stop();
  if (!imported.ok) throw new Error(JSON.stringify(imported.error));
  const hub = await startHub({ dataDir });
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? undefined,
    args: [...browserArgs],
  });
  try {
    await hub.modelsReady();
    const server = await startSceneServer({
      page: join(import.meta.dirname, 'tiles'),
      hubUrl: hub.url,
      files: (path) => (path.startsWith('/files/') ? join(MARS, path.slice('/files/'.length)) : null),
    });
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const all = new Map<string, Settled[]>(SIDES.map((side) => [side, []]));
    // The first of each fills the browser's cache.
    for (let run = -1; run < runs; run++)
      for (const side of SIDES) {
        const settled = await settle(context, server.url, side);
        if (run >= 0) all.get(side)?.push(settled);
      }
    await server.stop();
    const medians = Object.fromEntries(
      SIDES.map((side) => {
        const sorted = (all.get(side) ?? []).toSorted((a, b) => a.ms - b.ms);
        return [side, sorted[Math.floor((sorted.length - 1) / 2)]] as const;
      }),
    );
    console.table(medians);
    const ratio = (medians['ours']?.ms ?? Number.NaN) / (medians['loader']?.ms ?? Number.NaN);
    const pass = ratio <= TARGET;
    console.log(
      `RESULT ${JSON.stringify({ name: 'tiles', ratio: Number(ratio.toFixed(3)), target: TARGET, pass })}`,
    );
    return pass ? 0 : 1;
  } finally {
    await browser.close();
    await hub.dispose();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
