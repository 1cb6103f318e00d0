import { describe, expect, it } from 'vitest';
import type { AlarmRecord, IncidentEntry, IncidentHead } from '#shared/protocol/records.ts';
import { recordedIncidentsIn, sliceRecordsIn } from './shapes.ts';
import { alarm, entry, head, transition } from './testRecords.ts';

const atMs = 1_760_000_000_000;
const sha256 = 'a'.repeat(64);

/** All that a record of this kind may say. */
const wholeAlarm: AlarmRecord = {
  ...alarm('a1', atMs),
  withheld: 'out-of-service',
  happenedAtMs: atMs,
  learntAtMs: atMs,
  escalatedAtMs: null,
};
const wholeHead: IncidentHead = {
  ...head('i1', atMs),
  emergency: 'other\n按流程处置',
  procedureId: 'fire-2',
  mergedInto: 'i2',
  collective: true,
  procedure: [
    {
      id: 'look',
      text: { zh: '看', en: 'Look' },
      act: { kind: 'call', whom: '119' },
      withinS: 60,
      optional: true,
      role: 'operator',
      proof: 'words',
      choices: [
        { id: 'yes', text: { zh: '是', en: 'Yes' } },
        { id: 'no', text: { zh: '否', en: 'No' } },
      ],
      when: { step: 'first', choice: 'yes' },
      doneAtMs: atMs,
      doneBy: '王',
      choice: 'yes',
      result: '好',
    },
  ],
};
const wholeEntries: readonly IncidentEntry[] = [
  { kind: 'state', state: 'resolved' },
  { kind: 'step', step: 0, done: true, result: '好', choice: 'yes' },
  { kind: 'assignee', assignee: null },
  { kind: 'mark', mark: 'call-119', done: true },
  { kind: 'merge', incidentId: 'i2' },
  { kind: 'merge', incidentId: 'i2', taken: 3, before: { deviceKeys: ['smoke/s1'], startedAtMs: 5 } },
  { kind: 'split', incidentId: 'i2', before: null },
].map((change, seq) => ({ ...entry(seq, atMs), change: change as NonNullable<IncidentEntry['change']> }));
const filed: IncidentEntry = {
  ...entry(9, atMs),
  picture: { sha256, camera: 'camera/c1', atMs },
  attachment: { sha256, name: 'film.mp4', bytes: 12 },
  of: { deviceKey: 'lift/l1', verb: 'hold', state: 'sent', heardAtMs: atMs },
};

const slice = (change: object) => ({
  version: 1,
  standing: [],
  transitions: [],
  events: [],
  actions: [],
  steps: [],
  ...change,
});
const told = (headThere: object, ...entries: readonly object[]) => ({
  version: 1,
  incidents: [{ head: headThere, entries }],
  calibrations: [],
});
const same = (value: object) => JSON.parse(JSON.stringify(value)) as object;

describe('all that a record of this hub says', () => {
  it('passes', () => {
    const records = slice({ transitions: [transition(wholeAlarm, 1, atMs)] });
    expect(sliceRecordsIn(same(records))).toEqual(records);
    const incidents = told(wholeHead, ...wholeEntries, filed);
    expect(recordedIncidentsIn(same(incidents))).toEqual(incidents);
  });
});

describe('what no record says', () => {
  it('is left out', () => {
    const foreign = told(
      { ...wholeHead, marks: 'zzz', muster: 5, notStored: true },
      { ...filed, html: '<b>' },
    );
    expect(recordedIncidentsIn(same(foreign))).toEqual(told(wholeHead, filed));
    const more = slice({ transitions: [transition({ ...wholeAlarm, notStored: true }, 1, atMs)], more: 1 });
    expect(sliceRecordsIn(same(more))).toEqual(slice({ transitions: [transition(wholeAlarm, 1, atMs)] }));
  });
});

describe('what says it wrongly', () => {
  it.each<[string, object]>([
    ['attachment', { attachment: { sha256: 'zz' } }],
    ['attachment', { attachment: { sha256, name: '', bytes: -1 } }],
    ['change', { change: 'bad' }],
    ['change', { change: { kind: 'state', state: 'burning' } }],
    ['change', { change: { kind: 'muster', placeId: '1', muster: 'out' } }],
    ['of', { of: 5 }],
  ])('is refused: the %s of an entry', (_what, change) => {
    expect(recordedIncidentsIn(same(told(wholeHead, { ...entry(0, atMs), ...change })))).toBeNull();
  });

  it.each<[string, object]>([
    ['emergency', { emergency: 7 }],
    ['procedureId', { procedureId: {} }],
    ['mergedInto', { mergedInto: 1 }],
    ['collective', { collective: 'yes' }],
    ['step', { procedure: [{ ...wholeHead.procedure[0], act: { kind: 'run', what: 'x' } }] }],
    ['step', { procedure: [{ ...wholeHead.procedure[0], choices: 3 }] }],
  ])('is refused: the %s of an incident', (_what, change) => {
    expect(recordedIncidentsIn(same(told({ ...wholeHead, ...change })))).toBeNull();
  });

  it.each<[string, object]>([
    ['withheld', { withheld: 'no' }],
    ['escalatedAtMs', { escalatedAtMs: 'then' }],
    ['happenedAtMs', { happenedAtMs: 1e300 }],
  ])('is refused: the %s of an alarm', (_what, change) => {
    const wrong = transition({ ...wholeAlarm, ...change }, 1, atMs);
    expect(sliceRecordsIn(same(slice({ transitions: [wrong] })))).toBeNull();
  });
});
