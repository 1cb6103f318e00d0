import { describe, expect, it } from 'vitest';
import type { IncidentEntry, IncidentSubject } from '#shared/protocol/records.ts';
import { fireFactsOf, fireTimings, orderSign } from './fireFacts.ts';
import { linkageRow, linkages, type Linkage } from './linkage.ts';

let seq = 0;
const entry = (
  kind: IncidentEntry['kind'],
  atMs: number,
  of: Partial<IncidentSubject> | null,
  more: Partial<IncidentEntry> = {},
): IncidentEntry => ({
  seq: seq++,
  atMs,
  kind,
  text: { zh: '', en: '' },
  by: null,
  ref: null,
  priority: null,
  ...(of ? { of: { deviceKey: 'smoke/a', verb: 'raised', heardAtMs: atMs + 200, ...of } } : {}),
  ...more,
});
const told = (entries: readonly IncidentEntry[]) => ({
  entries,
  deviceKeys: ['smoke/a', 'smoke/b', 'fire-panel/p'],
  startedAtMs: 1000,
});

describe('the order of alarms', () => {
  it('numbers each device of the fire once, by its first alarm; what alarms beside it has no number', () => {
    const { order } = fireFactsOf(
      told([
        entry('alarm', 5000, { deviceKey: 'smoke/b' }),
        entry('alarm', 1000, { deviceKey: 'smoke/a' }),
        entry('alarm', 9000, { deviceKey: 'smoke/a', verb: 'repeated' }),
        entry('alarm', 2000, { deviceKey: 'unit-door/x' }),
        entry('alarm', 500, { deviceKey: 'smoke/b', verb: 'acknowledged' }),
        entry('note', 500, null),
      ]),
    );
    expect(order).toEqual([
      { nth: 1, deviceKey: 'smoke/a', atMs: 1000 },
      { nth: 2, deviceKey: 'smoke/b', atMs: 5000 },
    ]);
    expect([1, 20, 21].map(orderSign)).toEqual(['①', '⑳', '(21)']);
  });
});

describe('what was declared', () => {
  it('a panel confirms, a person counts before it, and what is taken back falls back to the panel', () => {
    const panel = entry('event', 3000, { deviceKey: 'fire-panel/p', verb: 'confirm' });
    const mark = (done: boolean, atMs: number) =>
      entry('action', atMs, null, { by: 'li', change: { kind: 'mark', mark: 'confirm', done } });
    const of = (...entries: IncidentEntry[]) => fireFactsOf(told(entries)).marks.get('confirm');
    expect(of(panel)).toEqual({ atMs: 3000, by: null });
    expect(of(panel, mark(true, 4000))).toEqual({ atMs: 4000, by: 'li' });
    expect(of(panel, mark(true, 4000), mark(false, 5000))).toEqual({ atMs: 3000, by: null });
    expect(of(mark(true, 4000), mark(false, 5000))).toBeUndefined();
    // An event of any name is no mark.
    expect(fireFactsOf(told([entry('event', 1, { verb: 'toString' })])).marks.size).toBe(0);
  });
});

describe('timings', () => {
  it('are measured from the records, the slowest counts', () => {
    const timings = fireTimings(
      told([
        entry('alarm', 1000, { heardAtMs: 1300 }),
        entry('alarm', 2000, { deviceKey: 'smoke/b', heardAtMs: 14_000 }),
        entry('event', 9000, { deviceKey: 'lift/l', verb: 'lift_recall', heardAtMs: 9400 }),
        entry('action', 31_000, null, { by: 'li', change: { kind: 'mark', mark: 'confirm', done: true } }),
        entry('action', 36_000, null, { by: 'li', change: { kind: 'mark', mark: 'call-119', done: true } }),
      ]),
    );
    expect(timings).toEqual([
      { code: 'alarm-shown', tookMs: 12_000, allowedMs: 10_000 },
      { code: 'feedback-shown', tookMs: 400, allowedMs: 10_000 },
      { code: 'confirmed', tookMs: 30_000, allowedMs: null },
      { code: 'called', tookMs: 5000, allowedMs: null },
    ]);
  });

  it('say nothing of what has not happened, nor of entries of older versions', () => {
    expect(fireTimings(told([entry('alarm', 1000, null)])).map(({ tookMs }) => tookMs)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('linkage', () => {
  const linkageOf = (id: Linkage['id']) => {
    const found = linkages.find((one) => one.id === id);
    if (!found) throw new Error(`no linkage ${id}`);
    return found;
  };
  const lift = linkageOf('lift');
  const command = (atMs: number, state: IncidentSubject['state'], deviceKey = 'lift/l', verb = 'recall') =>
    entry('action', atMs, { deviceKey, verb, state });

  it('commanded by a person, answered by the device', () => {
    const rows = (...entries: IncidentEntry[]) => linkageRow(lift, 'lift/l', entries);
    expect(rows()).toMatchObject({ commandedAtMs: null, fedBackAtMs: null, failed: null });
    expect(rows(command(10, 'requested'))).toMatchObject({
      commandedAtMs: 10,
      commandedBy: 'person',
      fedBackAtMs: null,
    });
    expect(rows(command(10, 'requested'), command(20, 'timed-out'))).toMatchObject({ failed: 'timed-out' });
    expect(
      rows(
        command(10, 'requested'),
        command(20, 'timed-out'),
        command(30, 'requested'),
        command(40, 'replied'),
      ),
    ).toMatchObject({ commandedAtMs: 10, fedBackAtMs: 40, failed: null });
    // Another lift's answer, or another command, is not its own.
    expect(rows(command(5, 'replied', 'lift/other'), command(5, 'replied', 'lift/l', 'talk'))).toMatchObject({
      commandedAtMs: null,
      fedBackAtMs: null,
    });
  });

  it('commanded by the panel: lifts and doors, but no call to leave', () => {
    const entries = [
      entry('event', 10, { verb: 'linkage_command' }),
      entry('event', 20, { deviceKey: 'lift/l', verb: 'lift_recall' }),
    ];
    expect(linkageRow(lift, 'lift/l', entries)).toMatchObject({
      commandedAtMs: 10,
      commandedBy: 'panel',
      fedBackAtMs: 20,
    });
    expect(linkageRow(linkageOf('broadcast'), 'broadcast/b', entries)).toMatchObject({ commandedAtMs: null });
  });
});
