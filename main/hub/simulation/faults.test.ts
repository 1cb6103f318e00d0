/** Faults of a demo: by chance as often as declared, over in their time, made right by their command. */
import { expect, it } from 'vitest';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { PointPatch } from '#shared/systems/declaration.ts';
import { findSystem } from '#shared/systems/index.ts';
import { createFaults, type FaultySpeech } from './faults.ts';

const startMs = Date.UTC(2026, 10, 21, 4);
const device = (system: string, id: string): PlannedDevice => ({ id, system, name: { zh: id, en: id } });

interface Said {
  readonly key: string;
  readonly atMs: number;
  readonly patch: PointPatch;
  readonly stillUntilMs: number;
}

function faultsOf(
  devices: readonly PlannedDevice[],
  isFree: FaultySpeech['isFree'] = () => true,
  last: PointPatch = {},
) {
  const said: Said[] = [];
  const events: string[] = [];
  const faults = createFaults({
    devices,
    seed: 7,
    startMs,
    recall: () => ({ ...last }),
    speech: {
      state: ({ system, id }, patch, atMs, stillUntilMs) =>
        said.push({ key: `${system}/${id}`, patch, atMs, stillUntilMs }),
      event: (_device, type) => events.push(type),
      isFree,
    },
  });
  return { faults, said, events };
}

it('come as often as the systems say, none at once with another of the same device, each with its end', () => {
  const hours = 2000;
  const devices = Array.from({ length: 300 }, (_, n) => device('smoke', `s${n}`));
  const { faults, said } = faultsOf(devices);
  for (let s = 0; s < hours * 3600; s += 60) faults.advance(startMs + s * 1000);
  faults.advance(startMs + (hours + 2) * 3_600_000);
  const perYear = (findSystem('smoke')?.simulate?.faults ?? []).reduce(
    (sum, one) => sum + (one.perYear ?? 0),
    0,
  );
  const expected = (300 * perYear * hours) / 8766;
  expect(Math.min(...said.map(({ atMs }) => atMs))).toBeGreaterThan(startMs + 30 * 60_000);
  const begun = said.filter(({ atMs, stillUntilMs }) => stillUntilMs > atMs);
  expect(begun.length).toBeGreaterThan(expected * 0.6);
  expect(begun.length).toBeLessThan(expected * 1.4);
  const ended = said.filter(({ atMs, stillUntilMs }) => stillUntilMs === atMs);
  expect(Math.abs(begun.length - ended.length)).toBeLessThanOrEqual(1);
  for (const { key, atMs, stillUntilMs } of begun.slice(0, -1)) {
    const end = ended.find((one) => one.key === key && one.atMs > atMs);
    expect(end && end.atMs - stillUntilMs).toBeLessThanOrEqual(60_000);
  }
});

it('leave a device alone that somebody else speaks for', () => {
  const { faults, said } = faultsOf([device('smoke', 's1')], () => false);
  for (let day = 0; day < 4000; day++) faults.advance(startMs + day * 86_400_000);
  expect(said).toEqual([]);
});

it('end soon after their command, and keep what it has set', () => {
  const { faults, said } = faultsOf([device('gas', 'g1')]);
  expect(faults.begin('gas/g1', 'leak', startMs)).toMatchObject({ ok: true });
  faults.obeyed('gas/g1', 'open', { valve: 'open' }, startMs + 1000);
  faults.advance(startMs + 30_000);
  expect(said.map(({ patch }) => patch)).toEqual([{ lel: 18 }]);
  faults.obeyed('gas/g1', 'close', { valve: 'closed' }, startMs + 30_000);
  faults.advance(startMs + 31_000);
  expect(said).toHaveLength(1);
  faults.advance(startMs + 33_000);
  expect(said.at(-1)?.patch).toEqual({ lel: 0 });
});

it('of one device follow one another, and an event is over at once', () => {
  const { faults, said, events } = faultsOf([device('lift', 'l1'), device('throw-camera', 't1')]);
  faults.begin('lift/l1', 'trapped', startMs);
  faults.begin('lift/l1', 'ebike', startMs + 5000);
  expect(said.map(({ patch }) => [patch['trapped'], patch['ebike']])).toEqual([
    [true, undefined],
    [false, undefined],
    [undefined, true],
  ]);
  faults.begin('throw-camera/t1', 'throw', startMs);
  faults.advance(startMs + 86_400_000);
  expect(events).toEqual(['throw']);
});

it('that stood when the hub was stopped are over once it is back', () => {
  const { faults, said } = faultsOf([device('smoke', 's1')], () => true, { smoke: 0.01, fault: true });
  faults.advance(startMs + 1000);
  faults.advance(startMs + 2000);
  expect(said.map(({ patch }) => patch)).toEqual([{ fault: false }]);
});

it('nobody knows are refused', () => {
  const { faults } = faultsOf([device('gas', 'g1')]);
  expect(faults.begin('gas/g2', 'leak', startMs)).toMatchObject({ error: { code: 'no-device' } });
  expect(faults.begin('gas/g1', 'rust', startMs)).toMatchObject({
    error: { code: 'demo-no-fault', params: { fault: 'rust', known: 'leak, alarm, fault' } },
  });
});
