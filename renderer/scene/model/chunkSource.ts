/** A converted model as a source of elements: its chunks as they load, one texel of state for each element. */
import { Ray, Vector3 } from 'three';
import type { Enu } from '#shared/twin/compound.ts';
import type { ElementSource, SceneModel } from '../contract.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import type { ChunkMesh } from './chunkMesh.ts';
import type { DecodePool } from './decodePool.ts';
import { createElementIds, type ElementIds } from './elementIds.ts';
import { loadModel, type LoadedModel } from './loadModel.ts';

export interface ChunkSource extends ElementSource {
  readonly contentKey: string;
  /** Null until its columns are there. */
  readonly model: LoadedModel | null;
  readonly shiftEnu: Enu;
  readonly isDisposed: boolean;
  /** Of those that stand on one step of storeys that are moved apart; all without one. */
  pick(fromEnu: Enu, direction: Enu, step?: number): ReturnType<ElementSource['pick']>;
  idOf(element: number): string;
  elementOf(id: string): number;
}

export function createChunkSource(
  base: string,
  manifest: SceneModel,
  shiftEnu: Enu,
  shared: SceneUniforms,
  progress: {
    readonly ready: (model: LoadedModel) => void;
    readonly chunk: (chunk: ChunkMesh, fraction: number) => void;
    readonly missing: (name: string, count: number) => void;
  },
  decode?: DecodePool['decode'],
): ChunkSource {
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
      loadModel(
        base,
        manifest,
        shiftEnu,
        shared,
        stop.signal,
        {
          ...progress,
          ready(loaded) {
            model = loaded;
            ids = createElementIds(loaded.columns.globalId);
            progress.ready(loaded);
          },
        },
        undefined,
        decode,
      ),
    setStates(states) {
      if (!model || !ids) return;
      const { state } = model;
      for (const [id, { hidden, selected, tint }] of states) {
        const element = ids.elementOf(id);
        if (element < 0) continue;
        if (hidden !== undefined) state.setHidden(element, hidden);
        if (selected !== undefined) state.setSelected(element, selected);
        if (tint === null) state.setTint(element, 0, 0, 0, 0);
        else if (tint) state.setTint(element, ...tint.rgb, tint.strength);
      }
    },
    pick(fromEnu, direction, step) {
      if (!model) return null;
      const { steps } = model;
      const { isHidden, isXray } = model.state;
      const isPassed = (element: number) =>
        isHidden(element) || isXray(element) || (step !== undefined && steps.stepOf(element) !== step);
      const ray = new Ray(new Vector3(...fromEnu), new Vector3(...direction));
      let best: { element: number; distanceM: number } | null = null;
      for (const chunk of model.chunks) {
        const hit = chunk.pick(ray, isPassed);
        if (hit && (!best || hit.distanceM < best.distanceM)) best = hit;
      }
      return best && { elementId: ids?.idOf(best.element) ?? '', distanceM: best.distanceM };
    },
    bounds: () => model?.manifest.bounds ?? null,
    dispose() {
      stop.abort();
      model?.dispose();
      model = null;
    },
  };
}
