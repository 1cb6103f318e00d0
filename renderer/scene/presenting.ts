/**
 * What comes over the kept base picture: outlines, then symbols and volumes in each view, then the line between two
 * versions. All of it on the screen, or in the small part of a view where a symbol flashes.
 */
import { Color, Vector4, type PerspectiveCamera, type Scene, type Vector2, type WebGLRenderer } from 'three';
import { createOutlinePass, OUTLINE_REACH_PX } from './outline/outlinePass.ts';
import type { Outlines } from './outline/outlines.ts';
import type { SceneUniforms } from './shading/uniforms.ts';
import { aim, lookStraight } from './split/aim.ts';
import { panesOf, viewsOf, type Pane } from './split/panes.ts';
import type { Splitting } from './split/splitting.ts';

/** Part of a view, CSS pixels from its upper left. */
export interface ScreenRect {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface Presenting {
  /** Of the drawing buffer, where the view lies that is drawn now: left, lower, width, height, 0…1. */
  readonly pane: Vector4;
  setOutlines(outlines: Outlines): void;
  resize(widthPx: number, heightPx: number): void;
  /** `base` puts the base picture on the screen, where drawing is not limited to a part of it. */
  present(overlay: Scene, camera: PerspectiveCamera, base: () => void, part?: ScreenRect): void;
  dispose(): void;
}

/** The line between two versions is this part of the picture's height wide. */
const SEAM_PER_HEIGHT = 540;
const SEAM = new Color('#eef2f6');
const NOTHING = new Color(0x000000);

export function createPresenting(
  renderer: WebGLRenderer,
  shared: SceneUniforms,
  bufferPx: Vector2,
  splitting: () => Splitting,
): Presenting {
  const outlinePass = createOutlinePass(shared.uSelectColor.value);
  const pane = new Vector4(0, 0, 1, 1);
  let outlines: Outlines | null = null;

  /** Buffer pixels in a CSS pixel. */
  const pixelRatio = () => bufferPx.y / Math.max(1, renderer.domElement.clientHeight);
  const panes = () => panesOf(splitting().kind, splitting().at(), bufferPx.x);
  const limit = ({ x, y, z, w }: Vector4) => {
    renderer.setScissor(x, y, Math.max(0, z), Math.max(0, w));
    renderer.setScissorTest(true);
  };
  const maskOutlines = (camera: PerspectiveCamera) => {
    if (!outlines || outlines.isEmpty) return;
    outlinePass.clear(renderer);
    for (const one of panes()) {
      splitting().turn(one.side);
      aim(camera, one, bufferPx.y);
      outlinePass.mask(renderer, outlines.scene, camera, {
        leftPx: one.leftPx,
        bottomPx: 0,
        widthPx: one.widthPx,
        heightPx: bufferPx.y,
      });
    }
    lookStraight(camera);
  };
  /** In one view, and there only round what is outlined, and within a part of the buffer. */
  const drawOutlines = (camera: PerspectiveCamera, view: Pane, within: Vector4) => {
    const share = outlines?.isEmpty === false ? outlines.within(camera) : null;
    if (!share) return;
    const reachPx = Math.ceil(OUTLINE_REACH_PX * pixelRatio());
    const across = (part: number) => view.leftPx + part * view.widthPx;
    const left = Math.max(within.x, Math.floor(across(share.left)) - reachPx);
    const bottom = Math.max(within.y, Math.floor(share.bottom * bufferPx.y) - reachPx);
    const right = Math.min(within.x + within.z, Math.ceil(across(share.right)) + reachPx);
    const top = Math.min(within.y + within.w, Math.ceil(share.top * bufferPx.y) + reachPx);
    if (left >= right || bottom >= top) return;
    limit(new Vector4(left, bottom, right - left, top - bottom));
    outlinePass.draw(renderer, pixelRatio());
    renderer.setScissorTest(false);
  };
  const drawOverlay = (overlay: Scene, camera: PerspectiveCamera, view: Pane) => {
    const { x: w, y: h } = bufferPx;
    pane.set(view.leftPx / w, 0, view.widthPx / w, 1);
    renderer.setViewport(view.leftPx, 0, view.widthPx, h);
    renderer.render(overlay, camera);
    renderer.setViewport(0, 0, w, h);
  };
  /** Also in pictures that are kept. */
  const drawSeam = () => {
    const [, second] = panes();
    if (!second) return;
    const wide = Math.max(2, Math.round(bufferPx.y / SEAM_PER_HEIGHT));
    limit(new Vector4(Math.round(second.leftPx - wide / 2), 0, wide, bufferPx.y));
    renderer.setRenderTarget(null);
    renderer.setClearColor(SEAM, 1);
    renderer.clear(true, false, false);
    renderer.setClearColor(NOTHING, 1);
    renderer.setScissorTest(false);
  };
  /** A part of a view in buffer pixels from the lower left. */
  const placed = ({ leftPx, topPx, widthPx, heightPx }: ScreenRect, view: Pane) => {
    const bottomPx = renderer.domElement.clientHeight - topPx - heightPx;
    const [x = 0, y = 0, w = 0, h = 0] = [leftPx, bottomPx, widthPx, heightPx].map((px) =>
      Math.round(px * pixelRatio()),
    );
    const left = Math.max(view.leftPx, view.leftPx + x);
    return new Vector4(left, y, Math.min(view.leftPx + view.widthPx, view.leftPx + x + w) - left, h);
  };

  return {
    pane,
    setOutlines: (next) => void (outlines = next),
    resize: outlinePass.resize,
    present(overlay, camera, base, part) {
      const views = viewsOf(splitting().kind, bufferPx.x);
      if (!part) {
        maskOutlines(camera);
        base();
        for (const view of views) {
          drawOutlines(camera, view, new Vector4(view.leftPx, 0, view.widthPx, bufferPx.y));
          drawOverlay(overlay, camera, view);
        }
      } else
        for (const view of views) {
          const only = placed(part, view);
          limit(only);
          base();
          drawOutlines(camera, view, only);
          limit(only);
          drawOverlay(overlay, camera, view);
          renderer.setScissorTest(false);
        }
      drawSeam();
    },
    dispose: outlinePass.dispose,
  };
}
