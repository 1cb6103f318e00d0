import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openTestRecords } from '../testHub.ts';
import { createRepairsReader } from './repairs.ts';

const hourMs = 3_600_000;

it('counts from the silence to the next word, by system; what a group spoke for and other alarms are no repair', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-repairs-'));
  await openTestRecords(dir).stop();
  const db = new Database(join(dir, 'linli.db'));
  const put = db.prepare('INSERT INTO transitions (compound, at_ms, alarm, onset, body) VALUES (?, ?, ?, ?, ?)');
  const step = (system: string, ruleId: string, verb: string, fromH: number, toH: number, compound = 'c') =>
    put.run(
      compound,
      toH * hourMs,
      `${system} ${fromH}`,
      verb === 'raised' ? 3 : null,
      JSON.stringify({ verb, alarm: { system, ruleId, lastAtMs: fromH * hourMs } }),
    );
  step('lift', 'device-health', 'returned', 10, 12);
  step('lift', 'device-health-group', 'returned', 20, 24);
  step('lift', 'device-health', 'withdrawn', 20, 21);
  step('lift', 'device-health', 'raised', 30, 30);
  step('lift', 'door-fault', 'returned', 30, 90);
  step('smoke', 'device-health-gateway-fire', 'returned', 10, 10.5);
  // Before the span, and somebody else's.
  step('smoke', 'device-health', 'returned', 1, 4);
  step('smoke', 'device-health', 'returned', 10, 90, 'other');
  const read = createRepairsReader(db);
  expect(read({ compound: 'c', fromMs: 5 * hourMs })).toEqual([
    { system: 'lift', count: 2, meanMs: 3 * hourMs },
    { system: 'smoke', count: 1, meanMs: 0.5 * hourMs },
  ]);
  expect(read({ compound: 'none', fromMs: 0 })).toEqual([]);
  db.close();
  rmSync(dir, { recursive: true, force: true });
});
