import { expect, it } from 'vitest';
import type { Limit } from '#renderer/charts/index.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { deviceRecord } from '#renderer/testing/records.ts';
import { limitBars } from './limitBars.ts';

const limit = (side: Limit['side'], at: number): Limit => ({
  ruleId: 'r',
  name: { zh: '', en: '' },
  priority: 2,
  side,
  limit: at,
});
const values: Readonly<Record<string, number>> = { a: 30, b: 58, c: 70, d: NaN, e: NaN };
const devices: readonly DeviceRecord[] = Object.keys(values).map((id) => deviceRecord(`x/${id}`));
const value = ({ id }: DeviceRecord) => values[id] ?? NaN;
const order = (limits: readonly Limit[]) =>
  limitBars(devices, value, () => limits).bars.map((bar) => bar.device.id);

it('puts what is nearest to its limit first, above or below it, and the unknown last', () => {
  expect(order([limit('above', 60)])).toEqual(['c', 'b', 'a', 'd', 'e']);
  expect(order([limit('below', 60)])).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it('says which are beyond their limit', () => {
  const { bars, full } = limitBars(devices, value, () => [limit('above', 60)]);
  expect(bars.filter(({ isBroken }) => isBroken).map(({ device }) => device.id)).toEqual(['c']);
  expect(full).toBeCloseTo(77, 9);
});

it('has an axis even where nothing is known', () => {
  expect(limitBars(devices.slice(3), value, () => []).full).toBe(1);
});
