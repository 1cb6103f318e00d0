/** Boundaries of a CityJSON geometry, whatever its nesting, as surfaces with what they mean and are made of. */
import { arrayOf, isObject } from '../jsonText.ts';
import { objectOf } from './cityDocument.ts';

export interface CitySurface {
  /** Rings of vertex numbers, not yet checked. */
  readonly rings: readonly unknown[];
  readonly semantic: string | null;
  /** Number of a material, −1 where none. */
  readonly material: number;
  /** Number of a texture, then numbers of its vertices, for each ring; not yet checked. Null where it has none. */
  readonly texture: readonly unknown[] | null;
}

/** How many arrays lie around a surface. */
const DEPTH: Readonly<Record<string, number>> = {
  MultiSurface: 1,
  CompositeSurface: 1,
  Solid: 2,
  MultiSolid: 3,
  CompositeSolid: 3,
};

export const hasSurfaces = (type: unknown): boolean => typeof type === 'string' && type in DEPTH;

/** Looks that a file calls its default; null: the first there is. */
export interface CityThemes {
  readonly material: string | null;
  readonly texture: string | null;
}

export function surfacesOf(geometry: Readonly<Record<string, unknown>>, themes: CityThemes): CitySurface[] {
  const depth = DEPTH[String(geometry['type'])] ?? 0;
  if (depth === 0) return [];
  const semantics = objectOf(geometry['semantics']);
  const meanings = arrayOf(semantics['surfaces']);
  const material = lookOf(geometry['material'], themes.material);
  const texture = lookOf(geometry['texture'], themes.texture);
  const everywhere = numberOr(material['value'], -1);
  const found: CitySurface[] = [];
  const walk = (
    boundaries: unknown,
    meaning: unknown,
    made: unknown,
    covered: unknown,
    left: number,
  ): void => {
    for (const [i, inner] of arrayOf(boundaries).entries()) {
      const innerMeaning = Array.isArray(meaning) ? (meaning[i] as unknown) : meaning;
      const innerMade = Array.isArray(made) ? (made[i] as unknown) : made;
      const innerCovered = Array.isArray(covered) ? (covered[i] as unknown) : null;
      if (left > 1) walk(inner, innerMeaning, innerMade, innerCovered, left - 1);
      else {
        const named = meanings[numberOr(innerMeaning, -1)];
        found.push({
          rings: arrayOf(inner),
          semantic: isObject(named) && typeof named['type'] === 'string' ? named['type'] : null,
          material: numberOr(innerMade, everywhere),
          texture: Array.isArray(innerCovered) ? innerCovered : null,
        });
      }
    }
  };
  walk(geometry['boundaries'], semantics['values'], material['values'], texture['values'], depth);
  return found;
}

function lookOf(held: unknown, theme: string | null): Readonly<Record<string, unknown>> {
  const themes = objectOf(held);
  return objectOf((theme === null ? undefined : themes[theme]) ?? Object.values(themes)[0]);
}

export const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
