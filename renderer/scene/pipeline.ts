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
  type Vector4,
  type WebGLRenderer,
} from 'three';
import type { Outlines } from './outline/outlines.ts';
import { createPresenting, type ScreenRect } from './presenting.ts';
import { createComposite } from './shading/composite.ts';
import { createOcclusion } from './shading/occlusion.ts';
import type { SceneUniforms } from './shading/uniforms.ts';
import { warmUp, type ShaderSample } from './shading/warmUp.ts';
import { aim, lookStraight } from './split/aim.ts';
import { panesOf } from './split/panes.ts';
import { onePicture, type Splitting } from './split/splitting.ts';

export interface Pipeline {
  /** Resolves once these shaders, and those that end on the screen, are made. */
  warmUp(camera: PerspectiveCamera, shaders: readonly ShaderSample[]): Promise<unknown>;
  /** Drawing buffer size, device pixels. */
  resize(widthPx: number, heightPx: number): void;
  /**
   * `sample`: 0 starts a new picture, higher ones refine it; null is not averaged: moving, or the first sharp one.
   * `occludes`: what is near each other is darker there; at full scale only.
   */
  drawBase(
    scene: Scene,
    camera: PerspectiveCamera,
    scale: number,
    sample: number | null,
    occludes?: boolean,
  ): void;
  /** Puts base, outlines and overlay on the screen; given a part of a view, only there. */
  present(overlay: Scene, camera: PerspectiveCamera, part?: ScreenRect): void;
  /** Device pixels of the drawing buffer now: smaller while moving on a slow machine. */
  readonly bufferPx: Vector2;
  readonly depth: DepthTexture;
  /** Part of the base target that holds the picture, for look-ups of its depth. */
  readonly usedPart: Vector2;
  /** Of the drawing buffer, where the view lies that the overlay is drawn in: left, lower, width, height, 0…1. */
  readonly pane: Vector4;
  setSplitting(splitting: Splitting): void;
  /** What is outlined. */
  setOutlines(outlines: Outlines): void;
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
  const occlusion = createOcclusion();
  const usedPart = new Vector2(1, 1);
  let splitting = onePicture;
  const bufferPx = new Vector2(4, 4);
  /** The browser scales the canvas up, which costs less than a pass over every pixel of the screen. */
  const setBuffer = (width: number, height: number) => {
    if (bufferPx.x === width && bufferPx.y === height) return;
    bufferPx.set(width, height);
    renderer.setSize(width, height, false);
  };
  const presenting = createPresenting(renderer, shared, bufferPx, () => splitting);
  let widthPx = 4;
  let heightPx = 4;
  let source: WebGLRenderTarget = base;
  let bloomStale = true;

  return {
    depth,
    usedPart,
    bufferPx,
    pane: presenting.pane,
    setSplitting: (next) => void (splitting = next),
    setOutlines: presenting.setOutlines,
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
      occlusion.resize(widthPx, heightPx);
      presenting.resize(widthPx, heightPx);
    },
    drawBase(scene, camera, scale, sample, occludes = false) {
      const w = Math.max(4, Math.round(widthPx * scale));
      const h = Math.max(4, Math.round(heightPx * scale));
      setBuffer(w, h);
      usedPart.set(w / widthPx, h / heightPx);
      let offPx: Vector2 | undefined;
      if (sample !== null && sample > 0) {
        offPx = new Vector2(halton(sample, 2) - 0.5, halton(sample, 3) - 0.5);
        const turn = sample * 2.39996;
        const reach = 0.0016 * Math.sqrt((sample % 8) / 8 + 0.06);
        shared.uShadowJitter.value.set(Math.cos(turn) * reach, Math.sin(turn) * reach);
      } else shared.uShadowJitter.value.set(0, 0);
      const darkens = occludes && scale === 1;
      const panes = panesOf(splitting.kind, splitting.at(), w);
      for (const pane of panes) {
        splitting.turn(pane.side);
        base.viewport.set(pane.leftPx, 0, pane.widthPx, h);
        base.scissor.copy(base.viewport);
        base.scissorTest = scale < 1 || panes.length > 1;
        aim(camera, pane, h, offPx);
        renderer.setRenderTarget(base);
        renderer.clear();
        renderer.render(scene, camera);
        if (darkens)
          occlusion.draw(renderer, depth, camera, { ...pane, heightPx: h }, (sample ?? 0) * 0.618034);
      }
      lookStraight(camera);
      source = base;
      bloomStale = true;
      if (sample === null && !darkens) return;
      const share = 1 / ((sample ?? 0) + 1);
      if (darkens) occlusion.blend(renderer, base.texture, depth, blended, share);
      else composite.blend(renderer, base.texture, blended, share);
      source = blended;
    },
    present(overlay, camera, part) {
      presenting.present(
        overlay,
        camera,
        () => {
          composite.present(renderer, source.texture, source === base ? usedPart : undefined, bloomStale);
          bloomStale = false;
        },
        part,
      );
    },
    setBloom: (strength) => composite.setBloom(strength),
    dispose() {
      base.dispose();
      depth.dispose();
      blended.dispose();
      composite.dispose();
      occlusion.dispose();
      presenting.dispose();
    },
  };
}
