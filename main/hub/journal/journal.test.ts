/** The journal over a real hub, and its pages over a file with many rows of one millisecond. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { journalKinds, type JournalPage, type JournalRow } from '#shared/protocol/journal.ts';
import type { AlarmRecord, IncidentRecord } from '#shared/protocol/records.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import {
  eventually,
  openTestRecords,
  screenOn,
  startTestHub,
  testDevices,
  testManifest,
  type TestHub,
} from '../testHub.ts';
import { readCursor } from './cursor.ts';
import { createJournal } from './index.ts';
import { createJournalReader, type JournalQuestion } from './page.ts';
import { onCoreMs } from '#shared/testTime.ts';

let test: TestHub | null = null;
afterEach(async () => {
  await test?.stop();
  test = null;
});

const text = (zh: string, en: string) => ({ zh, en });

describe('over a hub', () => {
  async function lived(): Promise<TestHub> {
    const place = { id: '8-2-401', kind: 'household', parentId: null, box: null } as const;
    const plan = { ...emptyPlan, places: [{ ...place, name: text('老王家', 'The old flat') }] };
    const hub = (test = await startTestHub({
      token: 'a-long-secret',
      compounds: [{ manifest: testManifest, plan, devices: testDevices }],
    }));
    await hub.say('smoke', 's1', { smoke: 0.4 });
    const { alarms } = await eventually(
      () => hub.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open'),
      (body) => body.alarms.length === 1,
    );
    await hub.post(`/api/alarms/${alarms[0]?.id}/acknowledge`, { note: '闻到焦味' });
    await hub.client.publishAsync(
      'linli/v1/test/smoke/s1/event',
      JSON.stringify({ t: Date.now(), id: 'e1', type: 'first_alarm' }),
      { qos: 1 },
    );
    const { incidents } = await hub.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test');
    const socket = await screenOn(hub);
    await socket.emitWithAck('noteIncident', { incidentId: incidents[0]?.id, text: 'brigade on the way' });
    await socket.emitWithAck('sendCommand', {
      compound: 'test',
      deviceKeys: ['lift/l1'],
      name: 'resume',
      why: 'air the shaft',
    });
    socket.disconnect();
    return hub;
  }
  const rowsOf = async (hub: TestHub, query: string) =>
    (await hub.get<JournalPage>(`/api/compounds/test/journal?${query}`)).rows;

  it('tells each happening once, newest first, with who, why, where and what it is about', async () => {
    const hub = await lived();
    const rows = await eventually(
      () => rowsOf(hub, ''),
      (found) => found.some(({ kind }) => kind === 'command'),
    );
    expect(rows.map(({ atMs }) => atMs)).toEqual(rows.map(({ atMs }) => atMs).toSorted((a, b) => b - a));
    expect(rows.map(({ kind, text: { en }, by }) => [kind, en, by]).toReversed()).toEqual(
      expect.arrayContaining([
        ['alarm', 'Smoke alarm · Smoke one 0.40 dB/m', null],
        ['incident', 'Opened an incident · Fire · Smoke one', null],
        ['action', 'Smoke alarm · Smoke one 0.40 dB/m (acknowledged)', 'operator'],
        ['event', 'First alarm · Smoke one', null],
        ['incident', 'Noted · Fire · Smoke one', 'operator'],
        ['command', 'Back to automatic · Lift one (requested)', 'operator'],
      ]),
    );
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    expect(rows.filter(({ text: { en } }) => /acknowledged/i.test(en))).toHaveLength(1);
    const acknowledged = rows.find(({ note }) => note === '闻到焦味');
    expect(acknowledged).toMatchObject({ placeId: '8-2-401', deviceKey: 'smoke/s1', priority: 1 });
  });

  it('finds in both languages, in notes, by who did it and where it was', async () => {
    const hub = await lived();
    await eventually(
      () => rowsOf(hub, 'kinds=command'),
      (found) => found.length > 0,
    );
    const found = async (q: string) =>
      (await rowsOf(hub, `q=${encodeURIComponent(q)}`)).map(({ kind }) => kind).sort();
    expect(await found('焦味')).toEqual(['action']);
    expect(await found('BRIGADE')).toEqual(['incident']);
    expect(await found('首警')).toEqual(['event']);
    expect(await found('first alarm')).toEqual(['event']);
    expect(await found('operator lift')).toEqual(['command']);
    expect(await found('the old flat smoke')).toEqual(['action', 'alarm', 'event', 'incident', 'incident']);
    expect(await found('nothing of the kind')).toEqual([]);
    const kinds = await rowsOf(hub, 'kinds=alarm,event');
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(['alarm', 'event']);
  });

  it('holds what the person may see, and refuses what it cannot read', async () => {
    const hub = await lived();
    await hub.post('/api/setup', { name: 'root', password: 'correct horse battery' });
    const ask = async (path: string, token: string, body?: object) => {
      const answer = await fetch(hub.hub.url + path, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return answer.json() as Promise<{ secret: string; rows: JournalRow[]; error?: { code: string } }>;
    };
    const { secret } = await ask('/api/tokens', 'a-long-secret', { name: 'n', verbs: ['history.read'] });
    const seen = (await ask('/api/compounds/test/journal', secret)).rows.map(({ kind }) => kind);
    expect(seen.filter((kind) => kind === 'alarm' || kind === 'incident')).toEqual([]);
    expect(seen).toContain('action');
    const code = async (query: string) =>
      (await ask(`/api/compounds/test/journal?${query}`, secret)).error?.code;
    expect(await code('kinds=gossip')).toBe('journal-kind');
    expect(await code('before=xyz')).toBe('journal-cursor');
    expect(await code('from=2000&to=1000')).toBe('instant-seconds');
    expect((await ask('/api/compounds/none/journal', secret)).error?.code).toBe('no-compound');
  });
});

it('a thread that ended is told, and the next question begins another', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-journal-'));
  const journal = createJournal({ path: join(dir, 'linli.db') });
  const asked = {
    compound: 'c',
    fromMs: 0,
    toMs: 9,
    kinds: journalKinds,
    search: '',
    limit: 5,
    before: null,
  };
  const both = await Promise.all([journal.page(asked), journal.page(asked)]);
  expect(both.map((one) => (one.ok ? 'read' : one.error.code))).toEqual([
    'history-unavailable',
    'history-unavailable',
  ]);
  await openTestRecords(dir).stop();
  expect(await journal.page(asked)).toEqual({ ok: true, value: { rows: [], next: null } });
  await journal.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe('pages', () => {
  const question: JournalQuestion = {
    compound: 'c',
    fromMs: 0,
    toMs: 1000,
    kinds: journalKinds,
    search: '',
    limit: 7,
    before: null,
  };

  function filled(): { db: Database.Database; end: () => void } {
    const dir = mkdtempSync(join(tmpdir(), 'linli-journal-'));
    void openTestRecords(dir).stop();
    const db = new Database(join(dir, 'linli.db'));
    const events = db.prepare(
      "INSERT INTO events (compound, device, id, type, at_ms, received_ms, sent_ms, data) VALUES (?, 'd/1', ?, 't', ?, 0, 0, '{}')",
    );
    const actions = db.prepare(
      "INSERT INTO actions (compound, at_ms, by, verb, target, note) VALUES (?, ?, 'li', 'edit-rules', 'c', ?)",
    );
    const incidents = db.prepare('INSERT INTO incidents VALUES (?, ?, ?, ?)');
    // Three instants, each with many rows of each source; every tenth belongs to somebody else.
    for (let i = 0; i < 120; i++) {
      const [compound, atMs] = [i % 10 === 9 ? 'other' : 'c', 100 + (i % 3)];
      events.run(compound, `e${i}`, atMs);
      actions.run(compound, atMs, `note ${i}`);
      const head = { id: `i${i}`, title: text('t', 't'), openedBy: 'system', placeId: null };
      incidents.run(head.id, compound, atMs, JSON.stringify(head));
    }
    return {
      db,
      end: () => {
        db.close();
        rmSync(dir, { recursive: true, force: true });
      },
    };
  }

  it.each([1, 2, 7, 500])('of %i rows lose and double none where many share one millisecond', (limit) => {
    const { db, end } = filled();
    const read = createJournalReader(db);
    const seen: JournalRow[] = [];
    let before: string | null = null;
    do {
      const cursor: JournalQuestion['before'] = before === null ? null : readCursor(before);
      const page = read({ ...question, limit, before: cursor });
      seen.push(...page.rows);
      before = page.next;
    } while (before !== null);
    expect(seen).toHaveLength(3 * 108);
    expect(new Set(seen.map(({ key }) => key)).size).toBe(seen.length);
    expect(seen.every((row, i) => row.atMs <= (seen[i - 1]?.atMs ?? Infinity))).toBe(true);
    end();
  });

  it('what comes while somebody pages does not move what is still to come', () => {
    const { db, end } = filled();
    const read = createJournalReader(db);
    const first = read({ ...question, limit: 100 });
    const add = db.prepare(
      "INSERT INTO actions (compound, at_ms, by, verb, target, note) VALUES ('c', 102, 'li', 'edit-rules', 'c', 'new')",
    );
    for (let i = 0; i < 50; i++) add.run();
    const rest = read({ ...question, limit: 500, before: readCursor(first.next ?? '') });
    expect(first.rows.length + rest.rows.length).toBe(3 * 108);
    expect(rest.rows.filter(({ note }) => note === 'new')).toEqual([]);
    end();
  });

  it('keep to a span that ends before the page did', () => {
    const { db, end } = filled();
    const page = createJournalReader(db)({ ...question, toMs: 101, limit: 500, before: [102, 1, 5] });
    expect(new Set(page.rows.map(({ atMs }) => atMs))).toEqual(new Set([100]));
    end();
  });

  it('look at so much and no more: a rare find comes page by page', () => {
    const { db, end } = filled();
    const read = createJournalReader(db, 50);
    let before: string | null = null;
    let pages = 0;
    const found: string[] = [];
    do {
      const cursor: JournalQuestion['before'] = before === null ? null : readCursor(before);
      const page = read({ ...question, search: 'note 117', before: cursor });
      found.push(...page.rows.map(({ note }) => note));
      before = page.next;
      pages++;
    } while (before !== null);
    expect(found).toEqual(['note 117']);
    expect(pages).toBe(Math.ceil((3 * 108) / 50));
    end();
  });

  it('deep in a long journal cost no more than at its top', () => {
    const { db, end } = filled();
    const add = db.prepare(
      "INSERT INTO events (compound, device, id, type, at_ms, received_ms, sent_ms, data) VALUES ('c', 'd/1', ?, 't', ?, 0, 0, '{}')",
    );
    db.transaction(() => {
      for (let i = 0; i < 200_000; i++) add.run(`x${i}`, 1000 + i);
    })();
    const read = createJournalReader(db);
    const timed = (before: JournalQuestion['before']) => {
      const fastest = Array.from({ length: 5 }, () => {
        const startedMs = onCoreMs();
        expect(read({ ...question, toMs: 1e9, limit: 20, before }).rows).toHaveLength(20);
        return onCoreMs() - startedMs;
      });
      return Math.min(...fastest);
    };
    // Stepping over 200,000 rows takes tens of milliseconds.
    expect(timed([1000, 9, 0]) - timed(null)).toBeLessThan(8);
    end();
  });
});
