import { describe, expect, it } from 'vitest';
import type { IncidentEntry, IncidentRecord } from '#shared/protocol/records.ts';
import { incidentAt } from './incidentAt.ts';

const text = { zh: '', en: '' };
const entry = (atMs: number, change?: IncidentEntry['change']): IncidentEntry => ({
  seq: atMs,
  atMs,
  kind: change ? 'action' : 'note',
  text,
  by: 'operator',
  ref: null,
  priority: null,
  ...(change ? { change } : {}),
});

const incident: IncidentRecord = {
  version: 3,
  id: 'i',
  compound: 'c',
  kind: 'fire',
  title: text,
  state: 'closed',
  drill: false,
  deviceKeys: [],
  placeId: null,
  positionEnu: null,
  startedAtMs: 100,
  endedAtMs: 500,
  openedBy: 'system',
  assignee: 'li',
  procedure: [
    { text, withinS: 180, doneAtMs: null, doneBy: null, result: null },
    { text, act: { kind: 'cameras' }, doneAtMs: 300, doneBy: 'operator', result: 'smoke' },
  ],
  entryCount: 9,
  entries: [
    entry(100),
    entry(200, { kind: 'state', state: 'in-progress' }),
    entry(250, { kind: 'step', step: 0, done: true }),
    entry(300, { kind: 'step', step: 1, done: true, result: 'smoke' }),
    entry(310, { kind: 'assignee', assignee: 'wang' }),
    entry(320, { kind: 'assignee', assignee: 'li' }),
    entry(400, { kind: 'step', step: 0, done: false }),
    entry(500, { kind: 'state', state: 'resolved' }),
    entry(600, { kind: 'state', state: 'closed' }),
  ],
};

describe('an incident at an instant', () => {
  it('is not there before it began', () => {
    expect(incidentAt(incident, 99)).toBeNull();
  });

  it('is new until somebody takes it up, and knows only what was known', () => {
    expect(incidentAt(incident, 150)).toMatchObject({ state: 'new', endedAtMs: null });
    expect(incidentAt(incident, 150)?.entries).toHaveLength(1);
    expect(incidentAt(incident, 200)?.state).toBe('in-progress');
  });

  it('shows a step as done until it was taken back', () => {
    const done = (atMs: number) => incidentAt(incident, atMs)?.procedure.map((step) => step.doneAtMs);
    expect(done(240)).toEqual([null, null]);
    expect(done(350)).toEqual([250, 300]);
    expect(done(450)).toEqual([null, 300]);
  });

  it('knows what came of a step and who answered for it then, and not before', () => {
    const then = (atMs: number) => {
      const { procedure = [], assignee } = incidentAt(incident, atMs) ?? {};
      return [procedure.map(({ result }) => result), assignee];
    };
    expect(then(299)).toEqual([[null, null], null]);
    expect(then(315)).toEqual([[null, 'smoke'], 'wang']);
    expect(then(320)).toEqual([[null, 'smoke'], 'li']);
    expect(incidentAt(incident, 150)?.procedure[0]?.withinS).toBe(180);
  });

  it('ends with the record as it is today, ended when it was first resolved', () => {
    expect(incidentAt(incident, 1000)).toEqual(incident);
  });

  it('knows of a merge from the merge on, in both', () => {
    const before = { deviceKeys: ['d/1'], startedAtMs: 300 } as const;
    const into: IncidentRecord = {
      ...incident,
      startedAtMs: 100,
      deviceKeys: ['d/1', 'd/2'],
      entries: [
        { ...entry(150), seq: 1 },
        { ...entry(300), seq: 0 },
        { ...entry(400, { kind: 'merge', incidentId: 'o', taken: 1, before }), seq: 2 },
      ],
    };
    expect(incidentAt(into, 200)).toBeNull();
    expect(incidentAt(into, 350)).toMatchObject(before);
    expect(incidentAt(into, 350)?.entries.map(({ seq }) => seq)).toEqual([0]);
    expect(incidentAt(into, 400)).toMatchObject({ startedAtMs: 100, deviceKeys: ['d/1', 'd/2'] });
    expect(incidentAt(into, 400)?.entries).toHaveLength(3);
    const from: IncidentRecord = { ...incident, id: 'o', mergedInto: 'i' };
    expect(incidentAt(from, 250)).not.toHaveProperty('mergedInto');
    expect(incidentAt(from, 600)?.mergedInto).toBe('i');
  });

  it('knows of a split from the split on, in both', () => {
    const before = { deviceKeys: ['d/1', 'd/2'], startedAtMs: 100 } as const;
    const from = {
      ...incident,
      deviceKeys: ['d/1'],
      entries: [entry(400, { kind: 'split', incidentId: 'o', before })],
    };
    expect(incidentAt(from, 399)?.deviceKeys).toEqual(['d/1', 'd/2']);
    expect(incidentAt(from, 400)?.deviceKeys).toEqual(['d/1']);
    const part = { ...incident, entries: [entry(400, { kind: 'split', incidentId: 'i', before: null })] };
    expect(incidentAt(part, 399)).toBeNull();
    expect(incidentAt(part, 400)?.startedAtMs).toBe(100);
  });

  it('is of a device from its alarm on, where the whole timeline is known', () => {
    const of = { deviceKey: 'd/2', verb: 'raised', heardAtMs: 300 } as const;
    const entries = [entry(100), { ...entry(300), kind: 'alarm', of } as const];
    const grown = { ...incident, deviceKeys: ['d/1', 'd/2'], entries, entryCount: 2 };
    expect(incidentAt(grown, 299)?.deviceKeys).toEqual(['d/1']);
    expect(incidentAt(grown, 300)?.deviceKeys).toEqual(['d/1', 'd/2']);
    expect(incidentAt({ ...grown, entryCount: 9 }, 299)?.deviceKeys).toEqual(['d/1', 'd/2']);
  });
});
