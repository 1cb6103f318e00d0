/** Recordings that another program wrote, or somebody by hand: what is wrong of them counts as lost, and harms nobody. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noRules } from '#shared/alarms/compoundRules.ts';
import type { RecordingMark, RecordingPart } from '#shared/compounds/recording.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { packReadings, ReadingsBuilder } from '#shared/twin/packed.ts';
import { startTestHub, testDevices, testManifest, type TestHub } from '../testHub.ts';
import { alarm, transition } from './testRecords.ts';

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
  return { as, ...((await answer.json()) as { ok: boolean; lost?: number; error?: { code: string } }) };
}
const lostOf = async (...parts: readonly Written[]) => (await importAs(file(parts))).lost;

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
