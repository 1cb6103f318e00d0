/**
 * Fetches one model: columns and chunks at once, largest first; each shows as soon as it is decoded. Addresses name the
 * content, so that the browser keeps what it has seen.
 */
import type { DecodedChunk, ElementColumns } from '#shared/protocol/model.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { SceneModel } from '../contract.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import { createChunkMaterials } from './chunkMaterial.ts';
import { createChunkMesh, type ChunkMesh } from './chunkMesh.ts';
import { decodeChunk } from './decodeChunk.ts';
import type { DecodePool } from './decodePool.ts';
import { fetchAgain, pauseMs as growingPause } from './fetchAgain.ts';
import { createStepTexture, type StepTexture } from './stepTexture.ts';
import { createStateTexture, type StateTexture } from './stateTexture.ts';

const PARALLEL = 4;

export interface LoadedModel {
  readonly manifest: SceneModel;
  readonly columns: ElementColumns;
  readonly state: StateTexture;
  readonly steps: StepTexture;
  /** Elements that are windows. */
  readonly windows: readonly number[];
  /** Grows while the model loads. */
  readonly chunks: readonly ChunkMesh[];
  setCutting(on: boolean): void;
  dispose(): void;
}

function shifted([x, y, z]: Enu, [dx, dy, dz]: Enu): Enu {
  return [x + dx, y + dy, z + dz];
}

export async function loadModel(
  base: string,
  described: SceneModel,
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
  decode: DecodePool['decode'] = decodeChunk,
): Promise<void> {
  const root = `${base}/${encodeURIComponent(described.id)}`;
  const version = `?v=${encodeURIComponent(described.contentKey)}`;
  let missing = 0;
  const again = {
    signal,
    pauseMs,
    missing(change: 1 | -1) {
      missing += change;
      progress.missing(described.name, missing);
    },
  };
  const queue = [...described.chunks].sort(
    (a, b) => Number(a.transparent) - Number(b.transparent) || b.triangles - a.triangles,
  );
  const fetchChunk = (info: SceneModel['chunks'][number]) =>
    fetchAgain(
      `${root}/chunks/${info.index}${version}`,
      async (response) => decode(await response.arrayBuffer()),
      again,
    );
  const first = queue.splice(0, PARALLEL).map(fetchChunk);
  // Until the columns are there nobody listens; a failure is thrown below.
  for (const one of first) one.catch(() => undefined);
  const listed = await fetchAgain(
    `${root}/elements${version}`,
    (response) => response.json() as Promise<ElementColumns>,
    again,
  );
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
  progress.ready({
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
  });
  const total = described.chunks.length;
  let done = 0;
  const show = (decoded: DecodedChunk) => {
    if (signal.aborted) return;
    const originEnu = shifted(decoded.originEnu, shiftEnu);
    const chunk = createChunkMesh({ ...decoded, originEnu }, materials, columns.sizeM);
    chunks.push(chunk);
    done++;
    progress.chunk(chunk, done / total);
  };
  const work = async (begun: Promise<DecodedChunk>) => {
    show(await begun);
    for (let info = queue.shift(); info && !signal.aborted; info = queue.shift())
      show(await fetchChunk(info));
  };
  await Promise.all(first.map(work));
}
