import { describe, expect, it } from 'vitest';
import { qualityCodes, TwinColumns } from '#shared/twin/columns.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { alarmRecord, deviceRecord } from '#renderer/testing/records.ts';
import { bySystem, changesBetween, type InstantState } from './changes.ts';

const bay = deviceRecord('parking-bay/b1', { points: { occupied: 0, plate: 1, since: 2 } });
const gauge = deviceRecord('smoke/s1', { points: { smoke: 3 }, placeId: '8-1' });
const carer = deviceRecord('elder-care/e1', { points: { working: 4 } });
const devices = [bay, gauge, carer];

type Values = Readonly<Record<number, number | readonly [value: number, quality: number]>>;
const state = (
  values: Values,
  alarms: readonly AlarmRecord[] = [],
  words: readonly (readonly [number, string])[] = [],
): InstantState => {
  const columns = new TwinColumns();
  for (const [index, given] of Object.entries(values)) {
    const [value, quality] = typeof given === 'number' ? [given, qualityCodes.good] : given;
    columns.set(Number(index), value, 1000, quality);
  }
  return { columns, words: new Map(words), alarms };
};
const keys = (then: InstantState, now: InstantState) =>
  changesBetween(devices, then, now).map(({ device, points }) => [
    device.key,
    points.map((one) => one.after.id),
  ]);

describe('what changed', () => {
  it('is a state or a word that is another; the same word under another code is none', () => {
    const then = state({ 0: 0, 1: 7 }, [], [[7, '鄂B1']]);
    expect(keys(then, state({ 0: 1, 1: 8 }, [], [[8, '鄂B1']]))).toEqual([[bay.key, ['occupied']]]);
    expect(keys(then, state({ 0: 0, 1: 9 }, [], [[9, '鄂B2']]))).toEqual([[bay.key, ['plate']]]);
    expect(keys(then, then)).toEqual([]);
  });

  it('is no instant, and a number from a part of its range on', () => {
    expect(keys(state({ 2: 1000 }), state({ 2: 9e11 }))).toEqual([]);
    expect(keys(state({ 3: 0.01 }), state({ 3: 0.02 }))).toEqual([]);
    expect(keys(state({ 3: 0.01 }), state({ 3: 9 }))).toEqual([[gauge.key, ['smoke']]]);
  });

  it('is nothing where one of the two was never heard, and that it fell silent is told by itself', () => {
    expect(keys(state({}), state({ 0: 1 }))).toEqual([[bay.key, []]]);
    const [change] = changesBetween([bay], state({ 0: 1 }), state({ 0: [1, qualityCodes.stale] }));
    expect(change).toMatchObject({ points: [], heard: { before: 'good', after: 'stale' } });
  });

  it('alarms that came and went stand first; one that is set aside asks nobody', () => {
    const came = alarmRecord('a', { deviceKey: gauge.key, priority: 1 });
    const set = alarmRecord('b', { deviceKey: carer.key, state: 'shelved' });
    const then = state({ 0: 0 });
    const now = state({ 0: 1 }, [came, set]);
    expect(changesBetween(devices, then, now)).toMatchObject([
      { device: gauge, raised: [came], over: [] },
      { device: bay, raised: [], over: [] },
    ]);
    expect(changesBetween([gauge], now, then)).toMatchObject([{ raised: [], over: [came] }]);
  });

  it('in groups by system there is no device whose very being there tells of a person', () => {
    const changes = changesBetween(devices, state({ 0: 0, 4: 0 }), state({ 0: 1, 4: 1 }));
    expect(changes.map(({ device }) => device.system)).toContain('elder-care');
    expect(bySystem(changes).map(([system]) => system)).toEqual(['parking-bay']);
  });
});
