/**
 * The WebGL side of the host: context, pipeline, maps, detail. Kept apart so that the host also stands, and says so,
 * where there is no WebGL at all.
 */
import { Scene, Vector3, WebGLRenderer, type PerspectiveCamera } from 'three';
import type { Enu, LampPlan } from '#shared/twin/compound.ts';
import type { Extent } from './extent.ts';
import { createFrames, type FrameParts, type Frames } from './frames.ts';
import type { OverlayDepth } from './layers/overlayMaterial.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { createQualityController } from './quality.ts';
import { createGroundMap } from './shading/groundMap.ts';
import { createShadowMap } from './shading/shadowMap.ts';
import type { SceneUniforms } from './shading/uniforms.ts';
import { refusedShaders, type ShaderSample } from './shading/warmUp.ts';

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
  const shadow = createShadowMap(renderer, shared, software ? 2048 : 4096);
  const groundMap = createGroundMap(shared);
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
    const [x, y] = extent.centreEnu;
    if (castersStale)
      groundMap.draw(renderer, scene, { xM: x, yM: y, reachM: extent.radiusM * 1.15 }, lamps, fence);
    shadow.draw(scene, new Vector3(x, y, 8), extent.radiusM * 1.06);
    castersStale = sunStale = false;
  };
  return {
    renderer,
    pipeline,
    scene,
    overlay,
    overlayDepth: { depth: pipeline.depth, usedPart: pipeline.usedPart, bufferPx: pipeline.bufferPx },
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
        quality: createQualityController(software ? 5 : 0),
        stepDown,
        refinements: software ? 5 : 15,
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
    restore() {
      castersStale = sunStale = true;
      castersAtMs = -Infinity;
    },
    dispose() {
      pipeline.dispose();
      shadow.dispose();
      groundMap.dispose();
      renderer.dispose();
    },
  };
}
