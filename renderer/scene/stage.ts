/**
 * The WebGL side of the host: context, pipeline, maps, detail. Kept apart so that the host also stands, and says so,
 * where there is no WebGL at all.
 */
import { Scene, WebGLRenderer, type PerspectiveCamera } from 'three';
import type { Enu, LampPlan } from '#shared/twin/compound.ts';
import type { Extent } from './extent.ts';
import type { SceneQuality } from './contract.ts';
import { createFrames, type FrameParts, type Frames } from './frames.ts';
import type { OverlayDepth } from './layers/overlayMaterial.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { createQualityController } from './quality.ts';
import { createLightMaps } from './shading/lightMaps.ts';
import type { SceneUniforms } from './shading/uniforms.ts';
import { refusedShaders, type ShaderSample } from './shading/warmUp.ts';
import { onePicture, type Splitting } from './split/splitting.ts';

const MAPS_REST_MS = 220;

export interface Stage {
  readonly renderer: WebGLRenderer;
  readonly pipeline: Pipeline;
  readonly overlayDepth: OverlayDepth;
  readonly scene: Scene;
  readonly overlay: Scene;
  resize(widthPx: number, heightPx: number): void;
  /** Has the card make these shaders now; resolves once it has, with what it said about those that it refused. */
  warmUp(shaders: readonly ShaderSample[]): Promise<readonly string[]>;
  startFrames(
    on: Pick<FrameParts, 'applyDetail' | 'arrange' | 'flashing' | 'loading' | 'picture' | 'finished'>,
  ): Frames;
  /** Something that casts shadow or stands on the ground has changed; settled: no more of it will follow soon. */
  castersChanged(settled?: boolean): void;
  sunChanged(): void;
  setExtent(extent: Extent, lamps: readonly LampPlan[], fence: readonly Enu[]): void;
  /** True when maps wait for a quiet moment: draw again later. */
  mapsWaiting(): boolean;
  /** How much is drawn: as the machine can, or as a person has pinned it. */
  setQuality(quality: SceneQuality): void;
  /** What is drawn beside what from now on, and how the scene is made to show a side. */
  setSplitting(splitting: Splitting): void;
  /** After a lost context everything on the card is gone. */
  restore(): void;
  dispose(): void;
}

/** Null where WebGL 2 is missing. */
function createRenderer(canvas: HTMLCanvasElement): WebGLRenderer | null {
  try {
    const context = canvas.getContext('webgl2', {
      antialias: false,
      alpha: false,
      depth: false,
      stencil: false,
      // A flashing symbol draws a small part of the picture; the rest must still be there.
      preserveDrawingBuffer: true,
      powerPreference: 'high-performance',
    });
    return context ? new WebGLRenderer({ canvas, context, antialias: false }) : null;
  } catch {
    return null;
  }
}

export function isSoftware(renderer: WebGLRenderer): boolean {
  const gl = renderer.getContext();
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = info ? gl.getParameter(info.UNMASKED_RENDERER_WEBGL) : '';
  return /swiftshader|llvmpipe|software|basic render/i.test(String(name));
}

export function createStage(
  canvas: HTMLCanvasElement,
  camera: PerspectiveCamera,
  shared: SceneUniforms,
  stepDown: boolean,
): Stage | null {
  const renderer = createRenderer(canvas);
  if (!renderer) return null;
  const software = isSoftware(renderer);
  renderer.autoClear = false;
  // Asking after each shader waits for the card each time. They are ours; the precision journey compiles them all.
  renderer.debug.checkShaderErrors = false;
  const pipeline = createPipeline(renderer, shared, { multisample: !software });
  const maps = createLightMaps(renderer, shared, software ? 2048 : 4096);
  let splitting = onePicture;
  const quality = createQualityController(software ? 5 : 0);
  const scene = new Scene();
  const overlay = new Scene();
  scene.matrixWorldAutoUpdate = true;
  let extent: Extent = { centreEnu: [0, 0, 0], radiusM: 120 };
  let lamps: readonly LampPlan[] = [];
  let fence: readonly Enu[] = [];
  let castersStale = true;
  let sunStale = true;
  let castersAtMs = -Infinity;
  let fullShadow = 0;

  const refreshMaps = () => {
    if (!castersStale && !sunStale) return;
    if (castersStale && performance.now() - castersAtMs < MAPS_REST_MS) return;
    maps.draw(scene, { extent, lamps, fence }, castersStale, (side) => splitting.turn(side));
    castersStale = sunStale = false;
  };
  return {
    renderer,
    pipeline,
    scene,
    overlay,
    overlayDepth: {
      depth: pipeline.depth,
      usedPart: pipeline.usedPart,
      bufferPx: pipeline.bufferPx,
      pane: pipeline.pane,
    },
    resize(widthPx, heightPx) {
      pipeline.resize(widthPx, heightPx);
    },
    warmUp: async (shaders) => {
      await pipeline.warmUp(camera, shaders);
      return refusedShaders(renderer);
    },
    startFrames: ({ applyDetail, ...rest }) =>
      createFrames({
        renderer,
        pipeline,
        scene,
        overlay,
        camera,
        quality,
        // Where the card is none, only a person who wants it gets it.
        occludes: () =>
          quality.pinned === 'high' || (quality.pinned === 'auto' && !software && quality.level === 0),
        stepDown,
        refinements: () => (quality.pinned === 'low' ? 0 : software ? 5 : 15),
        applyDetail(wanted) {
          if (shared.uShadowStrength.value > 0) fullShadow = shared.uShadowStrength.value;
          shared.uShadowStrength.value = wanted.shadows ? fullShadow : 0;
          applyDetail(wanted);
        },
        refreshMaps,
        ...rest,
      }),
    castersChanged(settled = false) {
      castersStale = true;
      castersAtMs = settled ? -Infinity : performance.now();
    },
    sunChanged() {
      sunStale = true;
      fullShadow = shared.uShadowStrength.value;
    },
    setExtent(next, nextLamps, nextFence) {
      fence = nextFence;
      extent = next;
      lamps = nextLamps;
      castersStale = true;
    },
    mapsWaiting: () => castersStale || sunStale,
    setQuality: quality.pin,
    setSplitting(next) {
      splitting = {
        ...next,
        turn(side) {
          next.turn(side);
          maps.use(side);
        },
      };
      maps.setSides(next.kind === null ? 1 : 2);
      pipeline.setSplitting(splitting);
      castersStale = true;
      castersAtMs = -Infinity;
    },
    restore() {
      castersStale = sunStale = true;
      castersAtMs = -Infinity;
    },
    dispose() {
      pipeline.dispose();
      maps.dispose();
      renderer.dispose();
    },
  };
}
