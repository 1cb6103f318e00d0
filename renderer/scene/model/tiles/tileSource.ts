/**
 * A tileset as a source of elements: tiles come and go as one looks nearer, and what is drawn of them are chunks as every
 * model has them, with the pictures of their file.
 */
import { Matrix4, NoColorSpace, Vector2, type Object3D, type PerspectiveCamera, type Texture } from 'three';
import type { ElementColumns, TilesIndex } from '#shared/protocol/model.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { SceneModel } from '#scene/contract.ts';
import type { SceneUniforms } from '#scene/shading/uniforms.ts';
import { createChunkMaterials, type ChunkMaterials } from '../chunkMaterial.ts';
import { createChunkMesh, type ChunkMesh } from '../chunkMesh.ts';
import { fetchAgain, pauseMs as growingPause, tryAgain } from '../fetchAgain.ts';
import { createLoadedModel, type LoadedModel } from '../loadedModel.ts';
import { createModelSource, type ModelSource, type SourceProgress } from '../modelSource.ts';
import { tileChunks } from './tileChunks.ts';
import { strip } from './strip.ts';
import type { TileMemory, Tileset } from './tileset.ts';

const MEMORY: TileMemory = { keptBytes: 192 * 2 ** 20, mostBytes: 256 * 2 ** 20 };

/** A view is not settled because all that was asked for has come: what comes may lead to more. */
const ALMOST = 0.99;

interface DrawnTile {
  readonly chunks: readonly ChunkMesh[];
  /** Of its own pictures. */
  readonly materials: readonly ChunkMaterials[];
}

interface There extends ReturnType<typeof createLoadedModel> {
  readonly index: TilesIndex;
}

export function createTileSource(
  base: string,
  manifest: SceneModel,
  shiftEnu: Enu,
  shared: SceneUniforms,
  progress: SourceProgress,
  { pauseMs, memory }: { readonly pauseMs: (failures: number) => number; readonly memory: TileMemory } = {
    pauseMs: growingPause,
    memory: MEMORY,
  },
): ModelSource {
  const { tiled, contentKey } = manifest;
  const root = `${base}/${encodeURIComponent(manifest.id)}`;
  let follow: (camera: PerspectiveCamera, widthPx: number, heightPx: number) => void = () => undefined;
  return createModelSource(manifest, shiftEnu, progress.ready, {
    follow: (camera, widthPx, heightPx) => follow(camera, widthPx, heightPx),
    async load(signal, ready) {
      if (!tiled) throw new Error(`${manifest.id} has no tiles.`);
      let missing = 0;
      const again = {
        signal,
        pauseMs,
        missing(change: 1 | -1) {
          missing += change;
          progress.missing(manifest.name, missing);
        },
      };
      // What reads tiles comes with the first tileset.
      const { createTileset } = await tryAgain(() => import('./tileset.ts'), again);
      signal.throwIfAborted();
      const tileset = createTileset(root, contentKey, tiled, shiftEnu, memory, again);
      const tiles = createDrawnTiles(tileset, shared, progress);
      const view = createView(tileset, () => tiles.isThere());
      follow = view.follow;
      signal.addEventListener(
        'abort',
        () => {
          view.stop();
          tiles.dispose();
          tileset.renderer.dispose();
        },
        { once: true },
      );
      // The tileset is on its way meanwhile.
      const version = `?v=${encodeURIComponent(contentKey)}`;
      const json = <T>(url: string) => fetchAgain(url, (response) => response.json() as Promise<T>, again);
      const [listed, { tiles: index }] = await Promise.all([
        json<ElementColumns>(`${root}/elements${version}`),
        json<{ readonly tiles: TilesIndex }>(`${root}/tiles`),
      ]);
      signal.throwIfAborted();
      const there = { ...createLoadedModel(manifest, listed, shiftEnu, shared), index };
      ready({
        ...there.model,
        setCutting(on) {
          there.model.setCutting(on);
          tiles.setCutting(on);
        },
      } satisfies LoadedModel);
      tiles.begin(there);
      view.update();
      await view.settled;
      tiles.complete();
    },
  });
}

