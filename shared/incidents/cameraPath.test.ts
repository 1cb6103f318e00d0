import { expect, it } from 'vitest';
import type { IncidentEntry } from '../protocol/records.ts';
import type { Enu } from '../twin/compound.ts';
import { cameraPathOf, stopAt, withStop } from './cameraPath.ts';

const positions: Readonly<Record<string, Enu>> = {
  a: [0, 0, 0],
  near: [3, 0, 0],
  b: [30, 0, 9],
  c: [0, 60, 3],
};
const positionOf = (key: string): Enu | null => positions[key] ?? null;
const entry = (atMs: number, deviceKey?: string): IncidentEntry => ({
  seq: 0,
  atMs,
  kind: 'alarm',
  text: { zh: '', en: '' },
  by: null,
  ref: null,
  priority: null,
  ...(deviceKey ? { of: { deviceKey, verb: 'raised', heardAtMs: atMs } } : {}),
});
const pose = { eyeEnu: [0, 0, 50], targetEnu: [0, 0, 0] } as const;

it('goes from one thing to the next, and stays long enough to see it', () => {
  const path = cameraPathOf(
    {
      startedAtMs: 1000,
      positionEnu: positions.a ?? null,
      entries: [
        entry(50_000, 'c'),
        entry(1000, 'a'),
        entry(3000, 'b'),
        entry(9000, 'near'),
        entry(20_000, 'b'),
        entry(30_000),
        entry(40_000, 'unknown'),
      ],
    },
    positionOf,
  );
  expect(path).toEqual([
    { atMs: 1000, look: { positionEnu: [0, 0, 0] } },
    { atMs: 20_000, look: { positionEnu: [30, 0, 9] } },
    { atMs: 50_000, look: { positionEnu: [0, 60, 3] } },
  ]);
  expect(stopAt(path, 0)).toBe(path[0]);
  expect(stopAt(path, 49_999)).toBe(path[1]);
  expect(stopAt([], 5)).toBeNull();
});

it('is what somebody set, where somebody did', () => {
  const set = [
    { atMs: 9000, pose },
    { atMs: 2000, pose },
  ];
  const path = cameraPathOf(
    { startedAtMs: 1000, positionEnu: [0, 0, 0], entries: [entry(1000, 'a')], cameraPath: set },
    positionOf,
  );
  expect(path.map(({ atMs }) => atMs)).toEqual([2000, 9000]);
  expect(path[0]?.look).toEqual({ pose });
});

it('has one stop at an instant', () => {
  const other = { ...pose, targetEnu: [1, 1, 1] } as const;
  const path = withStop(withStop(withStop([], { atMs: 5, pose }), { atMs: 2, pose }), {
    atMs: 5,
    pose: other,
  });
  expect(path).toEqual([
    { atMs: 2, pose },
    { atMs: 5, pose: other },
  ]);
});
