/** What the hub's configuration covers the globe with: pictures, terrain, a city in 3D Tiles. What cannot be had is told; the rest is drawn. */
import {
  Cesium3DTileset,
  CesiumTerrainProvider,
  Ion,
  IonImageryProvider,
  IonResource,
  UrlTemplateImageryProvider,
  type ImageryLayer,
  type Scene,
} from '@cesium/engine';
import type { GlobeSources } from '#shared/protocol/globe.ts';
import type { GlobeLook } from './look.ts';

/** Of `ion:<asset>`; null for an address. */
const ionAsset = (address: string) => (address.startsWith('ion:') ? Number(address.slice(4)) : null);

export interface Cover {
  setLook(look: GlobeLook): void;
}

export function createCover(
  scene: Scene,
  sources: GlobeSources,
  on: { readonly changed: () => void; readonly failed: () => void },
): Cover {
  Ion.defaultAccessToken = sources.ionToken ?? '';
  let picture: ImageryLayer | null = null;
  let look: GlobeLook | null = null;
  const dress = () => {
    if (picture && look) Object.assign(picture, look.picture, { brightness: look.coverBrightness });
    on.changed();
  };

  async function addImagery(address: string): Promise<void> {
    const asset = ionAsset(address);
    const provider =
      asset === null
        ? new UrlTemplateImageryProvider({ url: address })
        : await IonImageryProvider.fromAssetId(asset);
    if (scene.isDestroyed()) return;
    // One tile that is missing is no fault; a host that gives none is.
    let failures = 0;
    provider.errorEvent.addEventListener(() => ++failures === failuresAtMost && on.failed());
    picture = scene.imageryLayers.addImageryProvider(provider);
    dress();
  }
  async function addTerrain(address: string): Promise<void> {
    const asset = ionAsset(address);
    const terrain = await CesiumTerrainProvider.fromUrl(
      asset === null ? address : IonResource.fromAssetId(asset),
    );
    if (!scene.isDestroyed()) scene.terrainProvider = terrain;
  }
  async function addTiles(address: string): Promise<void> {
    const asset = ionAsset(address);
    const tiles =
      asset === null ? await Cesium3DTileset.fromUrl(address) : await Cesium3DTileset.fromIonAssetId(asset);
    if (scene.isDestroyed()) return tiles.destroy();
    scene.primitives.add(tiles);
  }

  for (const [address, add] of [
    [sources.imagery, addImagery],
    [sources.terrain, addTerrain],
    [sources.tiles, addTiles],
  ] as const)
    if (address !== null)
      add(address).then(on.changed, (error: unknown) => {
        console.warn('the globe cannot be covered with', address.replace(/\?.*/, ''), error);
        on.failed();
      });
  return {
    setLook(next) {
      look = next;
      dress();
    },
  };
}

const failuresAtMost = 4;
