/** The tileset of a model as the hub serves it: fetched until it comes, placed in ENU, bounded in memory. */
import { TilesRenderer } from '3d-tiles-renderer/three';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { Matrix4 } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import type { Tiled } from '#shared/protocol/model.ts';
import type { Enu } from '#shared/twin/compound.ts';
import { fetchAgain, type FetchAgain } from '../fetchAgain.ts';

/** Above `most`, tiles that are not drawn are let go until `kept` is left. */
export interface TileMemory {
  readonly keptBytes: number;
  readonly mostBytes: number;
}

const ABSENT = 404;

export interface Tileset {
  readonly renderer: TilesRenderer;
  readonly toEnu: Matrix4;
  /** Path of what was fetched from this address, in lower case. */
  pathOf(url: string): string;
}

/** `root`: address of the model. */
export function createTileset(
  root: string,
  contentKey: string,
  { root: path, toEnu: stored }: Tiled,
  shiftEnu: Enu,
  memory: TileMemory,
  again: FetchAgain,
): Tileset {
  const folder = `${root}/tiles/`;
  const renderer = new TilesRenderer(folder + path.split('/').map(encodeURIComponent).join('/'));
  const gltf = new GLTFLoader(renderer.manager);
  gltf.setMeshoptDecoder(MeshoptDecoder);
  renderer.manager.addHandler(/\.(gltf|glb)$/i, gltf);
  renderer.lruCache.minBytesSize = memory.keptBytes;
  renderer.lruCache.maxBytesSize = memory.mostBytes;
  const toEnu = new Matrix4().makeTranslation(...shiftEnu).multiply(new Matrix4().fromArray([...stored]));
  renderer.group.matrixAutoUpdate = false;
  renderer.group.matrix.copy(toEnu);
  renderer.group.matrixWorldNeedsUpdate = true;
  renderer.group.updateMatrixWorld(true);
  const version = `v=${encodeURIComponent(contentKey)}`;
  renderer.registerPlugin({
    name: 'linli-hub',
    preprocessURL: (url: string) =>
      /[?&]v=/.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}${version}`,
    fetchData: (url: string, options: RequestInit) => {
      const signal = options.signal ? AbortSignal.any([options.signal, again.signal]) : again.signal;
      // Read whole, so that what breaks off is asked for again too.
      const read = async (response: Response): Promise<unknown> => {
        if (response.status === ABSENT) return response;
        return isJson(url) ? response.json() : response.arrayBuffer();
      };
      return fetchAgain(url, read, { ...again, signal, isFinal: (status) => status === ABSENT });
    },
  });
  // A tile that the tileset names and nobody has was told of when it was imported; one that cannot be read is said.
  renderer.addEventListener('load-error', ({ error }) => {
    if (!error.message.includes(String(ABSENT))) again.missing(1);
  });
  const above = new URL(folder, location.href).pathname;
  return {
    renderer,
    toEnu,
    pathOf: (url) =>
      decodeURIComponent(new URL(url, location.href).pathname.slice(above.length)).toLowerCase(),
  };
}

const isJson = (url: string): boolean => /\.json(\?|$)/i.test(url);
