/** What a measurement says: one line on the scene, all of it in the list and on the clipboard. Pure. */
import { areaOf, perimeterOf, stretchOf } from '#shared/geo/measure.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { Measurement, MeasureKind } from '#state/appearance.ts';

/** Millimetres while that is honest, centimetres beyond. */
export function metres(m: number): string {
  return `${m.toFixed(Math.abs(m) < 10 ? 3 : 2)} m`;
}

const signed = (m: number) => `${m < 0 ? '−' : '+'}${Math.abs(m).toFixed(3)}`;
const squareMetres = (m2: number) => `${m2.toFixed(2)} m²`;

/** How many places must be pressed; null: until it is closed. */
export const pressesOf: Readonly<Record<MeasureKind, number | null>> = {
  point: 1,
  distance: 2,
  edge: 1,
  face: 1,
  area: null,
  height: 1,
  clearance: 2,
};

export function headline({
  kind,
  pointsEnu,
  areaM2,
}: Pick<Measurement, 'kind' | 'pointsEnu' | 'areaM2'>): string {
  const [a, b] = pointsEnu;
  if (!a) return '';
  if (kind === 'point') return a.map((m) => m.toFixed(3)).join(', ');
  if (kind === 'face' || kind === 'area') return squareMetres(areaM2 ?? areaOf(pointsEnu));
  return b ? metres(stretchOf(a, b).lengthM) : '';
}

/** Parts of a length, or the way round an area. */
export function details({ kind, pointsEnu }: Pick<Measurement, 'kind' | 'pointsEnu'>): string {
  const [a, b] = pointsEnu;
  if (kind === 'area' && pointsEnu.length > 2) return `∑ ${metres(perimeterOf(pointsEnu))}`;
  if (kind === 'face' || kind === 'point' || kind === 'height' || !a || !b) return '';
  const { eastM, northM, upM, slopeDeg } = stretchOf(a, b);
  return `ΔX ${signed(eastM)} · ΔY ${signed(northM)} · ΔZ ${signed(upM)} · ∠ ${slopeDeg.toFixed(1)}°`;
}

/** Straight down to the compound's ground. */
export function downToGround([x, y, z]: Enu): readonly [Enu, Enu] {
  return [
    [x, y, 0],
    [x, y, z],
  ];
}
