/** A model as a source of elements: one texel of state for each, names that stay, rays that skip what is hidden. */
import { Ray, Vector3, type PerspectiveCamera } from 'three';
import type { Enu } from '#shared/twin/compound.ts';
import type { ElementSource, SceneModel } from '../contract.ts';
import { applyStates } from './applyStates.ts';
import type { ChunkMesh } from './chunkMesh.ts';
import { createElementIds, type ElementIds } from './elementIds.ts';
import type { LoadedModel } from './loadedModel.ts';
import type { PointsProgress } from './points/pointLayer.ts';

export interface ModelSource extends ElementSource {
  readonly contentKey: string;
  /** Null until its columns are there. */
  readonly model: LoadedModel | null;
  readonly shiftEnu: Enu;
  readonly isDisposed: boolean;
  /** Of those that stand on one step of storeys that are moved apart; all without one. */
  pick(fromEnu: Enu, direction: Enu, step?: number): ReturnType<ElementSource['pick']>;
  idOf(element: number): string;
  elementOf(id: string): number;
  /** The next frame is seen from here; CSS pixels. What is drawn may depend on it. */
  follow(camera: PerspectiveCamera, widthPx: number, heightPx: number, minSizePx?: number): void;
}

export interface SourceProgress {
  readonly ready: (model: LoadedModel) => void;
  readonly chunk: (chunk: ChunkMesh, fraction: number) => void;
  /** It is no longer drawn: others stand for it. */
  readonly gone: (chunk: ChunkMesh) => void;
  /** Pictures lie on one of its chunks now. */
  readonly covered: () => void;
  readonly points?: PointsProgress;
  /** How many of the model's parts could not be had so far; they are asked for again. */
  readonly missing: (name: string, count: number) => void;
}

/** How a model comes to be there. */
export interface ModelLoading {
  load(signal: AbortSignal, ready: (model: LoadedModel) => void): Promise<void>;
  follow?(camera: PerspectiveCamera, widthPx: number, heightPx: number): void;
}

export function createModelSource(
  manifest: SceneModel,
  shiftEnu: Enu,
  ready: (model: LoadedModel) => void,
  { load, follow }: ModelLoading,
): ModelSource {
  const stop = new AbortController();
  let model: LoadedModel | null = null;
  let ids: ElementIds | null = null;
  return {
    id: manifest.id,
    contentKey: manifest.contentKey,
    shiftEnu,
    get model() {
      return model;
    },
    get isDisposed() {
      return stop.signal.aborted;
    },
    idOf: (element) => ids?.idOf(element) ?? `~${element}`,
    elementOf: (id) => ids?.elementOf(id) ?? -1,
    load: () =>
      load(stop.signal, (loaded) => {
        model = loaded;
        ids = createElementIds(loaded.columns.globalId);
        ready(loaded);
      }),
    follow(camera, widthPx, heightPx, minSizePx) {
      follow?.(camera, widthPx, heightPx);
      model?.points?.follow(camera, widthPx, heightPx, minSizePx);
    },
    setStates(states) {
      if (model && ids) applyStates(model.state, ids, states);
    },
    pick(fromEnu, direction, step) {
      if (!model) return null;
      const { steps } = model;
      const { isHidden, isXray } = model.state;
      const isPassed = (element: number) =>
        isHidden(element) || isXray(element) || (step !== undefined && steps.stepOf(element) !== step);
      const ray = new Ray(new Vector3(...fromEnu), new Vector3(...direction));
      let best: { element: number; distanceM: number; positionEnu?: Enu } | null = null;
      for (const chunk of model.chunks) {
        const hit = chunk.pick(ray, isPassed);
        if (hit && (!best || hit.distanceM < best.distanceM)) best = hit;
      }
      const point = model.points?.pick(fromEnu, direction, isPassed);
      if (point && (!best || point.distanceM < best.distanceM)) best = point;
      if (!best) return null;
      const { element, distanceM, positionEnu } = best;
      return { elementId: ids?.idOf(element) ?? '', distanceM, ...(positionEnu && { positionEnu }) };
    },
    bounds: () => model?.manifest.bounds ?? null,
    dispose() {
      stop.abort();
      model?.dispose();
      model = null;
    },
  };
}
