import { describe, expect, it } from 'vitest';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { Place } from '#shared/twin/compound.ts';
import { alarmRecord } from '#renderer/testing/records.ts';
import { wholeView, type AlarmView } from '#state/alarmView.ts';
import { arrange, type Line } from './arrange.ts';

const place = (id: string, kind: Place['kind'], parentId: string | null, zh = id): [string, Place] => [
  id,
  { id, kind, name: { zh, en: id }, parentId, box: null },
];
const places = new Map([
  place('yard', 'courtyard', null),
  place('8', 'building', 'yard'),
  place('8-2', 'unit', '8'),
  place('8-2-401', 'household', '8-2'),
  place('9', 'building', 'yard', '九号楼'),
]);
const nowMs = 100_000_000;
const alarms = [
  alarmRecord('fire', { placeId: '8-2-401', firstAtMs: nowMs - 1000 }),
  alarmRecord('hall', { placeId: '8-2', firstAtMs: nowMs - 2000 }),
  alarmRecord('door', {
    placeId: '9',
    system: 'unit-door',
    ruleId: 'open',
    priority: 3,
    firstAtMs: nowMs - 50_000_000,
  }),
  alarmRecord('old', {
    placeId: null,
    priority: 2,
    acknowledged: true,
    state: 'acknowledged',
    firstAtMs: nowMs - 7_200_000,
  }),
];
const fire = {
  id: 'i1',
  state: 'new',
  title: { zh: '火警', en: 'Fire' },
  deviceKeys: ['smoke/fire', 'smoke/hall'],
  // A door that stands near it is told on its timeline, but is no part of it.
  entries: ['fire', 'hall', 'door'].map((ref) => ({ kind: 'alarm', ref })),
} as unknown as IncidentRecord;
/** Of the same devices: their real alarms are no part of it. */
const drill = { ...fire, id: 'i2', drill: true };

const shown = (view: Partial<AlarmView>, closed?: ReadonlySet<string>) =>
  arrange(alarms, { ...wholeView, ...view }, { places, incidents: [fire, drill], nowMs }, closed).map(
    (line: Line) =>
      line.kind === 'group'
        ? `[${line.group.key} ${line.group.asking}/${line.group.alarms.length}]`
        : line.id,
  );

describe('filters', () => {
  it.each([
    [{ priorities: new Set([3] as const) }, ['door']],
    [{ system: 'smoke' }, ['fire', 'hall', 'old']],
    [{ placeId: '8' }, ['fire', 'hall']],
    [{ placeId: 'yard' }, ['fire', 'hall', 'door']],
    [{ state: 'acknowledged' }, ['old']],
    [{ state: 'unacknowledged' }, ['fire', 'hall', 'door']],
    [{ age: 'hour' }, ['fire', 'hall']],
    [{ age: 'older' }, ['door']],
    [{ text: ' 8-2-4 ' }, ['fire']],
    [{ text: '九号' }, ['door']],
  ] as const)('%j leaves %j', (view, ids) => {
    expect(shown(view)).toEqual(ids);
  });
});

it('orders by age both ways and by place as people count', () => {
  expect(shown({ sort: 'newest' })).toEqual(['fire', 'hall', 'old', 'door']);
  expect(shown({ sort: 'oldest' })).toEqual(['door', 'old', 'hall', 'fire']);
  expect(shown({ sort: 'place' })).toEqual(['old', 'hall', 'fire', 'door']);
});

it('puts one fire into one group, by cause, and a building into one, by place', () => {
  expect(shown({ group: 'cause' })).toEqual([
    '[incident i1 2/2]',
    'fire',
    'hall',
    '[unit-door open 1/1]',
    'door',
    '[smoke smoke 0/1]',
    'old',
  ]);
  expect(shown({ group: 'place' }, new Set(['8']))).toEqual(['[8 2/2]', '[9 1/1]', 'door', '[ 0/1]', 'old']);
});
