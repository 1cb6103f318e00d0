/** What of a model is there: its columns where it stands, what its elements look like, and the chunks it is drawn from. */
import type { Texture } from 'three';
import type { ElementColumns } from '#shared/protocol/model.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { SceneModel } from '../contract.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import { createChunkMaterials, type ChunkMaterials } from './chunkMaterial.ts';
import type { ChunkMesh } from './chunkMesh.ts';
import type { PointLayer } from './points/pointLayer.ts';
import { createSidedState, type SidedState } from './sidedState.ts';
import { createStepTexture, type StepTexture } from './stepTexture.ts';

export interface LoadedModel {
  readonly manifest: SceneModel;
  readonly columns: ElementColumns;
  readonly state: SidedState;
  readonly steps: StepTexture;
  /** Elements that are windows. */
  readonly windows: readonly number[];
  /** Grows while the model loads; of tiles it holds those that are drawn now. */
  readonly chunks: readonly ChunkMesh[];
  /** Null where it has no points. */
  readonly points: PointLayer | null;
  setCutting(on: boolean): void;
  dispose(): void;
}

/** Beside what a loaded model shows: what fills it. */
export interface Filling {
  readonly model: LoadedModel & { readonly chunks: ChunkMesh[] };
  readonly materials: ChunkMaterials;
  /** Draws a chunk of it with these layers of pictures, which are let go by what it returns, at last with the model. */
  cover(chunk: ChunkMesh, layers: Texture): () => void;
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
): Filling {
  const { bounds } = described;
  const manifest: SceneModel = {
    ...described,
    bounds: bounds && { minEnu: shifted(bounds.minEnu, shiftEnu), maxEnu: shifted(bounds.maxEnu, shiftEnu) },
  };
  const columns: ElementColumns = {
    ...listed,
    centreEnu: listed.centreEnu.map((centre) => centre && shifted(centre, shiftEnu)),
  };
  const state = createSidedState(columns.type.length);
  const steps = createStepTexture(columns.type.length);
  const materials = createChunkMaterials(shared, state.drawn, steps.texture);
  const chunks: ChunkMesh[] = [];
  const pictured = new Set<ChunkMaterials>();
  const releases = new Set<() => void>();
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
    points: null,
    setCutting(on: boolean) {
      for (const one of [materials, ...pictured]) one.setCutting(on);
    },
    dispose() {
      for (const chunk of chunks) chunk.dispose();
      for (const release of releases) release();
      materials.dispose();
      state.dispose();
      steps.dispose();
    },
  };
  return {
    model,
    materials,
    cover(chunk, layers) {
      const own = createChunkMaterials(shared, state.drawn, steps.texture, layers);
      const release = () => {
        pictured.delete(own);
        releases.delete(release);
        own.dispose();
        layers.dispose();
      };
      pictured.add(own);
      releases.add(release);
      chunk.cover(own);
      return release;
    },
  };
}
