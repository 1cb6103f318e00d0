/** Sizes over a real hub, compared with what was sent and with what lies in the directory. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { StorageReport } from '#shared/protocol/storage.ts';
import { createHistory } from '../history/index.ts';
import { eventually, openTestRecords, startTestHub, type TestHub } from '../testHub.ts';
import { createStorage } from './index.ts';
import { measureRecords } from './recordSizes.ts';
import { faultText } from '#shared/i18n/faults/faultText.ts';

let test: TestHub;
beforeAll(async () => {
  test = await startTestHub();
});
afterAll(() => test.stop());

const report = () => test.get<StorageReport & { ok: boolean }>('/api/system/storage');
const event = (id: number) =>
  test.client.publishAsync(
    'linli/v1/test/throw-camera/t1/event',
    JSON.stringify({ t: Date.now(), id: `e${id}`, type: 'note', data: { text: 'x'.repeat(500) } }),
    { qos: 1 },
  );

describe('what the hub keeps', () => {
  it('is told in rows and bytes, by table and by compound', async () => {
    const before = await report();
    expect(Value.Check(StorageReport, before)).toBe(true);
    for (let i = 0; i < 30; i++) await event(i);
    for (let i = 0; i < 5; i++) await test.say('lift', 'l1', { floor: i }, Date.now() + i);
    const after = await eventually(report, ({ compounds }) =>
      compounds.some(({ rows }) => rows['events'] === 30),
    );
    const table = ({ records }: StorageReport, name: string) =>
      records.tables.find((one) => one.name === name);
    expect(table(before, 'events')?.rows).toBe(0);
    expect(table(after, 'events')?.rows).toBe(30);
    expect(table(after, 'events')?.bytes).toBeGreaterThan(30 * 500);
    expect(after.compounds.map(({ compound }) => compound)).toEqual(['test']);
    expect(after.compounds[0]?.rows['devices']).toBe(table(after, 'devices')?.rows);
    // Beside the tables the file holds its schema and SQLite's own notes: a few pages.
    const { fileBytes, freeBytes, tables } = after.records;
    const used = tables.reduce((sum, { bytes }) => sum + bytes, 0) + freeBytes;
    expect(fileBytes - used).toBeGreaterThan(0);
    expect(fileBytes - used).toBeLessThan(16 * 4096);
    expect(after.disk.freeBytes).toBeLessThanOrEqual(after.disk.totalBytes);
  });

  it('counts every file of models and uploads', async () => {
    const before = await report();
    const cache = join(test.dataDir, 'models', 'cache', 'one');
    const uploads = join(test.dataDir, 'uploads', 'u1');
    for (const dir of [cache, uploads]) mkdirSync(dir, { recursive: true });
    writeFileSync(join(cache, 'chunk'), Buffer.alloc(12_345));
    writeFileSync(join(cache, 'other'), Buffer.alloc(5));
    writeFileSync(join(uploads, 'a.ifc'), Buffer.alloc(777));
    const after = await report();
    expect([after.models.files - before.models.files, after.models.bytes - before.models.bytes]).toEqual([
      2, 12_350,
    ]);
    expect(after.uploads).toEqual({ files: 1, bytes: 777 });
    for (const dir of [cache, uploads]) rmSync(dir, { recursive: true });
  });

  it('tells the readings of each compound as history holds them', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'linli-storage-'));
    const records = openTestRecords(dataDir);
    const startMs = Date.now() - 60_000;
    const open = () =>
      createHistory({
        path: join(dataDir, 'history.db'),
        whenNamed: () => null,
        onFault: ({ kind }) => expect.fail(kind),
        onRecovered: () => {},
        now: () => Date.now(),
      });
    // A history that stops seals what it journaled.
    const before = open();
    for (let i = 0; i < 5_000; i++) before.append('one', 1, i, startMs + i, 0);
    await before.stop();
    const history = open();
    const storage = createStorage({
      dataDir,
      recordsPath: join(dataDir, 'linli.db'),
      uploadDir: join(dataDir, 'uploads'),
      history,
      now: () => Date.now(),
    });
    const found = await storage.report();
    if (!found.ok) throw new Error(JSON.stringify(found.error));
    const [one] = found.value.compounds;
    expect(one).toMatchObject({ readings: 5_000, fromMs: startMs, toMs: startMs + 4_999 });
    const asked = await history.sizes();
    expect(one?.readingBytes).toBe(asked.ok && asked.value.compounds[0]?.readingBytes);
    await history.stop();
    const stopped = await storage.report();
    expect(stopped.ok ? '' : stopped.error.code).toBe('history-unavailable');
    await records.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('says in a sentence that a file cannot be read', async () => {
    const path = join(test.dataDir, 'not-a-database.db');
    writeFileSync(path, 'x'.repeat(8192));
    const measured = await measureRecords(path, 5000);
    expect(measured.ok ? '' : faultText(measured.error, 'en').message).toContain(
      'cannot be measured: file is not a database',
    );
    const slow = await measureRecords(join(test.dataDir, 'linli.db'), 0);
    expect(slow.ok ? '' : faultText(slow.error, 'en').message).toContain('0 s');
  });
});
