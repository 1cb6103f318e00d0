/** What the globe is covered with beside what it brings along: addresses that the hub's configuration names, and no others. */
import { Type, type Static } from 'typebox';
import { parsedUrl } from './url.ts';

/** `https://…`, or `ion:<asset>` of Cesium ion. */
export const GlobeAddress = Type.String({ pattern: '^(https?://.+|ion:[1-9][0-9]{0,9})$', maxLength: 2000 });
const orNull = Type.Union([GlobeAddress, Type.Null()]);

export const GlobeSources = Type.Object({
  /** Pictures of the ground; the address has `{x}`, `{y}`, `{z}` (or `{reverseY}`), or is an ion asset. */
  imagery: orNull,
  /** Folder of a quantized mesh with its `layer.json`. */
  terrain: orNull,
  /** `tileset.json` of a city in 3D Tiles. */
  tiles: orNull,
  ionToken: Type.Union([Type.String({ minLength: 8, maxLength: 2000 }), Type.Null()]),
});
export type GlobeSources = Static<typeof GlobeSources>;

export const bareGlobe: GlobeSources = { imagery: null, terrain: null, tiles: null, ionToken: null };

const ionHosts = ['https://api.cesium.com', 'https://assets.ion.cesium.com'];

/** Origins that the page of the globe may ask; none where nothing is configured. */
export function globeHosts({ imagery, terrain, tiles, ionToken }: GlobeSources): string[] {
  const hosts = [imagery, terrain, tiles].flatMap((address) => {
    if (address === null) return [];
    if (address.startsWith('ion:')) return ionToken === null ? [] : ionHosts;
    const plain = address.replaceAll(/\{[a-zA-Z]+\}/g, '0');
    const origin = parsedUrl(plain)?.origin;
    return origin === undefined ? [] : [origin];
  });
  return [...new Set(hosts)];
}
