/** Recordings that another program wrote, or somebody by hand: what is wrong of them counts as lost, and harms nobody. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noRules } from '#shared/alarms/compoundRules.ts';
import type { RecordingMark, RecordingPart } from '#shared/compounds/recording.ts';
import { faultText } from '#shared/i18n/faults/faultText.ts';
import type { Alert } from '#shared/protocol/records.ts';
import type { Fault } from '#shared/protocol/result.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { packReadings, ReadingsBuilder } from '#shared/twin/packed.ts';
import { startTestHub, testDevices, testManifest, type TestHub } from '../testHub.ts';
import { alarm, calibration, entry, head, transition } from './testRecords.ts';

const fromMs = Date.UTC(2026, 3, 1, 8);
const toMs = fromMs + 1_800_000;
const good: RecordingMark = { fromMs, toMs, recordedAtMs: toMs };

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

type Reading = readonly [value: number, timeMs: number, quality?: number];

function readings(...list: readonly Reading[]): Buffer {
  const builder = new ReadingsBuilder();
  for (const [value, timeMs, quality = 0] of list) builder.push(7, value, timeMs, quality);
  return gzipSync(new Uint8Array(packReadings(builder.take())));
}
const json = (value: object) => gzipSync(JSON.stringify(value));
const noRecords = { version: 1, standing: [], transitions: [], events: [], actions: [], steps: [] };
const records = (change: object = {}) => json({ ...noRecords, ...change });

const incidents = (list: readonly object[], calibrations: readonly object[] = []) =>
  json({ version: 1, incidents: list, calibrations });

interface Written {
  readonly kind: RecordingPart['kind'];
  readonly bytes: Buffer;
  readonly span?: { readonly fromMs: number; readonly toMs: number };
}

function file(parts: readonly Written[], mark: RecordingMark = good): Uint8Array {
  const named = parts.map(({ kind, bytes, span }, nth) => ({ kind, bytes, name: `part-${nth}`, span }));
  const header = {
    format: 'linli-recording',
    version: 1,
    points: [{ index: 7, device: 'lift/l1', point: 'load', text: false }],
    words: [],
    parts: named.map(({ kind, bytes, name, span = { fromMs, toMs: toMs + 1 } }) => ({
      name,
      kind,
      ...span,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  };
  const texts = {
    'linli.json': { format: 'linli-compound', version: 1, id: 'yard' },
    'manifest.json': { ...testManifest, id: 'yard', recording: mark },
    'plan.json': emptyPlan,
    'devices.json': testDevices,
    'rules.json': noRules,
    'recording/header.json': header,
  };
  return zipSync({
    ...Object.fromEntries(
      Object.entries(texts).map(([name, value]) => [name, strToU8(JSON.stringify(value))]),
    ),
    ...Object.fromEntries(named.map(({ name, bytes }) => [`recording/${name}`, bytes])),
  });
}

let imported = 0;
async function importAs(archive: Uint8Array) {
  const as = `past-${++imported}`;
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(archive)]), 'yard.linli');
  const answer = await fetch(`${hub.hub.url}/api/compounds/import?as=${as}`, { method: 'POST', body: form });
  return { as, ...((await answer.json()) as { ok: boolean; lost?: number; error?: unknown }) };
}
const lostOf = async (...parts: readonly Written[]) => (await importAs(file(parts))).lost;
const alerts = async () => (await hub.get<{ alerts: Alert[] }>('/api/health')).alerts.map(({ code }) => code);

describe('readings', () => {
  it.each<[string, Reading]>([
    ['of no time', [1, NaN]],
    ['of a time without end', [1, Infinity]],
    ['beyond every calendar', [1, 1e300]],
    ['before 1970', [1, -1e12]],
    ['after their hour', [1, toMs + 1]],
    ['of a quality that is none', [1, fromMs, 9]],
    ['without end', [Infinity, fromMs]],
  ])('%s count as lost', async (_what, bad) => {
    const bytes = readings([2, fromMs], bad);
    expect(await lostOf({ kind: 'readings', bytes })).toBe(1);
  });

  it('outside of what the recording covers count as lost', async () => {
    const bytes = readings([2, fromMs]);
    const reversed = { fromMs: toMs, toMs: fromMs };
    const later = { fromMs, toMs: toMs + 3_600_000 };
    for (const span of [reversed, later]) expect(await lostOf({ kind: 'readings', bytes, span })).toBe(1);
  });

  it('of an older state, and a word for no reading, are taken', async () => {
    const bytes = readings([2, fromMs - 86_400_000], [NaN, fromMs + 1000], [3, toMs]);
    const { as, lost } = await importAs(file([{ kind: 'readings', bytes }]));
    expect(lost).toBe(0);
    const { devices } = await hub.get<{
      devices: Record<string, { points: Record<string, { value: unknown }> }>;
    }>(`/api/compounds/${as}/state?at=${toMs}`);
    expect(devices['lift/l1']?.points['load']?.value).toBe(3);
  });
});

describe('records', () => {
  it('after their hour count as lost', async () => {
    const late = { ...transition(alarm('late', fromMs), 1, fromMs), atMs: 8.64e15 };
    expect(await lostOf({ kind: 'records', bytes: records({ transitions: [late] }) })).toBe(1);
  });
});

describe('incidents', () => {
  it('that no screen could show count as lost', async () => {
    const attached = { ...entry(0, fromMs), attachment: { sha256: 'zz' } };
    const bytes = incidents([{ head: head('odd', fromMs), entries: [attached] }]);
    expect(await lostOf({ kind: 'incidents', bytes })).toBe(1);
  });
});

describe('what comes twice', () => {
  const one = { head: head('i1', fromMs), entries: [entry(0, fromMs)] };
  const said = {
    device: 'lift/l1',
    id: 'e1',
    type: 'x',
    atMs: fromMs,
    receivedMs: fromMs,
    sentMs: fromMs,
    data: {},
  };
  const raised = transition(alarm('a1', fromMs), 1, fromMs);
  const calibrated = calibration('c1', fromMs);

  it.each<[string, Written['kind'], Buffer]>([
    ['an incident', 'incidents', incidents([one, one])],
    [
      'an entry of a timeline',
      'incidents',
      incidents([{ ...one, entries: [entry(0, fromMs), entry(0, fromMs)] }]),
    ],
    ['a calibration', 'incidents', incidents([], [calibrated, calibrated])],
    ['an event', 'records', records({ events: [said, said] })],
    ['a step of an alarm', 'records', records({ transitions: [raised, raised] })],
  ])('%s: its part counts as lost', async (_what, kind, bytes) => {
    expect(await lostOf({ kind, bytes })).toBe(1);
  });

  it('in two parts: the second counts as lost', async () => {
    const [told, hour] = [incidents([one]), records({ transitions: [raised], events: [said] })];
    expect(
      await lostOf(
        { kind: 'incidents', bytes: told },
        { kind: 'incidents', bytes: told },
        { kind: 'records', bytes: hour },
        { kind: 'records', bytes: hour },
      ),
    ).toBe(2);
  });

  it('once each is taken; what stands at the end of one hour stands at the beginning of the next', async () => {
    const middleMs = fromMs + 900_000;
    const hour = records({ transitions: [raised], events: [said] });
    const later = records({ standing: [raised] });
    expect(
      await lostOf(
        { kind: 'incidents', bytes: incidents([one], [calibrated]) },
        { kind: 'records', bytes: hour, span: { fromMs, toMs: middleMs } },
        { kind: 'records', bytes: later, span: { fromMs: middleMs, toMs: toMs + 1 } },
      ),
    ).toBe(0);
  });

  it('troubles nobody else', async () => {
    expect(await alerts()).not.toContain('records-faulty');
  });
});

describe('the mark', () => {
  it.each<[string, RecordingMark, string]>([
    ['that ends before it begins', { fromMs: toMs, toMs: fromMs, recordedAtMs: toMs }, '时间段不成立'],
    ['that ends after it was recorded', { fromMs, toMs, recordedAtMs: fromMs }, '时间段不成立'],
    ['of a hundred years', { fromMs: 0, toMs, recordedAtMs: toMs }, '时间段不成立'],
    ['of the future', { fromMs: 8e15, toMs: 8e15 + 1000, recordedAtMs: 8e15 + 1000 }, '在将来'],
  ])('%s is refused', async (_what, mark, why) => {
    const { ok, error } = await importAs(file([], mark));
    expect(ok).toBe(false);
    expect(faultText(error as Fault, 'zh').message).toContain(why);
  });
});
