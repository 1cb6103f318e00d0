/**
 * When to draw what: a moving picture at stepped-down detail, the sharp one when the view rests, then refinements
 * until it is smooth, then nothing. It waits for the last frame to be finished before it draws the next, so that a
 * slow machine never works through a queue of stale pictures.
 */
import type { PerspectiveCamera, Scene, WebGLRenderer } from 'three';
import type { Pipeline } from './pipeline.ts';
import type { ScreenRect } from './presenting.ts';
import type { Picture } from './pictures.ts';
import { FULL, type Detail, type QualityController } from './quality.ts';

/** The view rests when it has not moved for this long. */
export const SETTLE_MS = 44;

export interface Frames {
  moved(nowMs: number): void;
  /** The picture of buildings and ground is out of date. */
  baseChanged(): void;
  overlayChanged(): void;
  /** Something else is outlined: the picture is put on the screen again, and nothing is laid out. */
  outlineChanged(): void;
  /** Flashing symbols took a step: only where they stand is drawn again, and nothing is laid out. */
  pulsed(): void;
  /** Draws what is due; true when more is to come. */
  draw(nowMs: number): boolean;
  readonly stats: {
    framesDrawn: number;
    lastFrameMs: number;
    triangles: number;
    drawCalls: number;
    reduced: boolean;
  };
  /** Instant the present picture became sharp; NaN until it is. */
  readonly sharpAtMs: number;
}

export interface FrameParts {
  readonly renderer: WebGLRenderer;
  readonly pipeline: Pipeline;
  readonly scene: Scene;
  readonly overlay: Scene;
  readonly camera: PerspectiveCamera;
  readonly quality: QualityController;
  readonly stepDown: boolean;
  /** Pictures that smooth the edges of one that rests. */
  readonly refinements: () => number;
  /** Sets draw ranges, trees and shadows for this detail. */
  applyDetail(detail: Detail): void;
  /** Before a sharp frame: shadow and ground maps if they are due. */
  refreshMaps(): void;
  /** Labels and symbols follow the camera; `settle` lays them out anew. */
  arrange(settle: boolean, nowMs: number): void;
  /** Whether full detail includes ambient occlusion on this machine now. */
  occludes(): boolean;
  /** Where flashing symbols stand now. */
  flashing(): readonly ScreenRect[];
  /** More of the models is about to come: what would be refined would be drawn anew at once. */
  loading(): boolean;
  /** What the picture that is now handed to the card holds. */
  picture(): Picture;
  /** The card has finished it. */
  finished(picture: Picture): void;
}

export function createFrames(parts: FrameParts): Frames {
  const { renderer, pipeline, scene, overlay, camera, quality } = parts;
  const stats = { framesDrawn: 0, lastFrameMs: 0, triangles: 0, drawCalls: 0, reduced: false };
  let movedAtMs = -Infinity;
  let viewStale = true;
  let baseStale = true;
  let overlayStale = true;
  let pulseStale = false;
  let outlineStale = false;
  let sample = 0;
  let coarse = false;
  let wasMoving = false;
  let sharpAtMs = Number.NaN;
  let pending: {
    readonly sync: WebGLSync;
    readonly startMs: number;
    readonly moving: boolean;
    readonly picture: Picture;
  } | null = null;
  const gl = renderer.getContext() as WebGL2RenderingContext;
  renderer.info.autoReset = false;

  /** True while the last frame is still being drawn. */
  const busy = (): boolean => {
    if (!pending) return false;
    const status = gl.clientWaitSync(pending.sync, gl.SYNC_FLUSH_COMMANDS_BIT, 0);
    if (status === gl.TIMEOUT_EXPIRED) return true;
    gl.deleteSync(pending.sync);
    stats.lastFrameMs = performance.now() - pending.startMs;
    parts.finished(pending.picture);
    if (pending.moving) quality.record(stats.lastFrameMs);
    else if (Number.isNaN(sharpAtMs)) {
      sharpAtMs = performance.now();
      quality.recordSharp(stats.lastFrameMs);
    }
    pending = null;
    return false;
  };
  /** What is drawn at less than full detail has no ambient occlusion, nor has a machine that is short of it. */
  const occludes = (detail: Detail) => parts.occludes() && detail === FULL;
  const refines = () => !parts.loading() && (coarse || sample < parts.refinements());
  const finish = (startMs: number, moving: boolean) => {
    stats.framesDrawn++;
    stats.triangles = renderer.info.render.triangles;
    stats.drawCalls = renderer.info.render.calls;
    const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (sync) pending = { sync, startMs, moving, picture: parts.picture() };
    gl.flush();
  };
  const drawMoving = (nowMs: number) => {
    const detail = parts.stepDown ? quality.detail() : FULL;
    parts.applyDetail(detail);
    pipeline.drawBase(scene, camera, detail.scale, null, occludes(detail));
    parts.arrange(false, nowMs);
    pipeline.present(overlay, camera);
    stats.reduced = detail !== FULL;
    viewStale = baseStale = overlayStale = false;
    sharpAtMs = Number.NaN;
  };
  const drawStill = (nowMs: number) => {
    const fresh = baseStale || viewStale || wasMoving;
    if (fresh) {
      sample = 0;
      sharpAtMs = Number.NaN;
      parts.refreshMaps();
      const detail = parts.stepDown ? quality.sharp() : FULL;
      coarse = detail !== FULL;
      parts.applyDetail(detail);
      pipeline.drawBase(scene, camera, 1, coarse ? null : 0, occludes(detail));
    } else if (!overlayStale && (coarse || sample < parts.refinements())) {
      // The first refinement brings the last small things and starts the average anew.
      sample = coarse ? 0 : sample + 1;
      if (coarse) parts.applyDetail(FULL);
      coarse = false;
      pipeline.drawBase(scene, camera, 1, sample, occludes(FULL));
    }
    if (fresh || overlayStale) parts.arrange(true, nowMs);
    pipeline.present(overlay, camera);
    stats.reduced = false;
    viewStale = baseStale = overlayStale = false;
  };

  return {
    stats,
    get sharpAtMs() {
      return sharpAtMs;
    },
    moved(nowMs) {
      movedAtMs = nowMs;
      viewStale = true;
    },
    baseChanged() {
      baseStale = true;
    },
    overlayChanged() {
      overlayStale = true;
    },
    outlineChanged() {
      outlineStale = true;
    },
    pulsed() {
      pulseStale = true;
    },
    draw(nowMs) {
      if (busy()) return true;
      // A view that has changed since the last picture is moving, however long that picture took.
      const moving = viewStale || performance.now() - movedAtMs < SETTLE_MS;
      if (moving && !viewStale && !baseStale && !overlayStale) {
        wasMoving = true;
        return true;
      }
      const due = viewStale || baseStale || overlayStale || (wasMoving && !moving) || refines();
      if (!due && outlineStale) {
        pipeline.present(overlay, camera);
        stats.framesDrawn++;
      } else if (!due && pulseStale) {
        for (const rect of parts.flashing()) pipeline.present(overlay, camera, rect);
        stats.framesDrawn++;
      }
      pulseStale = outlineStale = false;
      if (!due) return false;
      const startMs = performance.now();
      renderer.info.reset();
      if (moving) drawMoving(nowMs);
      else drawStill(nowMs);
      finish(startMs, moving);
      wasMoving = moving;
      // Once the picture is sharp and refined, the fence may wait until there is something to draw again.
      return moving || refines() || Number.isNaN(sharpAtMs);
    },
  };
}
