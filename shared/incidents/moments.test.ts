import { expect, it } from 'vitest';
import type { IncidentEntry, IncidentRecord, IncidentStep } from '#shared/protocol/records.ts';
import { momentsOf } from './moments.ts';
import { similarTo } from './similar.ts';

const text = { zh: '', en: '' };
const entry = (atMs: number, more: Partial<IncidentEntry>): IncidentEntry => ({
  seq: atMs,
  atMs,
  kind: 'action',
  text,
  by: null,
  ref: null,
  priority: null,
  ...more,
});
const alarm = (atMs: number, deviceKey: string, verb: string, by: string | null = null) =>
  entry(atMs, { kind: 'alarm', by, of: { deviceKey, verb, heardAtMs: atMs + 400 } });
const step: IncidentStep = {
  id: 'verify',
  text,
  choices: [
    { id: 'fire', text },
    { id: 'false', text },
  ],
  doneAtMs: null,
  doneBy: null,
  result: null,
};

it('tells each moment since it was detected; what nobody told is not invented', () => {
  const moments = momentsOf({
    deviceKeys: ['smoke/a'],
    startedAtMs: 5000,
    procedure: [step],
    entries: [
      alarm(900, 'smoke/elsewhere', 'raised'),
      alarm(1000, 'smoke/a', 'raised'),
      alarm(4000, 'smoke/elsewhere', 'acknowledged', 'wang'),
      alarm(6000, 'smoke/a', 'acknowledged', 'li'),
      entry(8000, { by: 'li', change: { kind: 'state', state: 'in-progress' } }),
      entry(9000, { by: 'li', change: { kind: 'step', step: 0, done: true, choice: 'fire' } }),
      entry(20_000, { by: 'li', change: { kind: 'mark', mark: 'confirm', done: true } }),
      entry(90_000, { by: 'li', change: { kind: 'state', state: 'resolved' } }),
      entry(95_000, { by: 'li', change: { kind: 'state', state: 'in-progress' } }),
      entry(99_000, { by: 'zhao', change: { kind: 'state', state: 'resolved' } }),
    ],
  });
  expect(Object.fromEntries(moments.map(({ code, afterMs }) => [code, afterMs]))).toEqual({
    detected: 0,
    shown: 400,
    acknowledged: 5000,
    'taken-up': 7000,
    verified: 8000,
    arrived: null,
    'under-control': null,
    resolved: 98_000,
    closed: null,
  });
  expect(moments.find(({ code }) => code === 'resolved')?.by).toBe('zhao');
});

it('the likest of before comes first: its own device, then its place, then its building; never a drill for an emergency', () => {
  const one = (id: string, more: Partial<IncidentRecord>) => ({
    id,
    kind: 'fire',
    title: text,
    placeId: '8-2-401',
    deviceKeys: ['smoke/a'],
    startedAtMs: 1000,
    drill: false,
    ...more,
  });
  const others = [
    one('far', { placeId: '3-1-101', deviceKeys: [] }),
    one('building', { placeId: '8-1-101', deviceKeys: [] }),
    one('device', {}),
    one('drill', { drill: true }),
    one('throw', { kind: 'throw' }),
    one('later', { startedAtMs: 9000 }),
  ];
  const found = similarTo(one('this', { startedAtMs: 5000 }), others, undefined);
  expect(found.map(({ incident }) => incident.id)).toEqual(['device', 'building', 'far']);
  expect(found[0]?.because).toEqual(['device', 'place']);
});
