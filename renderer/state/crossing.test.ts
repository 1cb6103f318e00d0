import { expect, it } from 'vitest';
import { poseOnEarth } from '#shared/geo/pose.ts';
import { addressOf, askedCompound, keepCrossing, takeCrossing, type Crossing } from './crossing.ts';

function keeperOf(text: string | null = null) {
  const kept = new Map<string, string>(text === null ? [] : [['linli.crossing', text]]);
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const pose = poseOnEarth({ latDeg: 30.2, lonDeg: 115.05, heightM: 21 }, [120.5, -80.25, 60.125], [4, 8, 3]);
const crossing: Crossing = {
  version: 1,
  to: 'compound',
  compound: 'maofang',
  pose,
  alarmId: 'a-1',
  atMs: 1000,
};

it('is taken once, to the last bit, by the page it is for', () => {
  const keeper = keeperOf();
  keepCrossing(crossing, keeper);
  const taken = takeCrossing('compound', 2000, keeper);
  expect(taken).toEqual(crossing);
  expect(taken?.pose?.eyeEcef).toEqual(pose.eyeEcef);
  expect(takeCrossing('compound', 2000, keeper)).toBeNull();
});

it('is nothing for the other page, after a minute, from a clock that was put back, or broken', () => {
  const take = (text: string, nowMs = 2000) => {
    const keeper = keeperOf(text);
    const taken = takeCrossing('compound', nowMs, keeper);
    expect(keeper.kept.size).toBe(0);
    return taken;
  };
  const text = JSON.stringify(crossing);
  expect(take(text)).not.toBeNull();
  expect(take(JSON.stringify({ ...crossing, to: 'district' }))).toBeNull();
  expect(take(text, 62_000)).toBeNull();
  expect(take(text, 900)).toBeNull();
  for (const wrong of [
    '{',
    'null',
    JSON.stringify({ ...crossing, version: 2 }),
    JSON.stringify({ ...crossing, pose: { ...pose, eyeEcef: [1, 2] } }),
    JSON.stringify({ ...crossing, pose: { ...pose, upEcef: [0, null, 1] } }),
    JSON.stringify({ ...crossing, alarmId: 3 }),
  ])
    expect(take(wrong)).toBeNull();
});

it('a compound has an address that can be kept', () => {
  expect(addressOf({ to: 'district', compound: 'x' })).toBe('/district');
  const address = addressOf({ to: 'compound', compound: 'a b&c' });
  expect(askedCompound(new URL(address, 'http://hub').search)).toBe('a b&c');
  expect(askedCompound('')).toBeNull();
});
