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

const dayMs = 24 * hourMs;
/** Heard each hour for so long, from an instant on. */
function hourly(usual: UsualSilence, fromMs: number, hours: number): number {
  for (let hour = 0; hour <= hours; hour++) usual.heard(fromMs + hour * hourMs, false);
  return fromMs + hours * hourMs;
}

describe('the usual silence of a device', () => {
  it('is its longest of two weeks, once a week is known', () => {
    const usual = new UsualSilence();
    expect(usual.expectedS(hourly(usual, startMs, 167))).toBeNull();
    const weekMs = startMs + 7 * dayMs;
    usual.heard(weekMs, false);
    expect(usual.expectedS(weekMs)).toBe(3600);
    // Once it slept for five hours, and was not taken for dead; two weeks later that is forgotten.
    usual.heard(weekMs + 5 * hourMs, false);
    expect(usual.expectedS(weekMs + 5 * hourMs)).toBe(5 * 3600);
    expect(usual.expectedS(hourly(usual, weekMs + 6 * hourMs, 15 * 24))).toBe(3600);
  });

  it('does not grow by a time for which it was dead, and is never a matter of minutes', () => {
    const usual = new UsualSilence();
    for (let minute = 0; minute <= 8 * 24 * 60; minute++) usual.heard(startMs + minute * 60_000, false);
    const backMs = startMs + 8 * dayMs + 20 * hourMs;
    // As long as nobody knows whether it is dead, nothing is learnt of that.
    expect(usual.expectedS(backMs - hourMs)).toBeNull();
    usual.heard(backMs, true);
    expect(usual.expectedS(backMs)).toBe(1200);
    usual.heard(backMs + 2 * dayMs, true);
    expect(usual.expectedS(backMs + 2 * dayMs)).toBe(20 * 3600);
  });

  it.each([
    ['a Monday morning', 0, 8],
    ['a Friday', 4, 10],
    ['a Monday afternoon', 0, 15],
  ])(
    'keeps the rhythm of an office, first heard on %s: nights and Sundays are no death',
    (_name, day, hour) => {
      const usual = new UsualSilence();
      const fromMs = startMs + day * dayMs + hour * hourMs;
      let [lastMs, learntS, deaths, isDead] = [fromMs, onChangeS, 0, false];
      for (let atMs = fromMs; atMs < fromMs + 56 * dayMs; atMs += 20 * 60_000) {
        const at = new Date(atMs);
        const isOpen = at.getUTCDay() % 6 !== 0 && at.getUTCHours() >= 8 && at.getUTCHours() < 18;
        if (isOpen) {
          usual.heard(atMs, isDead);
          [lastMs, isDead] = [atMs, false];
        } else if (!isDead && atMs - lastMs > learntS * 3000) {
          isDead = true;
          deaths++;
        }
        learntS = usual.expectedS(atMs) ?? learntS;
      }
      expect(deaths).toBe(0);
    },
  );
});

it('what was learnt of a device, and through whom it speaks, outlives a restart and its next description', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-usual-'));
  const records = openTestRecords(dir);
  const meta = { name: 'One', via: 'iot-network/g1', model: 'Maker One', firmware: '1.2' };
  let nowMs = startMs;
  const before = createTwin(records, () => nowMs);
  const compound = before.ensureCompound(testManifest, emptyPlan);
  const { device } = before.describe(compound, 'smoke', 'x', { ...meta, intervalS: onChangeS }, 'test');
  nowMs = hourly(device.usual, startMs, 7 * 24);
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
