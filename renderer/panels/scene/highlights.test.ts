/** What the scene is told of alarms and throws. */
import { describe, expect, it } from 'vitest';
import { alarmRecord } from '#renderer/testing/records.ts';
import type { EventRecord } from '#shared/protocol/records.ts';
import { emptyPlan, type Place } from '#shared/twin/compound.ts';
import { highlightsOf } from './highlights.ts';
import { trackOf } from './tracks.ts';

const box = { centreEnu: [0, 0, 0], sizeM: [1, 1, 1], yawRad: 0 } as const;
const place = (id: string, kind: Place['kind'], parentId: string | null, isSolid = true): Place => ({
  id,
  kind,
  name: { zh: id, en: id },
  parentId,
  box: isSolid ? box : null,
});
const plan = {
  ...emptyPlan,
  places: [
    place('8', 'building', null),
    place('8-2', 'unit', '8'),
    place('8-2/4', 'storey', '8-2', false),
    ...['8-2-401', '8-2-402', '8-2-403'].map((id) => place(id, 'household', '8-2/4')),
  ],
};

describe('highlights', () => {
  const shown = (...alarms: Parameters<typeof alarmRecord>[]) =>
    highlightsOf(
      alarms.map((one) => alarmRecord(...one)),
      plan,
      ({ id }) => id,
    ).map(({ placeId, level, label }) => [placeId, level, label]);

  it('paints a home by its gravest alarm, in that priority’s colour', () => {
    expect(
      shown(['late', { placeId: '8-2-401', priority: 2 }], ['first', { placeId: '8-2-401', priority: 1 }]),
    ).toEqual([['8-2-401', 'p1', 'first']]);
  });

  it('paints the home that a panel names, not the court around it', () => {
    const told = alarmRecord('panel', { placeId: '8-2-401', system: 'fire-panel', priority: 1 });
    const court = {
      ...plan,
      places: [
        place('east', 'courtyard', null),
        ...plan.places.map((one) => (one.id === '8' ? { ...one, parentId: 'east' } : one)),
      ],
    };
    const painted = (placeId: string) =>
      highlightsOf([{ ...told, placeId }], court, ({ id }) => id).map((one) => one.placeId);
    expect(painted('8-2-401')).toEqual(['8-2-401']);
    // Where it names no home, its zone is all that is known.
    expect(painted('8-2/4')).toEqual(['east']);
  });

  it('paints nothing for what is set aside, what is no danger to a home, and stair halls', () => {
    expect(
      shown(
        ['shelved', { placeId: '8-2-401', state: 'shelved' }],
        ['payment', { placeId: '8-2-402', priority: 3 }],
        ['door', { placeId: '8-2-403', system: 'hydrant' }],
        ['hall', { placeId: '8-2/4' }],
        ['nowhere', { placeId: null }],
      ),
    ).toEqual([]);
  });
});

describe('tracks', () => {
  const track = [
    { s: 0, p: [0, 0, 20] },
    { s: 0.1, p: [0, 1, 19] },
  ];
  const thrown = (
    atMs: number,
    data: EventRecord['data'] = { track, impactSpeedMps: 19.84 },
  ): EventRecord => ({
    seq: atMs,
    compound: 'a',
    deviceKey: 'throw-camera/t1',
    id: String(atMs),
    type: 'throw',
    atMs,
    receivedMs: atMs,
    data,
  });

  it('is the newest throw before the instant, for ten minutes, and none that is yet to come', () => {
    const events = [thrown(1_000_000), thrown(1_300_000), thrown(2_000_000)];
    expect(trackOf(events, 1_400_000)).toEqual({
      atMs: [1_300_000, 1_300_100],
      positionsEnu: [
        [0, 0, 20],
        [0, 1, 19],
      ],
      label: '19.8 m/s',
    });
    expect(trackOf(events.slice(0, 2), 1_300_000 + 601_000)).toBe(null);
    expect(trackOf(events, 900_000)).toBe(null);
  });

  it('what is no track is none', () => {
    for (const data of [{}, { track: 'x' }, { track: [{ s: 0, p: [0, 0, 'x'] }] }, { track: [track[0]] }])
      expect(trackOf([thrown(1000, data)], 1500)).toBe(null);
  });
});
