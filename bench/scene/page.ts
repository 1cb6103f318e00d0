/** The page of `bench:scene`: one side at a time in a bare three.js scene, driven from outside. */
import {
  Color,
  DirectionalLight,
  HemisphereLight,
  Object3D,
  PerspectiveCamera,
  Scene,
  Sphere,
  Vector3,
  WebGLRenderer,
  type Box3,
} from 'three';
import { countCardBytes } from './cardMemory.ts';
import { createFragments } from './fragments.ts';
import { createMergedGlb } from './mergedGlb.ts';
import { createOurs } from './ours.ts';
import type { Query, Side, View } from './side.ts';

export type SideName = 'ours' | 'fragments' | 'glb';

/** CSS pixels. */
export type Spot = readonly [x: number, y: number];

export interface Load {
  /** Something was drawn. */
  readonly firstMs: number;
  readonly fullMs: number;
  readonly triangles: number;
  readonly drawCalls: number;
}

export interface Bench {
  load(side: SideName, model: string): Promise<Load>;
  /** Page script of a frame while one turns round the model, milliseconds. */
  frames(count: number): Promise<readonly number[]>;
  /** Points of the view where something is, the same for everyone who asks for as many. */
  spots(count: number): Promise<readonly Spot[]>;
  /** Milliseconds of each, and how many hit something. */
  picks(spots: readonly Spot[]): Promise<{ readonly ms: readonly number[]; readonly hits: number }>;
  ask(
    what: 'ofClass' | 'named' | 'propertiesOf',
    query: Query,
    times: number,
  ): Promise<{ readonly ms: readonly number[]; readonly found: number }>;
  /** Milliseconds of the page's script over those of a frame without a change; draw calls before and after. */
  change(
    count: number,
    times: number,
  ): Promise<{ readonly ms: readonly number[]; readonly before: number; readonly after: number }>;
  memory(): Promise<{ readonly heapBytes: number; readonly cardBytes: number }>;
}

declare global {
  interface Window {
    linliBench?: Bench;
  }
  interface Performance {
    measureUserAgentSpecificMemory?(): Promise<{ readonly bytes: number }>;
  }
}

const cardBytes = countCardBytes();
Object3D.DEFAULT_UP.set(0, 0, 1);
const renderer = new WebGLRenderer({ antialias: false });
// Asking after each shader waits for the card each time.
renderer.debug.checkShaderErrors = false;
renderer.setSize(innerWidth, innerHeight);
document.body.append(renderer.domElement);
const scene = new Scene();
scene.background = new Color(0x202428);
const sun = new DirectionalLight(0xffffff, 2);
scene.add(sun, new HemisphereLight(0xffffff, 0x888888, 1.5));
const camera = new PerspectiveCamera(40, innerWidth / innerHeight, 1, 4000);
const middle = new Vector3();
let away = new Vector3();

const view: View = {
  renderer,
  camera,
  show: (object) => void scene.add(object),
  lookAt(box: Box3, up) {
    const { center, radius } = box.getBoundingSphere(new Sphere());
    away = up === 'z' ? new Vector3(0.45, -0.75, 0.5) : new Vector3(0.45, 0.5, 0.75);
    away.setLength((radius / Math.sin((camera.fov * Math.PI) / 360)) * 0.75);
    camera.up.set(0, up === 'y' ? 1 : 0, up === 'z' ? 1 : 0);
    middle.copy(center);
    sun.position.copy(away);
    turn(0);
  },
};

function turn(angleRad: number): void {
  camera.position.copy(away).applyAxisAngle(camera.up, angleRad).add(middle);
  camera.lookAt(middle);
  camera.updateMatrixWorld();
}

/** Ends when the card has drawn it. */
function finish(): void {
  const gl = renderer.getContext();
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
}
/** The same, while the page goes on. */
async function cardIsDone(): Promise<void> {
  const gl = renderer.getContext() as WebGL2RenderingContext;
  const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  if (!sync) return;
  while (gl.clientWaitSync(sync, 0, 0) === gl.TIMEOUT_EXPIRED) await rest(4);
}
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Park and Miller's minimal generator: the same row of numbers everywhere. */
function numbers(): () => number {
  let state = 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

let side: Side | null = null;
const current = (): Side => {
  if (!side) throw new Error('Nothing is loaded.');
  return side;
};

const sides = {
  ours: createOurs,
  fragments: (model: string) => createFragments(`/files/${model}.frag`),
  glb: (model: string) => createMergedGlb(`/files/${model}.glb`),
};

window.linliBench = {
  async load(name, model) {
    const startedMs = performance.now();
    let firstMs = Number.NaN;
    let drawn = false;
    side = sides[name](model);
    await side.load(view, () => {
      if (drawn) return;
      drawn = true;
      renderer.render(scene, camera);
      void cardIsDone().then(() => (firstMs = performance.now() - startedMs));
    });
    renderer.render(scene, camera);
    finish();
    const fullMs = performance.now() - startedMs;
    while (Number.isNaN(firstMs)) await rest(5);
    const { triangles, calls } = renderer.info.render;
    return { firstMs, fullMs, triangles, drawCalls: calls };
  },
  async frames(count) {
    const ms: number[] = [];
    for (let i = 0; i < count + 5; i++) {
      turn((i * Math.PI) / 180);
      const startedMs = performance.now();
      current().update();
      renderer.render(scene, camera);
      if (i >= 5) ms.push(performance.now() - startedMs);
      finish();
      await rest(5);
    }
    turn(0);
    return ms;
  },
  async spots(count) {
    const next = numbers();
    const found: Spot[] = [];
    for (let tries = 0; found.length < count && tries < count * 100; tries++) {
      const spot: Spot = [innerWidth * next(), innerHeight * next()];
      if (await current().pick?.(...spot)) found.push(spot);
    }
    return found;
  },
  async picks(spots) {
    const ms: number[] = [];
    let hits = 0;
    for (const [x, y] of spots) {
      const startedMs = performance.now();
      const hit = await current().pick?.(x, y);
      ms.push(performance.now() - startedMs);
      if (hit) hits++;
    }
    return { ms, hits };
  },
  async ask(what, query, times) {
    const ms: number[] = [];
    let found = 0;
    for (let i = 0; i < times; i++) {
      const startedMs = performance.now();
      found = (await current()[what]?.(query)) ?? 0;
      ms.push(performance.now() - startedMs);
    }
    return { ms, found };
  },
  async change(count, times) {
    const draw = () => {
      const startedMs = performance.now();
      renderer.render(scene, camera);
      const ms = performance.now() - startedMs;
      finish();
      return ms;
    };
    const plain = Array.from({ length: times }, draw).toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
    const before = renderer.info.render.calls;
    const ms: number[] = [];
    for (let round = 0; round < times; round++) {
      const changeMs = (await current().change?.(count, round)) ?? Number.NaN;
      ms.push(changeMs + draw() - plain);
      await rest(20);
    }
    return { ms, before, after: renderer.info.render.calls };
  },
  async memory() {
    const measured = await performance.measureUserAgentSpecificMemory?.();
    return { heapBytes: measured?.bytes ?? Number.NaN, cardBytes: cardBytes() };
  },
};
