/** Pictures that cover the surfaces of a glTF asset, by material: only what every browser shows. */
import { readPicture, type Picture } from '#hub/models/skins.ts';
import { fault } from '#shared/protocol/result.ts';
import { arrayOf, isObject } from '../jsonText.ts';
import type { Notes } from '../notes.ts';
import { numberAt, type Accessors } from './accessors.ts';
import type { GltfAsset, Json } from './container.ts';

export interface MaterialPicture {
  readonly picture: Picture;
  /** Which `TEXCOORD_n` it is laid on by. */
  readonly set: number;
  /** From those coordinates to those of the picture. */
  readonly place: (u: number, v: number) => readonly [number, number];
}

const objectAt = (held: unknown, key: string): Json => {
  const value = isObject(held) ? held[key] : undefined;
  return isObject(value) ? value : {};
};

/** Of a material; null where it has none that can be shown. */
export function openPictures(
  { json, fileAt }: GltfAsset,
  accessors: Accessors,
  notes: Notes,
): (material: number) => MaterialPicture | null {
  const known = new Map<number, MaterialPicture | null>();
  const materials = arrayOf(json['materials']);

  const bytesOf = (image: unknown): Uint8Array | null => {
    if (!isObject(image)) return null;
    return typeof image['uri'] === 'string' ? fileAt(image['uri']) : accessors.view(image['bufferView']);
  };

  function read(material: unknown): MaterialPicture | null {
    const info = objectAt(objectAt(material, 'pbrMetallicRoughness'), 'baseColorTexture');
    if (!('index' in info)) return null;
    const texture = arrayOf(json['textures'])[numberAt(info, 'index', -1)];
    const extensions = objectAt(texture, 'extensions');
    const webp = objectAt(extensions, 'EXT_texture_webp');
    const source = numberAt(webp, 'source', isObject(texture) ? numberAt(texture, 'source', -1) : -1);
    const bytes = bytesOf(arrayOf(json['images'])[source]);
    const mode = isObject(material) ? material['alphaMode'] : undefined;
    const picture = bytes && readPicture(bytes, mode === 'MASK' || mode === 'BLEND');
    if (!picture) {
      notes.add(fault('textures-left-out'));
      return null;
    }
    const moved = objectAt(objectAt(info, 'extensions'), 'KHR_texture_transform');
    return {
      picture,
      set: numberAt(moved, 'texCoord', numberAt(info, 'texCoord', 0)),
      place: placing(moved),
    };
  }

  return (material) => {
    const held = known.get(material);
    if (held !== undefined) return held;
    const fresh = read(materials[material]);
    known.set(material, fresh);
    return fresh;
  };
}

/** `KHR_texture_transform`: scaled, turned, moved. */
function placing(moved: Json): MaterialPicture['place'] {
  const [dx = 0, dy = 0] = arrayOf(moved['offset']).map(Number);
  const [sx = 1, sy = 1] = arrayOf(moved['scale']).map(Number);
  const turn = numberAt(moved, 'rotation', 0);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return (u, v) => [cos * sx * u + sin * sy * v + dx, -sin * sx * u + cos * sy * v + dy];
}
