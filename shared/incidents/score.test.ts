import { expect, it } from 'vitest';
import type { IncidentEntry, IncidentRecord, IncidentStep } from '#shared/protocol/records.ts';
import { scoreDrill as scored } from './score.ts';

const text = { zh: '步', en: 'Step' };
const startedAtMs = 1_000_000;
const step = (more: Partial<IncidentStep>): IncidentStep => ({
  text,
  doneAtMs: null,
  doneBy: null,
  result: null,
  ...more,
});
const done = (afterS: number, doneBy = 'li') => ({ doneAtMs: startedAtMs + afterS * 1000, doneBy });
const entry = (afterS: number, more: Partial<IncidentEntry>): IncidentEntry => ({
  seq: 0,
  atMs: startedAtMs + afterS * 1000,
  kind: 'alarm',
  text,
  by: null,
  ref: null,
  priority: null,
  ...more,
});
const alarm = (afterS: number, verb: string) =>
  entry(afterS, {
    by: verb === 'raised' ? null : 'li',
    of: { deviceKey: 'smoke/a', verb, heardAtMs: startedAtMs + afterS * 1000 },
  });
const incident = (procedure: IncidentStep[], entries: IncidentEntry[]): IncidentRecord => ({
  version: 3,
  id: 'i',
  compound: 'test',
  kind: 'fire',
  title: text,
  state: 'resolved',
  drill: true,
  placeId: null,
  positionEnu: null,
  startedAtMs,
  endedAtMs: startedAtMs + 600_000,
  openedBy: 'zhao',
  assignee: null,
  deviceKeys: ['smoke/a'],
  procedure,
  entryCount: entries.length,
  entries,
});
const nothing = { acknowledgeS: null, takeUpS: null, verifyS: null };
/** What was scored. */
function scoreDrill(...given: Parameters<typeof scored>) {
  const score = scored(...given);
  if (!score) throw new Error('not scored');
  return score;
}
const roleOf = (name: string) => ({ li: 'operator', zhao: 'supervisor' })[name] ?? null;

it('all that was asked, in time and by whom it was asked of, is worth 100', () => {
  const entries = [
    alarm(0, 'raised'),
    alarm(20, 'acknowledged'),
    entry(25, { kind: 'state', change: { kind: 'state', state: 'in-progress' } }),
  ];
  const one = incident([step({ ...done(60), withinS: 60, role: 'operator' })], entries);
  const { total, items } = scoreDrill(one, { acknowledgeS: 30, takeUpS: 60, verifyS: null }, roleOf);
  expect(total).toBe(100);
  expect(items.map(({ of, lost, afterS }) => [of, lost, afterS])).toEqual([
    ['acknowledged', 0, 20],
    ['taken-up', 0, 25],
    ['step', 0, 60],
  ]);
});

it('each deduction is half, a quarter or all of an equal share', () => {
  // Five things are asked, 20 points each: late −10, left out −20, in time −0, by another role −5, late by another −15.
  const procedure = [
    step({}),
    step({ ...done(50), withinS: 60 }),
    step({ ...done(50, 'zhao'), role: 'operator' }),
    step({ ...done(70, 'zhao'), withinS: 60, role: 'operator' }),
  ];
  const entries = [alarm(0, 'raised'), alarm(45, 'acknowledged')];
  const { total, items } = scoreDrill(incident(procedure, entries), { ...nothing, acknowledgeS: 30 }, roleOf);
  expect(items.map(({ lost, because }) => [lost, because])).toEqual([
    [10, ['late']],
    [20, ['left-out']],
    [0, []],
    [5, ['other-role']],
    [15, ['late', 'other-role']],
  ]);
  expect(total).toBe(50);
});

it('what was decided otherwise is not asked; done all the same it costs a quarter of a share; optional steps cost nothing', () => {
  const verify = step({
    ...done(30),
    id: 'verify',
    choice: 'false',
    choices: [
      { id: 'fire', text },
      { id: 'false', text },
    ],
  });
  const procedure = [
    verify,
    step({ when: { step: 'verify', choice: 'fire' } }),
    step({ ...done(90), when: { step: 'verify', choice: 'fire' } }),
    step({ optional: true }),
  ];
  const { total, items } = scoreDrill(incident(procedure, []), nothing, roleOf);
  expect(items.map(({ step: nth, points, lost, because }) => [nth, points, lost, because])).toEqual([
    [0, 100, 0, []],
    [2, 0, 25, ['not-asked']],
  ]);
  expect(total).toBe(75);
});

it('of whom no role is known nothing is held against; thirds add up', () => {
  const procedure = [step({ ...done(5, 'gone'), role: 'operator' }), step({}), step({})];
  const { total, items } = scoreDrill(incident(procedure, []), nothing, roleOf);
  expect(items.map(({ points, lost }) => [points, lost])).toEqual([
    [33.3, 0],
    [33.3, 33.3],
    [33.3, 33.3],
  ]);
  expect(total).toBe(33.3);
});

it('alarms that come late in a drill are measured from when they came', () => {
  const entries = [alarm(100, 'raised'), alarm(120, 'acknowledged')];
  const { items } = scoreDrill(incident([], entries), { ...nothing, acknowledgeS: 30 }, roleOf);
  expect(items[0]).toMatchObject({ afterS: 20, lost: 0, by: 'li' });
});

it('where nothing was asked nothing is scored', () => {
  expect(scored(incident([], []), nothing, roleOf)).toBeNull();
  expect(scored(incident([step({ optional: true })], []), nothing, roleOf)).toBeNull();
});
