import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { onChangeS } from '#shared/protocol/device.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { openTestRecords, testManifest } from '../testHub.ts';
import { createTwin } from './index.ts';
import { UsualSilence } from './usualSilence.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 2, 2);

describe('the usual silence of a device', () => {
  it('is its longest of a week, once a day is known', () => {
    const usual = new UsualSilence();
    for (let hour = 0; hour <= 23; hour++) usual.heard(startMs + hour * hourMs, false);
    expect(usual.expectedS(startMs + 23 * hourMs)).toBeNull();
    expect(usual.expectedS(startMs + 24 * hourMs)).toBe(3600);
    // Once it slept for five hours, and was not taken for dead; a week later that is forgotten.
    usual.heard(startMs + 28 * hourMs, false);
    expect(usual.expectedS(startMs + 28 * hourMs)).toBe(5 * 3600);
    for (let hour = 29; hour < 29 + 8 * 24; hour++) usual.heard(startMs + hour * hourMs, false);
    expect(usual.expectedS(startMs + 250 * hourMs)).toBe(3600);
  });

  it('does not grow by the time for which it was dead, and is never a matter of minutes', () => {
    const usual = new UsualSilence();
    for (let minute = 0; minute <= 25 * 60; minute++) usual.heard(startMs + minute * 60_000, false);
    usual.heard(startMs + 45 * hourMs, true);
    expect(usual.expectedS(startMs + 45 * hourMs)).toBe(1200);
  });
});

it('what was learnt of a device, and through whom it speaks, outlives a restart and its next description', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-usual-'));
  const records = openTestRecords(dir);
  const meta = { name: 'One', via: 'iot-network/g1', model: 'Maker One', firmware: '1.2' };
  let nowMs = startMs;
  const before = createTwin(records, () => nowMs);
  const compound = before.ensureCompound(testManifest, emptyPlan);
  const { device } = before.describe(compound, 'smoke', 'x', { ...meta, intervalS: onChangeS }, 'test');
  for (let hour = 0; hour <= 25; hour++) {
    nowMs = startMs + hour * hourMs;
    device.usual.heard(nowMs, false);
  }
  expect(before.learnSilence(compound, device, nowMs)).toBe(true);
  expect(device.record).toMatchObject({ intervalS: 3600, isIntervalLearnt: true });
  expect(before.learnSilence(compound, device, nowMs)).toBe(false);
  await records.stop();

  const again = openTestRecords(dir);
  const after = createTwin(again, () => nowMs);
  const found = after.compounds.get(testManifest.id);
  const restored = found?.devices.get('smoke/x');
  expect(restored?.record).toMatchObject({
    via: 'iot-network/g1',
    model: 'Maker One',
    firmware: '1.2',
    intervalS: 3600,
  });
  if (!found) throw new Error('the compound is not there');
  after.describe(found, 'smoke', 'x', { ...meta, intervalS: onChangeS }, 'test');
  expect(restored?.record.intervalS).toBe(3600);
  // Its own word counts.
  after.describe(found, 'smoke', 'x', { ...meta, intervalS: 60 }, 'test');
  expect(restored?.record).toMatchObject({ intervalS: 60, isIntervalLearnt: false });
  await again.stop();
  rmSync(dir, { recursive: true, force: true });
});
