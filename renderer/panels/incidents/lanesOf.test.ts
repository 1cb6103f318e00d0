import { expect, it } from 'vitest';
import type { IncidentEntry } from '#shared/protocol/records.ts';
import { laneOf, spreadOf } from './lanesOf.ts';

const entry = (more: Partial<IncidentEntry>): IncidentEntry => ({
  seq: 0,
  atMs: 1000,
  kind: 'action',
  text: { zh: '', en: '' },
  by: null,
  ref: null,
  priority: null,
  ...more,
});
const of = { deviceKey: 'lift/a', verb: 'recall', heardAtMs: 1000 };

it.each([
  ['what a device reports', entry({ kind: 'alarm' }), 'devices'],
  ['an event', entry({ kind: 'event' }), 'devices'],
  ['an alarm that somebody acknowledged', entry({ kind: 'alarm', by: 'li' }), 'people'],
  ['a command and its reply', entry({ of: { ...of, state: 'replied' }, by: 'li' }), 'commands'],
  ['a step', entry({ by: 'li', change: { kind: 'step', step: 0, done: true } }), 'people'],
  ['a note', entry({ kind: 'note', by: 'li' }), 'people'],
  ['a picture', entry({ kind: 'note', by: 'li', picture: { sha256: '', camera: '', atMs: 0 } }), 'video'],
])('%s is in its lane', (_, one, lane) => {
  expect(laneOf(one)).toBe(lane);
});

it('reaches over all entries, also those before the start, and never over nothing', () => {
  expect(spreadOf({ startedAtMs: 5000, entries: [] })).toEqual({ fromMs: 5000, toMs: 65_000 });
  const entries = [entry({ atMs: 3000 }), entry({ atMs: 900_000 })];
  expect(spreadOf({ startedAtMs: 5000, entries })).toEqual({ fromMs: 3000, toMs: 900_000 });
});
