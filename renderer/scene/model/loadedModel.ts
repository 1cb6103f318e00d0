/** What of a model is there: its columns where it stands, what its elements look like, and the chunks it is drawn from. */
import type { ElementColumns } from '#shared/protocol/model.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { SceneModel } from '../contract.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import { createChunkMaterials, type ChunkMaterials } from './chunkMaterial.ts';
import type { ChunkMesh } from './chunkMesh.ts';
import { createStateTexture, type StateTexture } from './stateTexture.ts';
import { createStepTexture, type StepTexture } from './stepTexture.ts';

export interface LoadedModel {
  readonly manifest: SceneModel;
  readonly columns: ElementColumns;
  readonly state: StateTexture;
  readonly steps: StepTexture;
  /** Elements that are windows. */
  readonly windows: readonly number[];
  /** Grows while the model loads; of tiles it holds those that are drawn now. */
  readonly chunks: readonly ChunkMesh[];
  setCutting(on: boolean): void;
  dispose(): void;
}

export function shifted([x, y, z]: Enu, [dx, dy, dz]: Enu): Enu {
  return [x + dx, y + dy, z + dz];
}

/** Without chunks yet; they are put into `model.chunks` as they come. */
export function createLoadedModel(
  described: SceneModel,
  listed: ElementColumns,
  shiftEnu: Enu,
  shared: SceneUniforms,
): { readonly model: LoadedModel & { readonly chunks: ChunkMesh[] }; readonly materials: ChunkMaterials } {
  const { bounds } = described;
  const manifest: SceneModel = {
    ...described,
    bounds: bounds && { minEnu: shifted(bounds.minEnu, shiftEnu), maxEnu: shifted(bounds.maxEnu, shiftEnu) },
  };
  const columns: ElementColumns = {
    ...listed,
    centreEnu: listed.centreEnu.map((centre) => centre && shifted(centre, shiftEnu)),
  };
  const state = createStateTexture(columns.type.length);
  const steps = createStepTexture(columns.type.length);
  const materials = createChunkMaterials(shared, state.texture, steps.texture);
  const chunks: ChunkMesh[] = [];
  const windows: number[] = [];
  columns.type.forEach((type, element) => {
    if (/window/i.test(type)) windows.push(element);
  });
  const model = {
    manifest,
    columns,
    state,
    steps,
    windows,
    chunks,
    setCutting: materials.setCutting,
    dispose() {
      for (const chunk of chunks) chunk.dispose();
      materials.dispose();
      state.dispose();
      steps.dispose();
    },
  };
  return { model, materials };
}
