/**
 * Fetches one model: columns and chunks at once, largest first; each shows as soon as it is decoded. Addresses name the
 * content, so that the browser keeps what it has seen.
 */
import type { ChunkLayers } from '#shared/models/chunkContainer.ts';
import type { DecodedChunk, ElementColumns } from '#shared/protocol/model.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { SceneModel } from '../contract.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import { createChunkMesh, type ChunkMesh } from './chunkMesh.ts';
import { decodeChunk } from './decodeChunk.ts';
import type { DecodePool } from './decodePool.ts';
import { fetchAgain, pauseMs as growingPause } from './fetchAgain.ts';
import { createLayerTexture } from './layerTexture.ts';
import { layerTexels } from './pictureTexels.ts';
import { createLoadedModel, shifted, type LoadedModel } from './loadedModel.ts';

const PARALLEL = 4;

export type Decoding = Pick<DecodePool, 'decode' | 'layers'>;

export async function loadModel(
  base: string,
  described: SceneModel,
  shiftEnu: Enu,
  shared: SceneUniforms,
  signal: AbortSignal,
  progress: {
    readonly ready: (model: LoadedModel) => void;
    readonly chunk: (chunk: ChunkMesh, fraction: number) => void;
    /** Pictures lie on one of its chunks now. */
    readonly covered: () => void;
    /** How many of the model's parts could not be had so far; they are asked for again. */
    readonly missing: (name: string, count: number) => void;
  },
  pauseMs: (failures: number) => number = growingPause,
  { decode, layers: layersOf }: Decoding = { decode: decodeChunk, layers: layerTexels },
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
  const { model, materials, cover } = createLoadedModel(described, listed, shiftEnu, shared);
  const { chunks, columns } = model;
  progress.ready(model);
  const total = described.chunks.length;
  let done = 0;
  const bare: { readonly chunk: ChunkMesh; readonly layers: ChunkLayers }[] = [];
  const show = (decoded: DecodedChunk) => {
    if (signal.aborted) return;
    const originEnu = shifted(decoded.originEnu, shiftEnu);
    const chunk = createChunkMesh({ ...decoded, originEnu }, materials, columns.sizeM);
    chunks.push(chunk);
    if (decoded.layers) bare.push({ chunk, layers: decoded.layers });
    done++;
    progress.chunk(chunk, done / total);
  };
  const work = async (begun: Promise<DecodedChunk>) => {
    show(await begun);
    for (let info = queue.shift(); info && !signal.aborted; info = queue.shift())
      show(await fetchChunk(info));
  };
  await Promise.all(first.map(work));
  const fetchPicture = async ({ file, isCutOut }: ChunkLayers['pictures'][number]) => ({
    isCutOut,
    bytes: await fetchAgain(
      `${root}/pictures/${file}${version}`,
      (response) => response.arrayBuffer(),
      again,
    ),
  });
  // All stands in plain colours before the first picture is asked for.
  for (const { chunk, layers } of bare) {
    const pictures = await Promise.all(layers.pictures.map(fetchPicture));
    const texels = await layersOf({ ...layers, pictures });
    if (signal.aborted) return;
    cover(chunk, createLayerTexture(texels, layers));
    progress.covered();
  }
}
