/** The pictures of one chunk for the graphics card. The page keeps them too: a card may lose what it holds. */
import {
  DataArrayTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  NoColorSpace,
  RepeatWrapping,
  type Texture,
} from 'three';
import type { ChunkLayers } from '#shared/models/chunkContainer.ts';

const ANISOTROPY = 4;

/** `texels` as `layerTexels` makes them. */
export function createLayerTexture(
  texels: Uint8Array,
  { widthPx, heightPx, pictures }: ChunkLayers,
): Texture {
  const texture = new DataArrayTexture(texels as Uint8Array<ArrayBuffer>, widthPx, heightPx, pictures.length);
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.anisotropy = ANISOTROPY;
  // Shaders here reckon with the bytes as they are.
  texture.colorSpace = NoColorSpace;
  texture.needsUpdate = true;
  return texture;
}
