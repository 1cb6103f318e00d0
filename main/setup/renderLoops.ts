/**
 * `npm run render:loops [-- --only cam-03,cam-07] [-- --proof DIR]`: films a small loop from each camera of the demo
 * compound into `assets/media`, in a headless browser. The loops are kept in the repository; this is how they are made.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { createServer, type Plugin } from 'vite';
import type { LoopOrder } from '#scene/loops/order.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { createHub } from '../hub/createHub.ts';
import { browserArgs, ensureBrowser } from './browser.ts';
import { importCompoundModels, prepareCompounds } from './compound.ts';
import { yaguang } from '#models/compounds/yaguang/index.ts';
import { actorsOf } from './loopActors.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const mediaDir = join(root, 'assets', 'media');
/** A bright late morning; the sun stands in the south-east, on the façades. */
const filmedAtMs = Date.parse('2026-05-12T10:20:00+08:00');
const maxBytes = 400_000;
const picture = { widthPx: 640, heightPx: 360, durationS: 8, framesPerS: 10, bitsPerS: 190_000 } as const;

const { values } = parseArgs({
  options: { only: { type: 'string' }, proof: { type: 'string' }, 'data-dir': { type: 'string' } },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const work = await mkdtemp(join(tmpdir(), 'linli-loops-'));
const dataDir = values['data-dir'] ?? work;

const prepared = await prepareCompounds(['yaguang'], dataDir, say);
if (!prepared.ok) throw new Error(JSON.stringify(prepared.error));
const [compound] = prepared.value.compounds;
const hub = await createHub({
  host: '127.0.0.1',
  port: 0,
  mqttPort: 0,
  mqttUrl: null,
  dataDir,
  token: null,
  version: '0',
  rendererDir: join(work, 'none'),
  mediaDir,
  compounds: [compound],
  simulate: false,
});
if (!hub.ok) throw new Error(JSON.stringify(hub.error));
await importCompoundModels(hub.value.models, [compound], say);
const models = await hub.value.models.list();

const vite = await createServer({
  root: join(root, 'renderer', 'scene', 'loops'),
  configFile: false,
  plugins: [daySky()],
  logLevel: 'warn',
  cacheDir: join(work, 'vite'),
  optimizeDeps: { include: ['three', 'mediabunny', 'meshoptimizer', 'three-mesh-bvh'] },
  server: {
    host: '127.0.0.1',
    port: 0,
    hmr: false,
    watch: null,
    fs: { allow: [root] },
    proxy: { '/api': { target: hub.value.url, changeOrigin: true } },
  },
});
await vite.listen();
const page = await openStudio(vite.resolvedUrls?.local[0] ?? '');
const { plan, devices } = compound;
await page.evaluate(([p, m, t]) => window.linliStudio?.setUp(p, m, t), [plan, models, filmedAtMs] as const);
const only = values.only?.split(',');
for (const device of devices.filter(({ id, camera }) => camera && (only?.includes(id) ?? true)))
  await film(device);
await page.context().browser()?.close();
await vite.close();
await hub.value.stop();
await rm(work, { recursive: true, force: true });

/** A camera sees a bright sky where the operator's picture has its dark table. */
function daySky(): Plugin {
  const palette = [
    ["horizon: '#27323f'", "horizon: '#c3ccd1'"],
    ["zenith: '#0e1622'", "zenith: '#8fabc4'"],
  ] as const;
  return {
    name: 'linli-day-sky',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/renderer/scene/look.ts')) return null;
      if (palette.some(([from]) => !code.includes(from)))
        throw new Error('The showcase sky of look.ts has changed; change it here too.');
      return palette.reduce((text, [from, to]) => text.replace(from, to), code);
    },
  };
}

async function openStudio(url: string) {
  const executablePath = await ensureBrowser();
  if (!executablePath) throw new Error('Filming needs a Chromium.');
  const browser = await chromium.launch({ executablePath, args: [...browserArgs] });
  const opened = await browser.newPage({ viewport: { width: 640, height: 360 }, deviceScaleFactor: 1 });
  opened.on('pageerror', (error) => say(`page: ${error.message}`));
  await opened.goto(url);
  await opened.waitForFunction(() => window.linliStudio !== undefined);
  return opened;
}

async function film(device: PlannedDevice): Promise<void> {
  if (!device.camera || !device.positionEnu) return;
  const started = performance.now();
  const order: LoopOrder = {
    ...picture,
    eyeEnu: device.positionEnu,
    camera: device.camera,
    actors: actorsOf(device.id, yaguang.yawRad),
  };
  const shot = await page.evaluate((one) => window.linliStudio?.shoot(one), order);
  if (!shot) throw new Error('The studio is closed.');
  const mp4 = Buffer.from(shot.mp4, 'base64');
  if (mp4.length > maxBytes) throw new Error(`${device.id} is ${mp4.length} bytes, more than ${maxBytes}.`);
  await mkdir(mediaDir, { recursive: true });
  await writeFile(join(mediaDir, `${device.id}.mp4`), mp4);
  if (values.proof) {
    await mkdir(values.proof, { recursive: true });
    await writeFile(join(values.proof, `${device.id}.png`), Buffer.from(shot.png, 'base64'));
  }
  say(
    `${device.id}: ${(mp4.length / 1000).toFixed(0)} kB in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
}
