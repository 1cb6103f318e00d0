/**
 * `npm run bench:precision`: how far from exact arithmetic the scene's shaders place things at real map coordinates, in
 * Chromium: a quad of a chunk, a bay, a volume, a frustum, a symbol and a label, looked at from a metre away so that a pixel is a tenth of a
 * millimetre. Ours keeps positions in doubles until they are relative to the camera; beside it the same quad as a
 * plain mesh of float32 coordinates, as a scene without that care would have it. `stored` is what the cache adds before that. Within a compound (its own ENU, up to 20 km from
 * its origin) and at map coordinates as files give them (Gauss-Krüger, Wuhan).
 */
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import type { Enu } from '#shared/twin/compound.ts';
import { browserArgs, findBrowser } from '../main/setup/browser.ts';
import { storedErrorMm } from './storedPrecision.ts';

const TARGET_MM = 1;
const PLACES: Readonly<Record<string, Enu>> = {
  'at the origin': [0.4, -0.3, 0.2],
  'in the compound': [231.4173, -118.2291, 31.55],
  '20 km away': [-19_999.8763, 1234.5671, 3.217],
  'on the map, EPSG:4547': [537_412.3127, 3_374_918.2291, 27.417],
};

const vite = await createServer({
  root: join(import.meta.dirname, '../renderer/scene/harness'),
  configFile: false,
  logLevel: 'error',
  server: { port: 0 },
  optimizeDeps: { include: ['three', 'three-mesh-bvh'] },
});
await vite.listen();
const browser = await chromium.launch({ executablePath: findBrowser() ?? undefined, args: [...browserArgs] });
try {
  const page = await browser.newPage();
  await page.goto(`${vite.resolvedUrls?.local[0] ?? ''}precision.html`);
  await page.waitForFunction(() => window.linliPrecision !== undefined);
  const rows: Record<string, Record<string, number>> = {};
  let [worst, worstPlain] = [0, 0];
  for (const [name, place] of Object.entries(PLACES)) {
    const measured = await page.evaluate(
      (at) => ({ ours: window.linliPrecision?.(at), plain: window.linliPlainPrecision?.(at) }),
      place,
    );
    const drawn = Object.entries(measured.ours ?? {});
    const plain = measured.plain ?? Number.NaN;
    if (drawn.length === 0) throw new Error('Nothing was measured.');
    const storedMm = await storedErrorMm(place);
    const chunkMm = measured.ours?.['chunk'] ?? Number.NaN;
    const ours = [...drawn, ['stored', storedMm], ['stored and drawn', storedMm + chunkMm]] as const;
    for (const [, mm] of ours) worst = mm <= worst ? worst : mm;
    worstPlain = plain <= worstPlain ? worstPlain : plain;
    rows[name] = {
      ...Object.fromEntries(ours.map(([layer, mm]) => [layer, round(mm)])),
      'plain float32': round(plain),
    };
  }
  console.log('millimetres from exact arithmetic; a pixel is a tenth of one');
  console.table(rows);
  const pass = worst <= TARGET_MM;
  const result = {
    name: 'precision, worst mm',
    worstMm: round(worst),
    plainMm: round(worstPlain),
    ratio: round(worst / worstPlain),
    target: TARGET_MM,
    pass,
  };
  console.log(`RESULT ${JSON.stringify(result)}`);
  process.exitCode = pass ? 0 : 1;
} finally {
  await browser.close();
  await vite.close();
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
