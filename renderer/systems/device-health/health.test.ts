import { expect, it } from 'vitest';
import { deviceRecord } from '#renderer/testing/records.ts';
import { emptyPlan, type CompoundPlan } from '#shared/twin/compound.ts';
import { compareVersions, coverageOf, gatewayRows, systemRows } from './health.ts';

const silent = new Set(['smoke/b', 'lift/x']);
const isHeard = ({ key }: { readonly key: string }) => !silent.has(key);
const devices = [
  deviceRecord('smoke/a', { firmware: '1.10.0', model: 'one', via: 'iot-network/g', placeId: '2-1-101' }),
  deviceRecord('smoke/b', { firmware: '1.9', model: 'one', via: 'iot-network/g', placeId: '10' }),
  deviceRecord('smoke/c', { firmware: 'v0.3', model: 'other', placeId: null }),
  deviceRecord('lift/x', { via: 'iot-network/h', placeId: '2' }),
];
const place = (id: string): CompoundPlan['places'][number] => ({
  id,
  kind: 'building',
  parentId: null,
  name: { zh: id, en: id },
  box: null,
});

it('orders versions by their numbers, not by their letters', () => {
  expect(compareVersions('1.10.0', '1.9')).toBeGreaterThan(0);
  expect(compareVersions('v2.0', '2.0')).toBe(0);
});

it('finds the worst system, its oldest software, and who runs an older one than the newest of the same model', () => {
  expect(systemRows(devices, isHeard)).toEqual([
    { system: 'lift', heard: 0, all: 1, oldest: null, behind: 0 },
    { system: 'smoke', heard: 2, all: 3, oldest: 'v0.3', behind: 1 },
  ]);
});

it('counts what speaks through each gateway', () => {
  expect(gatewayRows(devices, isHeard)).toEqual([
    { key: 'iot-network/h', heard: 0, all: 1 },
    { key: 'iot-network/g', heard: 1, all: 2 },
  ]);
});

it('says which building has which group, and where there is none', () => {
  const plan = { ...emptyPlan, places: [place('10'), place('2')] };
  const { buildings, rows } = coverageOf(devices, plan, isHeard);
  expect(buildings).toEqual(['2', '10']);
  expect(rows).toEqual([
    {
      group: 'fire',
      total: { heard: 2, all: 3 },
      cells: [
        { heard: 1, all: 1 },
        { heard: 0, all: 1 },
      ],
    },
    { group: 'lifts', total: { heard: 0, all: 1 }, cells: [{ heard: 0, all: 1 }, null] },
  ]);
});
