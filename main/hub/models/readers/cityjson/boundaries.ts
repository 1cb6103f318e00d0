/** Boundaries of a CityJSON geometry, whatever its nesting, as surfaces with what they mean and are made of. */
import { arrayOf, isObject } from '../jsonText.ts';
import { objectOf } from './cityDocument.ts';

export interface CitySurface {
  /** Rings of vertex numbers, not yet checked. */
  readonly rings: readonly unknown[];
  readonly semantic: string | null;
  /** Number of a material, −1 where none. */
  readonly material: number;
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

export function surfacesOf(geometry: Readonly<Record<string, unknown>>, theme: string | null): CitySurface[] {
  const depth = DEPTH[String(geometry['type'])] ?? 0;
  if (depth === 0) return [];
  const semantics = objectOf(geometry['semantics']);
  const meanings = arrayOf(semantics['surfaces']);
  const themes = objectOf(geometry['material']);
  const material = objectOf((theme === null ? undefined : themes[theme]) ?? Object.values(themes)[0]);
  const everywhere = numberOr(material['value'], -1);
  const found: CitySurface[] = [];
  const walk = (boundaries: unknown, meaning: unknown, made: unknown, left: number): void => {
    for (const [i, inner] of arrayOf(boundaries).entries()) {
      const innerMeaning = Array.isArray(meaning) ? (meaning[i] as unknown) : meaning;
      const innerMade = Array.isArray(made) ? (made[i] as unknown) : made;
      if (left > 1) walk(inner, innerMeaning, innerMade, left - 1);
      else {
        const named = meanings[numberOr(innerMeaning, -1)];
        found.push({
          rings: arrayOf(inner),
          semantic: isObject(named) && typeof named['type'] === 'string' ? named['type'] : null,
          material: numberOr(innerMade, everywhere),
        });
      }
    }
  };
  walk(geometry['boundaries'], semantics['values'], material['values'], depth);
  return found;
}

export const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
