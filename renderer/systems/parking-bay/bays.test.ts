import { describe, expect, it } from 'vitest';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { BayPlan } from '#shared/twin/compound.ts';
import { areasOf, boundsOf, standingOf, type BayReading } from './bays.ts';

const now = Date.UTC(2026, 10, 26, 8);
const device = (id: string, placeId: string | null): DeviceRecord => ({
  key: `bays/${id}`,
  compound: 'a',
  system: 'bays',
  id,
  name: { zh: id, en: id },
  positionEnu: null,
  placeId,
  intervalS: 60,
  camera: null,
  video: null,
  points: {},
  pointMeta: [],
  outOfService: null,
});
const none = { occupied: NaN, sinceMs: NaN, free: NaN, capacity: NaN };
const said: Readonly<Record<string, Partial<BayReading>>> = {
  a: { occupied: 1, sinceMs: now - 3_600_000 },
  b: { occupied: 0 },
  c: { occupied: 1, sinceMs: now - 60_000 },
  silent: {},
  counted: { free: 12, capacity: 40 },
  future: { occupied: 1, sinceMs: now + 5000 },
};
const read = ({ id }: DeviceRecord): BayReading => ({ ...none, ...said[id] });
const devices = [
  device('a', 'east'),
  device('b', 'east'),
  device('c', 'west'),
  device('silent', 'west'),
  device('counted', 'deck'),
  device('future', 'west'),
];

describe('bays', () => {
  it('are counted by area; what is silent is neither free nor taken', () => {
    expect(areasOf(devices, read)).toEqual([
      { placeId: 'deck', free: 12, all: 40 },
      { placeId: 'east', free: 1, all: 2 },
      { placeId: 'west', free: 0, all: 2 },
    ]);
    expect(areasOf([device('silent', 'x')], read)).toEqual([]);
  });

  it('tell who has stood there longest, at the shown instant', () => {
    expect(standingOf(devices, read, now).map(({ device: { id }, forMs }) => [id, forMs])).toEqual([
      ['a', 3_600_000],
      ['c', 60_000],
    ]);
  });

  it('have a plan that holds them whole, however they are turned', () => {
    const bay = (x: number, y: number): BayPlan => ({
      id: `${x}`,
      kind: 'standard',
      box: { centreEnu: [x, y, 0], sizeM: [6, 8, 0.1], yawRad: 1 },
    });
    expect(boundsOf([bay(0, 0), bay(20, 10)])).toEqual([-5, -5, 30, 20]);
    expect(boundsOf([])).toBeNull();
  });
});
