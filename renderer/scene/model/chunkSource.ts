/** A converted model as a source of elements: its chunks as they load. */
import type { Enu } from '#shared/twin/compound.ts';
import type { SceneModel } from '../contract.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import { loadModel, type Loading } from './loadModel.ts';
import { createModelSource, type ModelSource, type SourceProgress } from './modelSource.ts';

export function createChunkSource(
  base: string,
  manifest: SceneModel,
  shiftEnu: Enu,
  shared: SceneUniforms,
  progress: Omit<SourceProgress, 'gone'> & Partial<Pick<SourceProgress, 'gone'>>,
  loading?: Loading,
): ModelSource {
  return createModelSource(manifest, shiftEnu, progress.ready, {
    load: (signal, ready) =>
      loadModel(base, manifest, shiftEnu, shared, signal, { ...progress, ready }, undefined, loading),
  });
}
