import { describe, expect, it } from 'vitest';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { qualityCodes, TwinColumns } from '#shared/twin/columns.ts';
import { filterRows, isAbnormal, rowOf, sortRows, worstFirst } from './rows.ts';

const device = (id: string, index: number, placeId: string | null = null): DeviceRecord => ({
  key: `s/${id}`,
  compound: 'a',
  system: 's',
  id,
  name: { zh: id, en: id },
  positionEnu: null,
  placeId,
  intervalS: 60,
  camera: null,
  video: null,
  points: { value: index },
  pointMeta: [],
  outOfService: null,
});
const devices = [
  device('Bay 10', 0, 'east'),
  device('Bay 9', 1, 'west'),
  device('Bay 2', 2),
  device('Bay 30', 3),
];
const columns = new TwinColumns(8);
columns.values.set([5, 40, NaN, 7]);
columns.times.set([1000, 3000, 0, 2000]);
columns.qualities.set([qualityCodes.good, qualityCodes.good, qualityCodes.unknown, qualityCodes.stale]);
const names = {
  nameOf: ({ name }: DeviceRecord) => name.zh,
  placeOf: ({ placeId }: DeviceRecord) => placeId ?? '',
};
const rows = devices.map((one) => rowOf(one, new Map([['s/Bay 9', 2 as const]]), columns));
const ids = (list: readonly { device: DeviceRecord }[]) => list.map((row) => row.device.id);

describe('rows of devices', () => {
  it('put the worst first: alarms, then silent, then never heard, then normal', () => {
    expect(ids(sortRows(rows, worstFirst, columns, names))).toEqual(['Bay 9', 'Bay 30', 'Bay 2', 'Bay 10']);
  });

  it('are in the order of numbers in names, both ways', () => {
    expect(ids(sortRows(rows, { by: 'name', isDown: false }, columns, names))).toEqual([
      'Bay 2',
      'Bay 9',
      'Bay 10',
      'Bay 30',
    ]);
    expect(ids(sortRows(rows, { by: 'name', isDown: true }, columns, names))[0]).toBe('Bay 30');
  });

  it('by a value or by age keep what is not known at the end, either way', () => {
    for (const isDown of [false, true]) {
      const by = { point: 'value' };
      expect(ids(sortRows(rows, { by, isDown }, columns, names)).at(-1)).toBe('Bay 2');
      expect(ids(sortRows(rows, { by: 'age', isDown }, columns, names)).at(-1)).toBe('Bay 2');
    }
    expect(ids(sortRows(rows, { by: { point: 'value' }, isDown: true }, columns, names))[0]).toBe('Bay 9');
    expect(ids(sortRows(rows, { by: 'age', isDown: false }, columns, names))[0]).toBe('Bay 9');
  });

  it('are found by all words of name and place, and by being abnormal', () => {
    expect(ids(filterRows(rows, 'bay EAST', false, names))).toEqual(['Bay 10']);
    expect(ids(filterRows(rows, '', true, names))).toEqual(['Bay 9', 'Bay 2', 'Bay 30']);
    expect(rows.map(isAbnormal)).toEqual([false, true, true, true]);
    expect(filterRows(rows, 'nothing', false, names)).toEqual([]);
  });
});
