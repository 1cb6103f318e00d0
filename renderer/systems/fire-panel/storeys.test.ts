import { expect, it } from 'vitest';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { storeyOf, storeysOf } from './storeys.ts';

it.each([
  ['8-2-401', 4],
  ['8-2-1203', 12],
  ['8-2', null],
  ['main-road', null],
  [null, null],
] as const)('the storey of %s is %s', (placeId, storey) => {
  expect(storeyOf(placeId)).toBe(storey);
});

it('counts detectors from the top down and names the one to look at first', () => {
  const device = (id: string, placeId: string | null): DeviceRecord => ({
    key: `d/${id}`,
    compound: 'a',
    system: 'd',
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
  const devices = [
    device('good', '1-1-101'),
    device('silent', '1-1-301'),
    device('alarm', '1-1-302'),
    device('fine', '1-1-303'),
    device('hall', 'hall'),
  ];
  const stateOf = ({ id }: DeviceRecord) => (id === 'alarm' ? 'alarm' : id === 'silent' ? 'silent' : 'good');
  expect(
    storeysOf(devices, stateOf).map(({ worst, ...rest }) => ({ ...rest, worst: worst?.id ?? null })),
  ).toEqual([
    { storey: 3, good: 1, alarm: 1, silent: 1, worst: 'alarm' },
    { storey: 1, good: 1, alarm: 0, silent: 0, worst: null },
    { storey: null, good: 1, alarm: 0, silent: 0, worst: null },
  ]);
});
