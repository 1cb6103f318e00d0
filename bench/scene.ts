/**
 * `npm run bench:scene`: apartment and compound from our cache, through a real hub, beside @thatopen/fragments with the .frag
 * of the same file and a plain merged GLB; all three in the same bare three.js scene in Chromium on software GL, each load
 * in a page of its own, in turn, medians, with a browser cache that has seen the files. `--runs=N`, `--work=DIR` keeps the files.
 *
 * Ours loads columns and chunks, unpacks them, makes what picking needs meanwhile, and draws with the product's own shaders.
 * Fragments is set up as its documentation says, with its default detail: it draws less where it is far away.
 * The GLB has no elements: nothing can be asked of it, pointed at or coloured.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type BrowserContext } from '@playwright/test';
import { startHub } from '../e2e/hubProcess.ts';
import { browserArgs, findBrowser } from '../main/setup/browser.ts';
import { disciplines, merged, SHARED } from './mergedFiles.ts';
import type { Load, SideName, Spot } from './scene/page.ts';
import type { Query } from './scene/side.ts';
import { judge } from './sceneTargets.ts';
import { fragmentsWorker, makeSceneFiles } from './sceneFiles.ts';
import { startSceneServer } from './sceneServer.ts';

export interface SideResult {
  readonly load: Load;
  readonly frameMs: number;
  readonly pickMs: { readonly p50: number; readonly p95: number } | null;
  readonly asked: Readonly<Record<'ofClass' | 'named' | 'propertiesOf', number>> | null;
  readonly change: { readonly ms: number; readonly before: number; readonly after: number } | null;
  readonly memoryBytes: { readonly heap: number; readonly card: number };
}

const SIDES: readonly SideName[] = ['ours', 'fragments', 'glb'];
const CHANGED = 10_000;
const PICKS = 200;
/** Where ours found something; the others are asked for the same. */
let spots: readonly Spot[] = [];
/** Threads that decode are let go after ten seconds. */
const QUIET_MS = 12_000;

const { values } = parseArgs({
  options: { runs: { type: 'string' }, work: { type: 'string' }, only: { type: 'string' } },
});
process.exitCode = existsSync(SHARED) ? await compare() : skipped();

function skipped(): number {
  console.log(`Skipped: the real files are absent (${SHARED}).`);
  return 0;
}

function at(share: number, sorted: readonly number[]): number {
  return sorted.toSorted((a, b) => a - b)[Math.floor(sorted.length * share)] ?? Number.NaN;
}

async function openSide<T>(
  context: BrowserContext,
  url: string,
  work: (page: Awaited<ReturnType<BrowserContext['newPage']>>) => Promise<T>,
): Promise<T> {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  page.on('console', (said) => said.type() === 'error' && console.error(said.text()));
  await page.goto(url);
  await page.waitForFunction(() => window.linliBench !== undefined);
  try {
    return await work(page);
  } finally {
    await page.close();
  }
}

async function measure(
  context: BrowserContext,
  url: string,
  model: string,
  query: Query,
  runs: number,
): Promise<ReadonlyMap<SideName, SideResult>> {
  const loads = new Map<SideName, Load[]>(SIDES.map((side) => [side, []]));
  // The first of each fills the browser's cache.
  for (let run = -1; run < runs; run++)
    for (const side of SIDES) {
      const load = await openSide(context, url, (page) =>
        page.evaluate(([s, m]) => window.linliBench?.load(s, m), [side, model] as const),
      );
      if (load && run >= 0) loads.get(side)?.push(load);
    }
  const results = new Map<SideName, SideResult>();
  for (const side of SIDES) {
    const sorted = (loads.get(side) ?? []).toSorted((a, b) => a.fullMs - b.fullMs);
    const load = sorted[Math.floor((sorted.length - 1) / 2)];
    if (!load) continue;
    results.set(side, { load, ...(await rest(context, url, side, model, query)) });
  }
  return results;
}

async function rest(context: BrowserContext, url: string, side: SideName, model: string, query: Query) {
  return openSide(context, url, async (page): Promise<Omit<SideResult, 'load'>> => {
    await page.evaluate(([s, m]) => window.linliBench?.load(s, m), [side, model] as const);
    await page.waitForTimeout(QUIET_MS);
    const memory = await page.evaluate(() => window.linliBench?.memory());
    const memoryBytes = { heap: memory?.heapBytes ?? Number.NaN, card: memory?.cardBytes ?? Number.NaN };
    const frames = (await page.evaluate(() => window.linliBench?.frames(40))) ?? [];
    const frameMs = at(0.5, frames);
    if (side === 'glb') return { frameMs, memoryBytes, pickMs: null, asked: null, change: null };
    if (side === 'ours') spots = (await page.evaluate((n) => window.linliBench?.spots(n), PICKS)) ?? [];
    const picks = await page.evaluate((s) => window.linliBench?.picks(s), spots);
    const ask = async (what: 'ofClass' | 'named' | 'propertiesOf'): Promise<number> => {
      const answer = await page.evaluate(([w, q]) => window.linliBench?.ask(w, q, 15), [
        what,
        query,
      ] as const);
      console.log(`  ${side} ${what}: ${answer?.found} found; first ${answer?.ms[0]?.toFixed(2)} ms`);
      return at(0.5, answer?.ms ?? []);
    };
    const asked = {
      ofClass: await ask('ofClass'),
      named: await ask('named'),
      propertiesOf: await ask('propertiesOf'),
    };
    const changed = await page.evaluate(([n, times]) => window.linliBench?.change(n, times), [
      CHANGED,
      side === 'ours' ? 15 : 3,
    ] as const);
    const change = changed ? { ...changed, ms: at(0.5, changed.ms) } : null;
    console.log(`  ${side}: ${picks?.hits} of ${picks?.ms.length} picks hit`);
    return {
      frameMs,
      memoryBytes,
      asked,
      change,
      pickMs: { p50: at(0.5, picks?.ms ?? []), p95: at(0.95, picks?.ms ?? []) },
    };
  });
}

async function compare(): Promise<number> {
  const dir = values.work ?? mkdtempSync(join(tmpdir(), 'linli-bench-scene-'));
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? undefined,
    args: [...browserArgs],
  });
  try {
    const inputs = {
      apartment: join(dir, 'apartment.ifc'),
      compound: join(dir, 'compound.ifc'),
    };
    if (!existsSync(inputs.compound)) {
      const parts = disciplines(dir);
      merged(dir, 'apartment', 1, parts);
      merged(dir, 'compound', 10, parts);
    }
    const queries = await makeSceneFiles(dir, inputs);
    const hub = await startHub({ dataDir: join(dir, 'hub') });
    await hub.modelsReady();
    const server = await startSceneServer({
      page: join(import.meta.dirname, 'scene'),
      hubUrl: hub.url,
      files: (path) =>
        path === '/fragmentsWorker.mjs'
          ? fragmentsWorker
          : path.startsWith('/files/')
            ? join(dir, path.slice('/files/'.length))
            : null,
    });
    let pass = true;
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
      for (const [model, query] of Object.entries(queries)) {
        if (values.only && values.only !== model) continue;
        console.log(`${model}: ${JSON.stringify(query)}; load ${loadavg()[0]?.toFixed(1)}`);
        const results = await measure(context, server.url, model, query, Number(values.runs ?? 5));
        pass = judge(model, results) && pass;
      }
    } finally {
      await server.stop();
      await hub.dispose();
    }
    return pass ? 0 : 1;
  } finally {
    await browser.close();
    if (!values.work) rmSync(dir, { recursive: true, force: true });
  }
}
