/**
 * `npm run bench:frame`: the demo compound turning at 1280×720 on software GL. Ours steps detail down while moving;
 * beside it the same scene, same shaders, every frame drawn in full at full size (no multisampling, which would slow
 * it further). Then: how long after the last movement the picture is sharp, and frames drawn while nothing changes.
 */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';
import { startFrameServer } from './frameServer.ts';

const SIZE = { width: 1280, height: 720 };
const TARGET = { ratio: 4, framesPerS: 10, sharpMs: 300 };
const STOPS = 5;

interface Measured {
  readonly framesPerS: number;
  /** Medians over the stops. */
  readonly sharpMs: number;
  readonly idleFrames: number;
  readonly movingTriangles: number;
  readonly fullTriangles: number;
}

const seconds = Number(process.argv.find((arg) => arg.startsWith('--seconds='))?.slice(10) ?? 6);
const wwwAt = process.argv.indexOf('--www');
const contentDir = wwwAt > 0 ? (process.argv[wwwAt + 1] ?? null) : null;

async function measure(browser: Browser, url: string): Promise<Measured> {
  const page = await browser.newPage({ viewport: SIZE });
  page.on('pageerror', (error) => console.error(error.message));
  await page.goto(url);
  await page.waitForFunction(() => window.linliScene !== undefined, null, { timeout: 60_000 });
  await page.evaluate(() => window.linliScene?.loaded);
  const result = await page.evaluate(
    async ({ durationMs, stops }): Promise<Measured> => {
      const scene = window.linliScene;
      if (!scene) throw new Error('No scene.');
      const { host } = scene;
      const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const until = async (done: () => boolean, limitMs: number) => {
        const endMs = performance.now() + limitMs;
        while (!done() && performance.now() < endMs) await rest(4);
      };
      const quiet = async () => {
        for (let before = -1; before !== host.stats().framesDrawn; await rest(1200))
          before = host.stats().framesDrawn;
      };
      const home = host.pose();
      let turnedRad = 0;
      const orbit = (ms: number) =>
        new Promise<number>((resolve) => {
          const startMs = performance.now();
          const from = host.stats().framesDrawn;
          let lastMs = startMs;
          const step = () => {
            const nowMs = performance.now();
            if (nowMs - startMs > ms) {
              resolve(((host.stats().framesDrawn - from) / (nowMs - startMs)) * 1000);
              return;
            }
            turnedRad += (nowMs - lastMs) * 0.0003;
            lastMs = nowMs;
            const [x, y] = [home.eyeEnu[0] - home.targetEnu[0], home.eyeEnu[1] - home.targetEnu[1]];
            const [c, s] = [Math.cos(turnedRad), Math.sin(turnedRad)];
            const eyeEnu = [
              home.targetEnu[0] + x * c - y * s,
              home.targetEnu[1] + x * s + y * c,
              home.eyeEnu[2],
            ] as const;
            host.setPose({ eyeEnu, targetEnu: home.targetEnu });
            requestAnimationFrame(step);
          };
          step();
        });
      await quiet();
      await orbit(2000);
      const framesPerS = await orbit(durationMs);
      const movingTriangles = host.stats().triangles;
      const sharps: number[] = [];
      for (let i = 0; i < stops; i++) {
        await orbit(700);
        const stoppedMs = performance.now();
        await until(() => (host.stats().sharpAtMs ?? Number.NaN) > stoppedMs, 5000);
        sharps.push((host.stats().sharpAtMs ?? Number.NaN) - stoppedMs);
      }
      await quiet();
      const fullTriangles = host.stats().triangles;
      const before = host.stats().framesDrawn;
      await rest(2000);
      sharps.sort((a, b) => a - b);
      return {
        framesPerS,
        sharpMs: sharps[Math.floor(sharps.length / 2)] ?? Number.NaN,
        idleFrames: host.stats().framesDrawn - before,
        movingTriangles,
        fullTriangles,
      };
    },
    { durationMs: seconds * 1000, stops: STOPS },
  );
  await page.close();
  return result;
}

const server = await startFrameServer(contentDir);
const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const browser = await chromium.launch({
  executablePath: system,
  args: [
    '--no-sandbox',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--ignore-gpu-blocklist',
    '--disable-background-networking',
    '--no-first-run',
  ],
});
try {
  console.log(`demo compound: ${server.models} models, ${server.triangles} triangles; 1280×720, software GL`);
  const ours = await measure(browser, `${server.url}?calm`);
  const full = await measure(browser, `${server.url}?calm&stepdown=never`);
  console.table({
    'stepped down': round(ours),
    'drawn in full': round(full),
  });
  const ratio = ours.framesPerS / full.framesPerS;
  const pass =
    server.models > 0 &&
    ratio >= TARGET.ratio &&
    ours.framesPerS >= TARGET.framesPerS &&
    ours.sharpMs <= TARGET.sharpMs &&
    ours.idleFrames === 0;
  const result = {
    name: 'frame',
    ratio: Number(ratio.toFixed(2)),
    target: TARGET.ratio,
    framesPerS: Number(ours.framesPerS.toFixed(1)),
    sharpMs: Math.round(ours.sharpMs),
    idleFrames: ours.idleFrames,
    pass,
  };
  console.log(`RESULT ${JSON.stringify(result)}`);
  process.exitCode = pass ? 0 : 1;
} finally {
  await browser.close();
  await server.stop();
}

function round(measured: Measured): Record<string, number> {
  return Object.fromEntries(
    Object.entries(measured).map(([key, value]) => [key, Number(Number(value).toFixed(1))]),
  );
}
