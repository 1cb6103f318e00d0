/**
 * How a frame comes about. The base scene is drawn into a target; while moving at a part of its resolution, when
 * still at full size and then again with sub-pixel offsets, averaged: edges and shadows turn smooth within a second.
 * The overlay (symbols, volumes, tracks) is drawn over the kept base, so a blinking symbol costs no geometry.
 */
import {
  DepthTexture,
  HalfFloatType,
  LinearFilter,
  NearestFilter,
  UnsignedIntType,
  Vector2,
  WebGLRenderTarget,
  type PerspectiveCamera,
  type Scene,
  type WebGLRenderer,
} from 'three';
import { createComposite } from './shading/composite.ts';
import type { SceneUniforms } from './shading/uniforms.ts';
import { warmUp, type ShaderSample } from './shading/warmUp.ts';

/** Part of the view, CSS pixels from the upper left. */
export interface ScreenRect {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface Pipeline {
  /** Resolves once these shaders, and those that end on the screen, are made. */
  warmUp(camera: PerspectiveCamera, shaders: readonly ShaderSample[]): Promise<unknown>;
  /** Drawing buffer size, device pixels. */
  resize(widthPx: number, heightPx: number): void;
  /** `sample`: 0 starts a new picture, higher ones refine it; null is not averaged: moving, or the first sharp one. */
  drawBase(scene: Scene, camera: PerspectiveCamera, scale: number, sample: number | null): void;
  /** Puts base and overlay on the screen; given a part of it, only there. */
  present(overlay: Scene, camera: PerspectiveCamera, part?: ScreenRect): void;
  /** Device pixels of the drawing buffer now: smaller while moving on a slow machine. */
  readonly bufferPx: Vector2;
  readonly depth: DepthTexture;
  /** Part of the base target that holds the picture, for look-ups of its depth. */
  readonly usedPart: Vector2;
  setBloom(strength: number): void;
  dispose(): void;
}

/** Halton points, bases 2 and 3. */
function halton(index: number, base: number): number {
  let value = 0;
  let part = 1;
  for (let i = index; i > 0; i = Math.floor(i / base)) {
    part /= base;
    value += part * (i % base);
  }
  return value;
}

export function createPipeline(
  renderer: WebGLRenderer,
  shared: SceneUniforms,
  options: { readonly multisample: boolean },
): Pipeline {
  const depth = new DepthTexture(4, 4, UnsignedIntType);
  depth.minFilter = depth.magFilter = NearestFilter;
  const base = new WebGLRenderTarget(4, 4, {
    depthTexture: depth,
    samples: options.multisample ? 4 : 0,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
  });
  const blended = new WebGLRenderTarget(4, 4, { type: HalfFloatType, depthBuffer: false });
  const composite = createComposite();
  const usedPart = new Vector2(1, 1);
  const bufferPx = new Vector2(4, 4);
  /** The browser scales the canvas up, which costs less than a pass over every pixel of the screen. */
  const setBuffer = (width: number, height: number) => {
    if (bufferPx.x === width && bufferPx.y === height) return;
    bufferPx.set(width, height);
    renderer.setSize(width, height, false);
  };
  let widthPx = 4;
  let heightPx = 4;
  let source: WebGLRenderTarget = base;
  let bloomStale = true;

  return {
    depth,
    usedPart,
    bufferPx,
    warmUp(camera, shaders) {
      return Promise.all([
        warmUp(renderer, camera, base, shaders),
        warmUp(renderer, camera, null, composite.shaders),
      ]);
    },
    resize(width, height) {
      widthPx = Math.max(4, width);
      heightPx = Math.max(4, height);
      base.setSize(widthPx, heightPx);
      blended.setSize(widthPx, heightPx);
      composite.resize(widthPx, heightPx);
    },
    drawBase(scene, camera, scale, sample) {
      const w = Math.max(4, Math.round(widthPx * scale));
      const h = Math.max(4, Math.round(heightPx * scale));
      setBuffer(w, h);
      base.viewport.set(0, 0, w, h);
      base.scissor.set(0, 0, w, h);
      base.scissorTest = scale < 1;
      usedPart.set(w / widthPx, h / heightPx);
      if (sample !== null && sample > 0) {
        camera.setViewOffset(
          widthPx,
          heightPx,
          halton(sample, 2) - 0.5,
          halton(sample, 3) - 0.5,
          widthPx,
          heightPx,
        );
        const turn = sample * 2.39996;
        const reach = 0.0016 * Math.sqrt((sample % 8) / 8 + 0.06);
        shared.uShadowJitter.value.set(Math.cos(turn) * reach, Math.sin(turn) * reach);
      } else {
        camera.clearViewOffset();
        shared.uShadowJitter.value.set(0, 0);
      }
      camera.updateProjectionMatrix();
      renderer.setRenderTarget(base);
      renderer.clear();
      renderer.render(scene, camera);
      camera.clearViewOffset();
      camera.updateProjectionMatrix();
      source = base;
      bloomStale = true;
      if (sample === null) return;
      composite.blend(renderer, base.texture, blended, 1 / (sample + 1));
      source = blended;
    },
    present(overlay, camera, rect) {
      const used = source === base ? usedPart : undefined;
      if (rect) {
        const bottomPx = renderer.domElement.clientHeight - rect.topPx - rect.heightPx;
        const scale = bufferPx.y / Math.max(1, renderer.domElement.clientHeight);
        const [x, y, w, h] = [rect.leftPx, bottomPx, rect.widthPx, rect.heightPx].map((px) =>
          Math.round(px * scale),
        );
        renderer.setScissor(x ?? 0, y ?? 0, w ?? 0, h ?? 0);
        renderer.setScissorTest(true);
      }
      composite.present(renderer, source.texture, used, bloomStale);
      bloomStale = false;
      renderer.render(overlay, camera);
      renderer.setScissorTest(false);
    },
    setBloom: (strength) => composite.setBloom(strength),
    dispose() {
      base.dispose();
      depth.dispose();
      blended.dispose();
      composite.dispose();
    },
  };
}
