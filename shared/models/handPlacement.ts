/** Where a person put a model: turned about the compound's origin, then moved. On top of where it stood by itself. */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import { Enu as EnuSchema } from '../compounds/local.ts';
import type { Enu } from '#shared/twin/compound.ts';

export const HandPlacement = Type.Object(
  {
    turnRad: Type.Number({ minimum: -7, maximum: 7, description: 'Counter-clockwise, about the origin.' }),
    shiftM: EnuSchema,
  },
  { additionalProperties: false },
);
export type HandPlacement = DeepReadonly<Static<typeof HandPlacement>>;

export const unmoved: HandPlacement = { turnRad: 0, shiftM: [0, 0, 0] };

export function carried({ turnRad, shiftM }: HandPlacement, [x, y, z]: Enu): Enu {
  const [cos, sin] = [Math.cos(turnRad), Math.sin(turnRad)];
  return [x * cos - y * sin + shiftM[0], x * sin + y * cos + shiftM[1], z + shiftM[2]];
}

/** First the one, then the other. */
export function after(first: HandPlacement, second: HandPlacement): HandPlacement {
  const turnRad = first.turnRad + second.turnRad;
  return {
    turnRad: Math.atan2(Math.sin(turnRad), Math.cos(turnRad)),
    shiftM: carried(second, first.shiftM),
  };
}

export const moveBy = (shiftM: Enu): HandPlacement => ({ turnRad: 0, shiftM });

/** About a point that stays where it is. */
export function turnAbout([x, y]: Enu, turnRad: number): HandPlacement {
  const [cos, sin] = [Math.cos(turnRad), Math.sin(turnRad)];
  return { turnRad, shiftM: [x - x * cos + y * sin, y - x * sin - y * cos, 0] };
}

/**
 * That carries one point onto another, and a second one into the direction of another. `withHeight`: the first keeps its height
 * otherwise. Without a second pair, or with points too near to give a direction, nothing is turned.
 */
export function fitted(
  pairs: readonly (readonly [from: Enu, to: Enu])[],
  withHeight: boolean,
): HandPlacement | null {
  const [first, second] = pairs;
  if (!first) return null;
  const [from, to] = first;
  const way = (a: Enu, b: Enu) => [b[0] - a[0], b[1] - a[1]] as const;
  let turnRad = 0;
  if (second) {
    const [u, v] = [way(from, second[0]), way(to, second[1])];
    if (Math.hypot(...u) < 0.01 || Math.hypot(...v) < 0.01) return null;
    turnRad = Math.atan2(v[1], v[0]) - Math.atan2(u[1], u[0]);
  }
  const turn = turnAbout(from, Math.atan2(Math.sin(turnRad), Math.cos(turnRad)));
  return after(turn, moveBy([to[0] - from[0], to[1] - from[1], withHeight ? to[2] - from[2] : 0]));
}
