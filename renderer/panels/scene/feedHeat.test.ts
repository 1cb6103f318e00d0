import { expect, it } from 'vitest';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { systems } from '#shared/systems/index.ts';
import { qualityCodes, TwinColumns } from '#shared/twin/columns.ts';
import { heatField, heatOf } from './feedHeat.ts';

const declared = systems.flatMap(({ id, highlight = [] }) =>
  highlight.flatMap((one) => (one.paints === 'heat' ? [{ system: id, point: one.point }] : [])),
);

it('finds what systems declare, and nothing else', () => {
  expect(declared.length).toBeGreaterThan(1);
  for (const one of declared) expect(heatOf(one)?.point).toBe(one.point);
  expect(heatOf(null)).toBeNull();
  expect(heatOf({ system: 'smoke', point: 'smoke' })).toBeNull();
});

it('takes devices of the system that stand somewhere and are heard of', () => {
  const chosen = { system: 'air-noise', point: 'pm25' };
  const heat = heatOf(chosen);
  if (!heat) throw new Error('not declared');
  const device = (index: number, part: Partial<DeviceRecord> = {}): DeviceRecord => ({
    key: `air-noise/d${index}`,
    compound: 'a',
    system: 'air-noise',
    id: `d${index}`,
    name: { zh: '', en: '' },
    positionEnu: [index, 0, 0],
    placeId: null,
    intervalS: 60,
    camera: null,
    video: null,
    points: { pm25: index },
    pointMeta: [],
    outOfService: null,
    ...part,
  });
  const columns = new TwinColumns(8);
  columns.values.set([80, 90, NaN, 100, 110, 120]);
  columns.qualities.fill(qualityCodes.good);
  columns.qualities[3] = qualityCodes.stale;
  const devices = [
    device(0),
    device(1, { positionEnu: null }),
    device(2),
    device(3),
    device(4, { system: 'smoke' }),
    device(5),
    device(6, { points: {} }),
  ];
  const field = heatField(chosen, heat, devices, columns);
  expect(field.samples.map(({ value }) => value)).toEqual([80, 120]);
  expect([field.low, field.high]).toEqual([heat.low, heat.high]);
});
