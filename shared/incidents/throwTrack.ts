/**
 * What a camera says of a falling object: where it was in the picture, and when. Cameras and their recorders send points or
 * boxes, sometimes out of order, sometimes with what is no number; what can be used is used, and the rest is counted.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { DeepReadonly } from '#shared/compounds/deepReadonly.ts';

const MOST_POINTS = 5000;
/** Seconds before and after the event's own time that can be meant. */
const REACH_S = 120;
const PLAIN_NOISE_PX = 1.5;

export const ThrowPixels = Type.Object(
  {
    widthPx: Type.Number({ minimum: 16, maximum: 32_768 }),
    heightPx: Type.Number({ minimum: 16, maximum: 32_768 }),
    noisePx: Type.Optional(
      Type.Number({ minimum: 0.05, maximum: 100, description: 'Standard deviation of a point.' }),
    ),
    points: Type.Array(Type.Unknown(), {
      maxItems: MOST_POINTS,
      description:
        '{ s, x, y } or { s, box: [x, y, width, height] }: seconds after the event’s time, pixels right and down.',
    }),
  },
  { title: 'Track of a thrown object in the picture', description: '`data.pixels` of a `throw` event.' },
);
export type ThrowPixels = DeepReadonly<Static<typeof ThrowPixels>>;

export interface ThrowTrack {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly noisePx: number;
  /** In the order of time; seconds after the event's time. */
  readonly points: readonly { readonly timeS: number; readonly xPx: number; readonly yPx: number }[];
  /** Told, but of no use: no numbers, beyond the picture, the same instant twice. */
  readonly dropped: number;
}

/** Null where the event has no track in the picture. */
export function throwTrackOf(data: Readonly<Record<string, unknown>>): ThrowTrack | null {
  const { pixels } = data;
  if (!Value.Check(ThrowPixels, pixels)) return null;
  const { widthPx, heightPx, noisePx = PLAIN_NOISE_PX, points: told } = pixels;
  const seen = new Set<number>();
  const points = told
    .flatMap((one) => pointOf(one) ?? [])
    .filter(
      ({ timeS, xPx, yPx }) =>
        Math.abs(timeS) <= REACH_S && xPx >= 0 && xPx <= widthPx && yPx >= 0 && yPx <= heightPx,
    )
    .sort((a, b) => a.timeS - b.timeS)
    .filter(({ timeS }) => !seen.has(timeS) && seen.add(timeS));
  return { widthPx, heightPx, noisePx, points, dropped: told.length - points.length };
}

function pointOf(told: unknown): ThrowTrack['points'][number] | null {
  if (told === null || typeof told !== 'object') return null;
  const { s, x, y, box } = told as Readonly<Record<string, unknown>>;
  const [left, top, width, height] = Array.isArray(box) ? (box as unknown[]).map(Number) : [];
  const [xPx, yPx] =
    left !== undefined && top !== undefined && width !== undefined && height !== undefined
      ? [left + width / 2, top + height / 2]
      : [x, y];
  const numbers = [s, xPx, yPx];
  if (!numbers.every((value): value is number => typeof value === 'number' && Number.isFinite(value)))
    return null;
  const [timeS = 0, px = 0, py = 0] = numbers;
  return { timeS, xPx: px, yPx: py };
}
