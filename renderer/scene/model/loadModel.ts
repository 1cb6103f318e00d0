/** Fetches one model: manifest and columns first, then chunks, largest first; each shows as soon as it is decoded. */
import type { ElementColumns, ModelManifest } from '#shared/protocol/model.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import { createChunkMaterials } from './chunkMaterial.ts';
import { createChunkMesh, type ChunkMesh } from './chunkMesh.ts';
import { decodeChunk } from './decodeChunk.ts';
import { fetchAgain, pauseMs as growingPause } from './fetchAgain.ts';
import { createStateTexture, type StateTexture } from './stateTexture.ts';

const PARALLEL = 4;

export interface LoadedModel {
  readonly manifest: ModelManifest;
  readonly columns: ElementColumns;
  readonly state: StateTexture;
  /** Elements that are windows. */
  readonly windows: readonly number[];
  /** Grows while the model loads. */
  readonly chunks: readonly ChunkMesh[];
  dispose(): void;
}

function shifted([x, y, z]: Enu, [dx, dy, dz]: Enu): Enu {
  return [x + dx, y + dy, z + dz];
}

export async function loadModel(
  base: string,
  modelId: string,
  shiftEnu: Enu,
  shared: SceneUniforms,
  signal: AbortSignal,
  progress: {
    readonly ready: (model: LoadedModel) => void;
    readonly chunk: (chunk: ChunkMesh, fraction: number) => void;
    /** How many of the model's parts could not be had so far; they are asked for again. */
    readonly missing: (name: string, count: number) => void;
  },
  pauseMs: (failures: number) => number = growingPause,
): Promise<void> {
  const root = `${base}/${encodeURIComponent(modelId)}`;
  let name = modelId;
  let missing = 0;
  const again = {
    signal,
    pauseMs,
    missing(change: 1 | -1) {
      missing += change;
      progress.missing(name, missing);
    },
  };
  const [described, listed] = await Promise.all([
    fetchAgain(`${root}/manifest`, (response) => response.json() as Promise<ModelManifest>, again),
    fetchAgain(`${root}/elements`, (response) => response.json() as Promise<ElementColumns>, again),
  ]);
  name = described.name;
  const { bounds } = described;
  const manifest: ModelManifest = {
    ...described,
    bounds: bounds && { minEnu: shifted(bounds.minEnu, shiftEnu), maxEnu: shifted(bounds.maxEnu, shiftEnu) },
  };
  const columns: ElementColumns = {
    ...listed,
    centreEnu: listed.centreEnu.map((centre) => centre && shifted(centre, shiftEnu)),
  };
  const state = createStateTexture(columns.type.length);
  const materials = createChunkMaterials(shared, state.texture);
  const chunks: ChunkMesh[] = [];
  const windows: number[] = [];
  columns.type.forEach((type, element) => {
    if (/window/i.test(type)) windows.push(element);
  });
  progress.ready({
    manifest,
    columns,
    state,
    windows,
    chunks,
    dispose() {
      for (const chunk of chunks) chunk.dispose();
      materials.dispose();
      state.dispose();
    },
  });
  const queue = [...manifest.chunks].sort(
    (a, b) => Number(a.transparent) - Number(b.transparent) || b.triangles - a.triangles,
  );
  const total = queue.length;
  let done = 0;
  const work = async () => {
    for (let info = queue.shift(); info; info = queue.shift()) {
      const decoded = await fetchAgain(
        `${root}/chunks/${info.index}`,
        async (response) => decodeChunk(await response.arrayBuffer()),
        again,
      );
      if (signal.aborted) return;
      const originEnu = shifted(decoded.originEnu, shiftEnu);
      const chunk = createChunkMesh({ ...decoded, originEnu }, materials, columns.sizeM);
      chunks.push(chunk);
      done++;
      progress.chunk(chunk, done / total);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
}