function createDrawnTiles(
  { renderer, toEnu, pathOf }: Tileset,
  shared: SceneUniforms,
  progress: Pick<SourceProgress, 'chunk' | 'gone'>,
) {
  const drawn = new Map<object, DrawnTile>();
  /** Tiles that came before the columns did. */
  const early = new Map<object, () => void>();
  let there: There | null = null;
  let isComplete = false;

  const draw = (scene: Object3D, url: string): DrawnTile => {
    if (!there) return { chunks: [], materials: [] };
    const { model, materials, index } = there;
    const own: ChunkMaterials[] = [];
    const pictured = (map: Texture): ChunkMaterials => {
      // Shaders here reckon with the bytes as they are.
      map.colorSpace = NoColorSpace;
      const { solid, glass, setCutting, dispose } = createChunkMaterials(
        shared,
        model.state.drawn,
        model.steps.texture,
        map,
      );
      const { xray, ghost, cast } = materials;
      const made: ChunkMaterials = { solid, glass, xray, ghost, cast, setCutting, dispose };
      own.push(made);
      return made;
    };
    const chunks = tileChunks(scene, toEnu, index[pathOf(url)] ?? { element: -1, features: [] }).map(
      ({ chunk, map, uv }) =>
        map ? createChunkMesh(chunk, pictured(map), [], uv) : createChunkMesh(chunk, materials, []),
    );
    strip(scene);
    return { chunks, materials: own };
  };
  const show = (tile: object, visible: boolean) => {
    const chunks = there?.model.chunks ?? [];
    for (const chunk of drawn.get(tile)?.chunks ?? []) {
      const at = chunks.indexOf(chunk);
      if (visible && at < 0) {
        chunks.push(chunk);
        // Tiles that come later, because one looks from elsewhere, are no loading of the model.
        progress.chunk(chunk, isComplete ? 1 : Math.min(renderer.loadProgress, ALMOST));
      } else if (!visible && at >= 0) {
        chunks.splice(at, 1);
        progress.gone(chunk);
      }
    }
  };
  const letGo = (tile: object) => {
    show(tile, false);
    const held = drawn.get(tile);
    drawn.delete(tile);
    for (const chunk of held?.chunks ?? []) chunk.dispose();
    for (const one of held?.materials ?? []) one.dispose();
  };
  renderer.addEventListener('load-model', ({ scene, tile, url }) => {
    const take = () => {
      drawn.set(tile, draw(scene, url));
      if (renderer.visibleTiles.has(tile)) show(tile, true);
    };
    if (there) take();
    else early.set(tile, take);
  });
  renderer.addEventListener('tile-visibility-change', ({ tile, visible }) => show(tile, visible));
  renderer.addEventListener('dispose-model', ({ tile }) => {
    early.delete(tile);
    letGo(tile);
  });
  return {
    isThere: () => there !== null,
    complete: () => void (isComplete = true),
    begin(loaded: There) {
      there = loaded;
      for (const take of early.values()) take();
      early.clear();
    },
    setCutting(on: boolean) {
      for (const { materials } of drawn.values()) for (const one of materials) one.setCutting(on);
    },
    dispose() {
      for (const tile of drawn.keys()) letGo(tile);
    },
  };
}

/** Asks the tileset again whenever something has come or one looks from elsewhere. */
function createView({ renderer }: Tileset, isReady: () => boolean) {
  let seenBy: PerspectiveCamera | null = null;
  const seen = new Matrix4();
  const now = new Matrix4();
  const size = new Vector2();
  let due: number | undefined;
  let isOver = false;
  let resolve: () => void = () => undefined;
  const settled = new Promise<void>((done) => (resolve = done));
  const update = () => {
    if (isOver || !seenBy) return;
    renderer.update();
    const { downloadQueue, parseQueue, processNodeQueue } = renderer;
    const isBusy = [downloadQueue, parseQueue, processNodeQueue].some(({ running }) => running);
    // Nothing may be in sight at all.
    if (renderer.root && renderer.loadProgress === 1 && !isBusy && isReady()) resolve();
  };
  renderer.addEventListener('needs-update', () => {
    due ??= requestAnimationFrame(() => {
      due = undefined;
      update();
    });
  });
  // Nobody need look yet for its beginning to be fetched.
  renderer.update();
  return {
    settled,
    update,
    follow(camera: PerspectiveCamera, widthPx: number, heightPx: number) {
      if (isOver) return;
      const isNew = camera !== seenBy;
      if (isNew) {
        if (seenBy) renderer.deleteCamera(seenBy);
        seenBy = camera;
        renderer.setCamera(camera);
      }
      camera.updateMatrixWorld();
      now.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
      renderer.setResolution(camera, widthPx, heightPx);
      const isSame = !isNew && now.equals(seen) && size.x === widthPx && size.y === heightPx;
      seen.copy(now);
      size.set(widthPx, heightPx);
      if (!isSame) update();
    },
    stop() {
      isOver = true;
      if (due !== undefined) cancelAnimationFrame(due);
      resolve();
    },
  };
}
