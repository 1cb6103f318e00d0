/** A model's files as they are sent: whole, from its cache, with the key under which a screen keeps them. */
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { ModelHealth, ModelManifest, TilesIndex } from '#shared/protocol/model.ts';
import type { ModelCache } from './cache.ts';
import { CACHE_FILES } from './cacheWriter.ts';
import { pointFile } from './points/pointCloud.ts';
import { createColumnShelf } from './propertyStore.ts';
import type { Guard } from './repair.ts';

/** Of a model's files: bytes as they are sent. */
export interface ModelContent {
  readonly bytes: Buffer;
  readonly contentKey: string;
}

export interface SentFiles {
  /** JSON of `elements`, gzipped, to be sent without unpacking. */
  packedElements(modelId: string): Promise<Result<ModelContent>>;
  /** `joinColumns` of its properties, gzipped. */
  packedProperties(modelId: string): Promise<Result<ModelContent>>;
  chunk(modelId: string, index: number): Promise<Result<ModelContent>>;
  /** One picture on its surfaces, as the file held it. */
  picture(modelId: string, index: number): Promise<Result<ModelContent>>;
  /** Nodes of its clouds, JSON (`PointIndex`), gzipped. */
  packedPoints(modelId: string): Promise<Result<ModelContent>>;
  points(modelId: string, file: number): Promise<Result<ModelContent>>;
  /** Of a model that is drawn from tiles. */
  tilesIndex(modelId: string): Promise<Result<TilesIndex>>;
  /** One file of its tileset, by path. */
  tile(modelId: string, path: string): Promise<Result<ModelContent>>;
  health(modelId: string): Promise<Result<ModelHealth>>;
}

export function createSentFiles(
  cache: ModelCache,
  guard: Guard,
  manifestOf: (id: string) => Promise<Result<ModelManifest>>,
): SentFiles {
  const columnsOnce = createColumnShelf();

  /** @param has Whether a model like this one has such a file. */
  const file = async (
    id: string,
    name: string,
    has: (manifest: ModelManifest) => boolean = () => true,
  ): Promise<Result<ModelContent>> => {
    const manifest = await manifestOf(id);
    if (!manifest.ok) return manifest;
    if (!has(manifest.value)) return failure('no-model', { model: id });
    const bytes = await guard(id, () => cache.read(id, name));
    return bytes.ok ? success({ bytes: bytes.value, contentKey: manifest.value.contentKey }) : bytes;
  };

  const tilesOf = async (id: string) => {
    const manifest = await manifestOf(id);
    if (!manifest.ok) return manifest;
    if (!manifest.value.tiled) return failure('no-model', { model: id });
    const reader = await guard(id, () => cache.tiles(id));
    return reader.ok ? success({ reader: reader.value, contentKey: manifest.value.contentKey }) : reader;
  };

  return {
    packedElements: (id) => file(id, CACHE_FILES.columns),
    async packedProperties(id) {
      const stored = await file(id, CACHE_FILES.properties);
      if (!stored.ok) return stored;
      const { bytes, contentKey } = stored.value;
      const packed = await guard(id, async () => ({ bytes: await columnsOnce(contentKey, bytes) }));
      return packed.ok ? success({ contentKey, bytes: packed.value.bytes }) : packed;
    },
    chunk: (id, index) => file(id, CACHE_FILES.chunk(index), ({ chunks }) => index < chunks.length),
    picture: (id, index) => file(id, CACHE_FILES.picture(index), ({ pictures = 0 }) => index < pictures),
    packedPoints: (id) => file(id, CACHE_FILES.points, ({ points }) => Boolean(points)),
    points: (id, node) => file(id, pointFile(node), ({ points }) => node < (points?.nodes ?? 0)),
    async tilesIndex(id) {
      const tiles = await tilesOf(id);
      return tiles.ok ? success(tiles.value.reader.index) : tiles;
    },
    async tile(id, path) {
      const tiles = await tilesOf(id);
      if (!tiles.ok) return tiles;
      const { reader, contentKey } = tiles.value;
      // A file that is not there is no damage: tilesets name some that nobody has.
      const bytes = await guard(id, async () => ({ found: await reader.read(path.toLowerCase()) }));
      if (!bytes.ok) return bytes;
      return bytes.value.found
        ? success({ bytes: bytes.value.found, contentKey })
        : failure('not-found', { url: path.slice(0, 200) });
    },
    async health(id) {
      const sent = await file(id, CACHE_FILES.health);
      return sent.ok ? success(JSON.parse(sent.value.bytes.toString()) as ModelHealth) : sent;
    },
  };
}
