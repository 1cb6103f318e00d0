import type { SitePoint } from '#models/generator/design.ts';

/** Road beside a point of the ground. */
export function nearest([x, y]: SitePoint): string {
  if (Math.abs(x) > 122) return x < 0 ? 'west-ring' : 'east-ring';
  return y > 44 ? 'north-lane' : y > 8 ? 'main-road' : y > -30 ? 'south-lane' : 'south-road';
}
