/**
 * The page behind `npm run render:loops`: the demo scene as each camera sees it, drawn once per view by the real scene
 * host. The script calls `window.linliStudio`; nothing else does.
 */
import { PerspectiveCamera } from 'three';
import type { CompoundPlan, Enu } from '#shared/twin/compound.ts';
import type { BayState, SceneHost, SceneModel } from '../contract.ts';
import { createSceneHost } from '../index.ts';
import { drawFrame, filmLoop } from './film.ts';
import { createLens } from './lens.ts';
import type { LoopOrder } from './order.ts';

declare global {
  interface Window {
    linliStudio?: {
      setUp(plan: CompoundPlan, models: readonly SceneModel[], atMs: number): Promise<void>;
      /** MP4 file and a look at its middle (PNG), base64. */
      shoot(order: LoopOrder): Promise<{ mp4: string; png: string }>;
    };
  }
}

/** The operator's lens is fixed; here each camera brings its own. */
let lensDeg = 40;
const update = PerspectiveCamera.prototype.updateProjectionMatrix;
PerspectiveCamera.prototype.updateProjectionMatrix = function updateWithLens(this: PerspectiveCamera) {
  this.fov = lensDeg;
  this.near = 0.3;
  update.call(this);
};

let host: SceneHost | null = null;

async function setUp(plan: CompoundPlan, models: readonly SceneModel[], atMs: number): Promise<void> {
  const container = document.getElementById('scene');
  if (!container) throw new Error('The page has no scene.');
  document.documentElement.dataset['theme'] = 'showcase';
  host = createSceneHost(container, {
    theme: 'showcase',
    stepDown: 'never',
  });
  host.setOrigin({ latDeg: 30.2, lonDeg: 115.05, heightM: 0, timeZone: 'Asia/Shanghai' });
  host.setReducedMotion(true);
  host.setTheme('showcase');
  host.setPlan(plan);
  host.setDaylight('day');
  host.setInstant(atMs);
  host.setBays(new Map(plan.bays.map(({ id }, i): [string, BayState] => [id, (i * 7) % 11 < 6 ? 1 : 0])));
  await Promise.all(models.map((model) => host?.addModel(model)));
}

async function still(eyeEnu: Enu, targetEnu: Enu): Promise<ImageBitmap> {
  if (!host) throw new Error('Set up first.');
  const askedAtMs = performance.now();
  host.setPose({ eyeEnu, targetEnu });
  for (let settled = 0; settled < 3;) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const { sharpAtMs } = host.stats();
    if (performance.now() - askedAtMs > 60_000) throw new Error('The view did not settle in a minute.');
    settled = sharpAtMs !== undefined && sharpAtMs > askedAtMs ? settled + 1 : 0;
  }
  return createImageBitmap(await host.snapshot());
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

window.linliStudio = {
  setUp,
  async shoot(order) {
    const lens = createLens(order.eyeEnu, order.camera, order.widthPx, order.heightPx);
    lensDeg = (lens.verticalFovRad * 180) / Math.PI;
    const view = await still(order.eyeEnu, lens.ahead(order.camera.rangeM));
    const mp4 = await filmLoop(view, lens, order);
    const proof = new OffscreenCanvas(order.widthPx, order.heightPx);
    const ink = proof.getContext('2d');
    if (!ink) throw new Error('No 2D canvas.');
    drawFrame(ink as unknown as CanvasRenderingContext2D, view, lens, order, order.durationS / 2);
    return { mp4: await base64(new Blob([mp4])), png: await base64(await proof.convertToBlob()) };
  },
};
