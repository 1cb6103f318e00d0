/**
 * Fetches one model: columns and chunks at once, largest first; each shows as soon as it is decoded. Addresses name the
 * content, so that the browser keeps what it has seen.
 */
import type { ChunkLayers } from '#shared/models/chunkContainer.ts';
import type { ElementColumns } from '#shared/protocol/model.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { SceneModel } from '../contract.ts';
import type { SceneUniforms } from '../shading/uniforms.ts';
import { createChunkMesh, type ChunkMesh } from './chunkMesh.ts';
import { decodeChunk } from './decodeChunk.ts';
import type { DecodePool } from './decodePool.ts';
import { fetchAgain, pauseMs as growingPause } from './fetchAgain.ts';
import { createLayerTexture } from './layerTexture.ts';
import { layerTexels } from './pictureTexels.ts';
import { createResidency, type Residency, type Slot } from './residency.ts';
import { createPointLayer, type PointLayer, type PointsProgress } from './points/pointLayer.ts';
import { createPointMaterials } from './points/pointMaterial.ts';
import { createTexelBudget, type TexelBudget } from './texelBudget.ts';
import { createLoadedModel, shifted, type LoadedModel } from './loadedModel.ts';

const PARALLEL = 4;

export type Loading = Pick<DecodePool, 'decode' | 'layers'> & {
  readonly residency: Residency;
  readonly texels: TexelBudget;
};

export async function loadModel(
  base: string,
  described: SceneModel,
  shiftEnu: Enu,
  shared: SceneUniforms,
  signal: AbortSignal,
  progress: {
    readonly ready: (model: LoadedModel) => void;
    readonly chunk: (chunk: ChunkMesh, fraction: number) => void;
    /** It was let go: others are nearer. */
    readonly gone?: (chunk: ChunkMesh) => void;
    /** Pictures lie on one of its chunks now. */
    readonly covered: () => void;
    /** How many of the model's parts could not be had so far; they are asked for again. */
    readonly missing: (name: string, count: number) => void;
    readonly points?: PointsProgress;
  },
  pauseMs: (failures: number) => number = growingPause,
  { decode, layers: layersOf, residency, texels }: Loading = {
    decode: decodeChunk,
    layers: layerTexels,
    residency: createResidency(Infinity),
    texels: createTexelBudget(Infinity),
  },
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
  /** Asked for before anybody listens; a failure is thrown where it is taken. */
  const begun = new Map(queue.slice(0, PARALLEL).map((info) => [info, fetchChunk(info)]));
  for (const one of begun.values()) one.catch(() => undefined);
  const listed = await fetchAgain(
    `${root}/elements${version}`,
    (response) => response.json() as Promise<ElementColumns>,
    again,
  );
  const { model, materials, cover } = createLoadedModel(described, listed, shiftEnu, shared);
  const { chunks, columns } = model;
  const points = described.points
    ? createPointLayer(
        root,
        described.contentKey,
        shiftEnu,
        shared,
        createPointMaterials(shared, model.state.drawn, model.steps.texture),
        again,
        progress.points,
      )
    : null;
  progress.ready(points ? withPoints(model, points) : model);
  const pointed = points?.load();
  // Thrown below, once the chunks are there.
  pointed?.catch(() => undefined);
  const total = described.chunks.length;
  let done = 0;
  /** All stands in plain colours before the first picture is asked for. */
  let bare: (() => Promise<void>)[] | null = [];

  async function layPictures(chunk: ChunkMesh, layers: ChunkLayers): Promise<(() => void) | null> {
    const pictures = await Promise.all(
      layers.pictures.map(async ({ file, isCutOut }) => ({
        isCutOut,
        bytes: await fetchAgain(
          `${root}/pictures/${file}${version}`,
          (response) => response.arrayBuffer(),
          again,
        ),
      })),
    );
    const size = texels.take(layers);
    if (!size) return null;
    const fitting = { ...layers, widthPx: size.widthPx, heightPx: size.heightPx };
    // Without them it stands in plain colours.
    const made = await layersOf({ ...fitting, pictures }).catch(() => null);
    if (!made || signal.aborted || !chunks.includes(chunk)) {
      texels.give(size);
      return null;
    }
    const uncover = cover(chunk, createLayerTexture(made, fitting));
    const give = () => texels.give(size);
    signal.addEventListener('abort', give, { once: true });
    progress.covered();
    return () => {
      uncover();
      if (signal.aborted) return;
      signal.removeEventListener('abort', give);
      give();
    };
  }

  function slotOf(info: SceneModel['chunks'][number]): Slot {
    let shown: ChunkMesh | null = null;
    let release: (() => void) | null = null;
    return {
      ...placeOf(info, shiftEnu),
      triangles: info.triangles,
      async load() {
        const decoded = await (begun.get(info) ?? fetchChunk(info));
        begun.delete(info);
        if (signal.aborted) return;
        const originEnu = shifted(decoded.originEnu, shiftEnu);
        const chunk = createChunkMesh({ ...decoded, originEnu }, materials, columns.sizeM);
        shown = chunk;
        chunks.push(chunk);
        progress.chunk(chunk, Math.min(1, (done + 1) / total));
        const { layers } = decoded;
        if (!layers) return;
        const lay = async () => {
          const made = await layPictures(chunk, layers);
          // It may be gone by now, or have come again.
          if (shown === chunk) release = made;
          else made?.();
        };
        if (bare) bare.push(lay);
        else await lay();
      },
      unload() {
        if (!shown) return;
        chunks.splice(chunks.indexOf(shown), 1);
        progress.gone?.(shown);
        shown.dispose();
        release?.();
        shown = release = null;
      },
    };
  }

  const slots = queue.map(slotOf);
  signal.addEventListener('abort', () => slots.forEach(residency.remove), { once: true });
  const waiting = [...slots];
  const work = async () => {
    for (let slot = waiting.shift(); slot && !signal.aborted; slot = waiting.shift()) {
      await residency.add(slot);
      done++;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  // What there was no room for is fetched again when it is wanted.
  begun.clear();
  const pictures = bare;
  bare = null;
  for (const lay of pictures) await lay();
  await pointed;
}

/** Without a box it is always near. */
function placeOf(
  { bounds }: SceneModel['chunks'][number],
  [dx, dy, dz]: Enu,
): Pick<Slot, 'centreEnu' | 'radiusM'> {
  if (!bounds) return { centreEnu: { x: 0, y: 0, z: 0 }, radiusM: Infinity };
  const [min, max] = [bounds.minEnu, bounds.maxEnu];
  return {
    centreEnu: {
      x: (min[0] + max[0]) / 2 + dx,
      y: (min[1] + max[1]) / 2 + dy,
      z: (min[2] + max[2]) / 2 + dz,
    },
    radiusM: Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]) / 2,
  };
}

const withPoints = (model: LoadedModel, points: PointLayer): LoadedModel => ({
  ...model,
  points,
  setCutting(on) {
    model.setCutting(on);
    points.setCutting(on);
  },
  dispose() {
    points.dispose();
    model.dispose();
  },
});
