import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openTestRecords } from '../testHub.ts';
import { createIncidents } from '../incidents/index.ts';
import { createTwin } from '../twin/index.ts';
import { migrations } from './migrations.ts';

it('whose a device is, is known of what was kept before it was written down, where it can be', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-migrations-'));
  const before = migrations.findIndex((sql) => sql.includes('describedBy'));
  const old = new Database(join(dir, 'linli.db'));
  for (const sql of migrations.slice(0, before)) old.exec(sql);
  old.pragma(`user_version = ${before}`);
  old.prepare("INSERT INTO compounds VALUES ('c', ?, '{}')").run(JSON.stringify({ version: 1, id: 'c' }));
  const kept = old.prepare("INSERT INTO devices VALUES ('c', ?, ?)");
  const names = { name: { zh: '甲', en: 'A' } };
  kept.run('lift/planned', JSON.stringify({ ...names, intervalS: 30, planned: true }));
  kept.run('lift/native', JSON.stringify({ ...names, intervalS: 30 }));
  kept.run('unit-door/lock', JSON.stringify({ ...names, intervalS: 86_400 }));
  kept.run('home-assistant/x', JSON.stringify({ ...names, intervalS: 86_400 }));
  old.close();

  const records = openTestRecords(dir);
  const devices = [
    ...(createTwin(records, () => 1)
      .compounds.get('c')
      ?.devices.values() ?? []),
  ];
  expect(Object.fromEntries(devices.map(({ record, describedBy }) => [record.key, describedBy]))).toEqual({
    'lift/planned': 'plan',
    'lift/native': 'native',
    'unit-door/lock': null,
    'home-assistant/x': null,
  });
  expect(devices.map(({ record }) => record.name.en)).toEqual(['A', 'A', 'A', 'A']);
  expect(
    records.db.prepare("SELECT count(*) FROM devices WHERE meta ->> '$.planned' IS NOT NULL").pluck().get(),
  ).toBe(0);
  await records.stop();
  rmSync(dir, { recursive: true, force: true });
});

it('an incident of before is brought forward: nobody answers for it, nothing came of its steps', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-incidents-'));
  const before = migrations.findIndex((sql) => sql.includes('incidents_by_state'));
  const old = new Database(join(dir, 'linli.db'));
  for (const sql of migrations.slice(0, before)) old.exec(sql);
  old.pragma(`user_version = ${before}`);
  const text = (zh: string) => ({ zh, en: zh });
  const where = { kind: 'fire', title: text('t'), placeId: null, positionEnu: null, deviceKeys: [] };
  const step = (zh: string, doneAtMs: number | null) => ({ text: text(zh), doneAtMs, doneBy: null });
  const head = { version: 2, compound: 'c', state: 'new', startedAtMs: 5, entryCount: 0, ...where };
  const put = old.prepare('INSERT INTO incidents VALUES (?, ?, ?, ?)');
  const steps = Array.from({ length: 12 }, (_, i) => step(`s${i}`, i === 1 ? 7 : null));
  put.run('a', 'c', 5, JSON.stringify({ ...head, id: 'a', procedure: steps }));
  put.run('b', 'c', 5, JSON.stringify({ ...head, id: 'b', procedure: [] }));
  old.close();
  const records = openTestRecords(dir);
  const { store } = createIncidents({
    records,
    now: () => 1,
    planOf: () => undefined,
    ruleOf: () => undefined,
    procedureOf: () => null,
    standingAlarms: () => 0,
  });
  expect(store.find('a')).toMatchObject({
    version: 3,
    assignee: null,
    procedure: steps.map((one) => ({ ...one, result: null })),
  });
  expect(store.find('b')).toMatchObject({ version: 3, assignee: null, procedure: [] });
  await records.stop();
  rmSync(dir, { recursive: true, force: true });
});
