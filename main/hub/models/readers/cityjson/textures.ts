/** Textures of a CityJSON appearance: pictures by the numbers that surfaces name, and where surfaces lie on them. */
import type { SurfaceSkin } from '../geometry/surfaces.ts';
import { arrayOf } from '../jsonText.ts';
import type { PictureShelf } from '../pictureShelf.ts';
import { numberOr, type CitySurface, type CityThemes } from './boundaries.ts';
import { objectOf } from './cityDocument.ts';

type Json = Readonly<Record<string, unknown>>;

export function themesOf(appearance: Json): CityThemes {
  const named = (key: string): string | null => {
    const theme = appearance[key];
    return typeof theme === 'string' ? theme : null;
  };
  return { material: named('default-theme-material'), texture: named('default-theme-texture') };
}

export function openTextures(
  appearance: Json,
  shelf: PictureShelf,
): (surface: CitySurface) => SurfaceSkin | null {
  const textures = arrayOf(appearance['textures']);
  const places = arrayOf(appearance['vertices-texture']);
  return ({ texture, rings }) => {
    const [number] = arrayOf(texture?.[0]);
    const { image } = objectOf(textures[numberOr(number, -1)]);
    const picture = typeof image === 'string' ? shelf(image) : null;
    if (!texture || !picture) return null;
    const uvRings = rings.map((_, i) =>
      arrayOf(texture[i])
        .slice(1)
        .flatMap((vertex) => uvOf(places, vertex)),
    );
    return { picture, uvRings };
  };
}

/** Upwards in the file, downwards here. Nothing where it is no place. */
function uvOf(places: readonly unknown[], vertex: unknown): readonly number[] {
  const [u, v] = arrayOf(typeof vertex === 'number' ? places[vertex] : null);
  return typeof u === 'number' && typeof v === 'number' ? [u, 1 - v] : [];
}
