import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyPlan } from '#shared/twin/compound.ts';
import type { Records } from '../records/index.ts';
import { openTestRecords, testManifest } from '../testHub.ts';
import { createTwin, type Twin } from '../twin/index.ts';
import { createIngest, type Ingest } from './index.ts';

let dir: string;
let records: Records;
let twin: Twin;
let ingest: Ingest;
let nowMs = 1_790_000_000_000;
const alarmed = new Set<string>();

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-announced-'));
  records = openTestRecords(dir);
  twin = createTwin(records, () => nowMs);
  ingest = createIngest({
    twin,
    now: () => nowMs,
    homeOf: () => null,
    hasOpenAlarm: (id) => alarmed.has(id),
    listen: () => {},
    answer: () => {},
  });
});
afterEach(async () => {
  alarmed.clear();
  await records.stop();
  rmSync(dir, { recursive: true, force: true });
});

const announce = (compound: string) =>
  ingest.accept(`linli/v1/${compound}/lift/l1/meta`, Buffer.from('{"name":"Lift"}'));
const speak = (compound: string) =>
  ingest.accept(`linli/v1/${compound}/lift/l1/state`, Buffer.from(`{"t":${nowMs},"v":{"floor":1}}`));

it('a stranger’s ids are at most 64, and the one silent longest makes room', () => {
  for (let nth = 0; nth < 64; nth++) announce(`stray-${nth}`);
  expect(twin.compounds.size).toBe(64);
  announce('late');
  expect(twin.compounds.has('late')).toBe(false);
  expect(ingest.rejections.report().byCode).toEqual({ 'too-many-compounds': 1 });
  // A real one always has room.
  twin.ensureCompound({ ...testManifest, id: 'real' }, emptyPlan);
  expect(twin.compounds.has('real')).toBe(true);

  nowMs += 11 * 60_000;
  speak('stray-0');
  nowMs += 1000;
  alarmed.add('stray-1');
  announce('late');
  expect(['late', 'real', 'stray-0', 'stray-1', 'stray-2'].map((id) => twin.compounds.has(id))).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(twin.compounds.size).toBe(65);
});

it('with all of them speaking nobody has to go', () => {
  for (let nth = 0; nth < 64; nth++) announce(`stray-${nth}`);
  nowMs += 11 * 60_000;
  for (let nth = 0; nth < 64; nth++) speak(`stray-${nth}`);
  announce('late');
  expect(twin.compounds.has('late')).toBe(false);
});
