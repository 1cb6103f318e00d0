import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noRules } from '#shared/alarms/compoundRules.ts';
import { emptyPlan, type CompoundManifest } from '#shared/twin/compound.ts';
import type { AlarmRecord, Alert } from '#shared/protocol/records.ts';
import type { Result } from '#shared/protocol/result.ts';
import type { HistoryWindow, Snapshot } from '#shared/protocol/socket.ts';
import { unpackReadings } from '#shared/twin/packed.ts';
import { eventually, screenOn, startTestHub, testDevices, testManifest, type TestHub } from '../testHub.ts';

interface Point {
  readonly value: unknown;
  readonly t: number;
  readonly quality: string;
}
interface DeviceStateView {
  readonly points: Readonly<Record<string, Point>>;
}
const minuteMs = 60_000;
/** Two and a half hours: three parts of readings. */
const lengthMs = 150 * minuteMs;
const startMs = Math.floor(Date.now() / minuteMs) * minuteMs - 6 * 60 * minuteMs;

let first: TestHub;
let second: TestHub;
let nowMs = startMs;
beforeEach(async () => {
  nowMs = startMs;
  first = await startTestHub({ now: () => nowMs });
  second = await startTestHub();
});
afterEach(() => Promise.all([first.stop(), second.stop()]));

const manifest = { ...testManifest, id: 'yard', name: { zh: '院子', en: 'Yard' } };
const carer = { id: 'e1', system: 'elder-care', name: { zh: '王家', en: 'Wang’s' } };
const plain = (devices: readonly object[]) =>
  zipSync({
    'linli.json': strToU8(JSON.stringify({ format: 'linli-compound', version: 1, id: 'yard' })),
    'manifest.json': strToU8(JSON.stringify(manifest)),
    'plan.json': strToU8(JSON.stringify(emptyPlan)),
    'devices.json': strToU8(JSON.stringify(devices)),
    'rules.json': strToU8(JSON.stringify(noRules)),
  });

async function importInto(hub: TestHub, archive: Uint8Array, query = '') {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(archive)]), 'yard.linli');
  const answer = await fetch(`${hub.hub.url}/api/compounds/import${query}`, { method: 'POST', body: form });
  return (await answer.json()) as { ok: boolean; compound?: string; lost?: number; error?: { code: string } };
}

async function put(hub: TestHub, path: string, body: object): Promise<unknown> {
  const answer = await fetch(hub.hub.url + path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}

/** The fault of a changed manifest. */
async function changed(hub: TestHub, to: object): Promise<string | undefined> {
  const answer = await fetch(`${hub.hub.url}/api/compounds/yard`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ manifest: to }),
  });
  return ((await answer.json()) as { error?: { code: string } }).error?.code;
}

const say = (device: string, v: object) =>
  first.client.publishAsync(`linli/v1/yard/${device}/state`, JSON.stringify({ t: nowMs, v }), { qos: 1 });

const describeGone = (body: string) =>
  first.client.publishAsync('linli/v1/yard/parking-bay/gone/meta', body, { qos: 1, retain: true });

/** A morning: bays fill, a detector warns and is acknowledged, a lift rides, a bay comes and goes, somebody is taken out of service. */
async function live(): Promise<void> {
  expect(await importInto(first, plain([...testDevices, carer]))).toMatchObject({ ok: true });
  const screen = await screenOn(first);
  const ask = (name: string, request: object) =>
    new Promise<Result<unknown>>((resolve) => screen.emit(name, request, resolve));
  await ask('subscribe', { compound: 'yard', lastSeq: 0 });
  for (let minute = 0; nowMs < startMs + lengthMs; minute++) {
    await say('parking-bay/b1', {
      occupied: minute % 3 === 0,
      plate: minute % 3 === 0 ? `鄂B${minute}` : '',
    });
    await say('lift/l1', { floor: minute % 6, load: minute / 10 });
    await say('elder-care/e1', { activity: minute });
    if (minute === 30) await describeGone(JSON.stringify({ name: { zh: '旧车位', en: 'Old bay' } }));
    if (minute >= 30 && minute < 90) await say('parking-bay/gone', { occupied: true, plate: `鄂C${minute}` });
    if (minute === 90) await describeGone('');
    if (minute === 20) await say('smoke/s1', { alarm: true, obscuration: 0.3 });
    if (minute === 21) {
      const alarm = await eventually(
        async () => (await openAlarms()).find(({ deviceKey }) => deviceKey === 'smoke/s1'),
        (found) => found !== undefined,
      );
      if (!alarm) throw new Error('no alarm');
      expect(await ask('acknowledge', { alarmId: alarm.id, note: '去看' })).toMatchObject({ ok: true });
      const opened = await ask('openIncident', {
        compound: 'yard',
        kind: 'fire',
        alarmId: alarm.id,
        placeId: null,
        title: '',
      });
      expect(opened).toMatchObject({ ok: true });
    }
    if (minute === 80) {
      await say('smoke/s1', { alarm: false, obscuration: 0 });
      const out = { compound: 'yard', deviceKey: 'smoke/s2', out: true, note: '换电池' };
      expect(await ask('setService', out)).toMatchObject({ ok: true });
    }
    nowMs += minuteMs;
  }
  screen.close();
}
const openAlarms = async () =>
  (await first.get<{ alarms: AlarmRecord[] }>('/api/alarms?compound=yard')).alarms;

async function recorded(fromMs = startMs, toMs = startMs + lengthMs - minuteMs): Promise<Uint8Array> {
  const answer = await fetch(`${first.hub.url}/api/compounds/yard/export?from=${fromMs}&to=${toMs}`);
  if (!answer.ok) throw new Error(await answer.text());
  return new Uint8Array(await answer.arrayBuffer());
}

/** What a screen would show, without the numbers that each hub gives for itself. */
async function shownAt(hub: TestHub, atMs: number, compound = 'yard') {
  const { devices } = await hub.get<{ devices: Record<string, DeviceStateView> }>(
    `/api/compounds/${compound}/state?at=${atMs}`,
  );
  const { [`${carer.system}/${carer.id}`]: _stays, ...states } = devices;
  const screen = await screenOn(hub);
  const snapshot = await new Promise<Result<Snapshot>>((resolve) =>
    screen.emit('snapshot', { compound, atMs }, resolve),
  );
  screen.close();
  if (!snapshot.ok) throw new Error(JSON.stringify(snapshot.error));
  const { alarms, incidents, events, actions, outOfService, formerDevices, columns, words } = snapshot.value;
  const { index, value } = unpackReadings(columns);
  return {
    former: formerDevices.map(({ key, name, points }) => ({
      key,
      name,
      plate: new Map(words).get(value[index.indexOf(points['plate'] ?? -1)] ?? NaN),
    })),
    states: Object.fromEntries(
      Object.entries(states).map(([key, state]) => [
        key,
        { ...state, points: Object.fromEntries(Object.entries(state.points).map(withoutSilentAge)) },
      ]),
    ),
    alarms: alarms.map((alarm) => ({ ...alarm, compound: '' })),
    incidents: incidents.map(({ id, state, entries }) => ({ id, state, entries })),
    events: events.map(({ seq: _seq, ...event }) => event),
    actions: actions.map(({ seq: _seq, compound: _compound, ...action }) => action),
    outOfService,
  };
}
/** Beside it stand those of devices that fell silent. */
const ofSmoke = ({ alarms }: { readonly alarms: readonly AlarmRecord[] }) =>
  alarms.find(({ deviceKey }) => deviceKey === 'smoke/s1');
/** Of a silence that still lasts the hub it lasts on knows how old the reading is; elsewhere it counts from the mark. */
function withoutSilentAge([id, point]: [string, Point]): [string, Partial<Point>] {
  const { value, quality } = point;
  return [id, quality === 'stale' ? { value, quality } : point];
}
const instants = [0, 1, 20, 20.5, 21, 60, 61, 80, 119.99, 149].map((minute) => startMs + minute * minuteMs);

/** Texts that a screen is told with the quarter of an hour from there. */
async function wordsFrom(hub: TestHub, fromMs: number): Promise<string[]> {
  const screen = await screenOn(hub);
  const answer = await new Promise<Result<HistoryWindow>>((resolve) =>
    screen.emit('window', { compound: 'yard', fromMs, toMs: fromMs + 15 * minuteMs }, resolve),
  );
  screen.close();
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value.words.map(([, word]) => word);
}

describe('a recorded stretch', () => {
  it('shows on a hub that never heard of the compound what stood at each instant', async () => {
    await live();
    const file = await recorded();
    expect(await importInto(second, file)).toEqual({ ok: true, compound: 'yard', lost: 0 });
    for (const atMs of instants) {
      const [there, here] = [await shownAt(first, atMs), await shownAt(second, atMs)];
      expect([atMs, here]).toEqual([atMs, there]);
    }
    const middle = await shownAt(second, startMs + 60 * minuteMs);
    expect(ofSmoke(middle)).toMatchObject({ state: 'acknowledged' });
    expect(middle.incidents).toHaveLength(1);
    expect(middle.states['parking-bay/b1']?.points['plate']?.value).toBe('鄂B60');
    expect(middle.former).toEqual([
      { key: 'parking-bay/gone', name: { zh: '旧车位', en: 'Old bay' }, plate: '鄂C60' },
    ]);
    expect((await shownAt(second, startMs + 100 * minuteMs)).former).toEqual([]);
    await second.restart();
    expect(await wordsFrom(second, startMs + 60 * minuteMs)).toContain('鄂C70');
    expect((await shownAt(second, startMs + 149 * minuteMs)).outOfService).toHaveProperty(['smoke/s2']);
  });

  it('is never live: nobody is missed, nobody may speak or act there, and it is the same after a restart', async () => {
    await live();
    await importInto(second, await recorded());
    const { compounds } = await second.get<{ compounds: { id: string; manifest: CompoundManifest }[] }>(
      '/api/compounds',
    );
    expect(compounds.find(({ id }) => id === 'yard')?.manifest.recording).toMatchObject({ fromMs: startMs });
    await second.client.publishAsync(
      'linli/v1/yard/lift/l1/state',
      JSON.stringify({ t: Date.now(), v: { floor: 9 } }),
      { qos: 1 },
    );
    const rejected = await eventually(
      () => second.get<{ rejections: { byCode: Record<string, number> } }>('/api/rejections'),
      (answer) => JSON.stringify(answer).includes('recording-read-only'),
    );
    expect(rejected).toBeTruthy();
    const screen = await screenOn(second);
    const act = (name: string, request: object) =>
      new Promise<Result<unknown>>((resolve) => screen.emit(name, request, resolve));
    const alarmId = ofSmoke(await shownAt(second, startMs + 60 * minuteMs))?.id ?? '';
    expect(await act('acknowledge', { alarmId, note: '' })).toMatchObject({
      error: { code: 'recording-read-only' },
    });
    expect(
      await act('openIncident', {
        compound: 'yard',
        kind: 'other',
        alarmId: null,
        placeId: null,
        title: 'x',
      }),
    ).toMatchObject({
      error: { code: 'recording-read-only' },
    });
    screen.close();
    const before = await shownAt(second, startMs + 60 * minuteMs);
    await second.restart();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await shownAt(second, startMs + 60 * minuteMs)).toEqual(before);
    const again = await screenOn(second);
    const hydration = await new Promise((resolve) =>
      again.emit('subscribe', { compound: 'yard', lastSeq: 0 }, resolve),
    );
    again.close();
    expect(hydration).toMatchObject({ ok: true, value: { alarms: [] } });
  });

  it('carries nothing of a device that tells of a person, nor what is practised with it', async () => {
    await live();
    const drill = {
      version: 1,
      id: 'fall',
      name: { zh: '王家跌倒', en: 'A fall at the Wang’s' },
      kind: 'other',
      placeId: null,
      deviceKey: 'elder-care/e1',
      injections: [{ afterS: 0, what: { kind: 'event', text: { zh: '跌倒', en: 'A fall' } } }],
      expected: { acknowledgeS: null, takeUpS: null, verifyS: null },
    };
    expect(await put(first, '/api/compounds/yard/drills', drill)).toMatchObject({ ok: true });
    const text = JSON.stringify(
      Object.entries(unzipSync(await recorded())).map(([name, bytes]) => [
        name,
        Buffer.from(bytes).toString(),
      ]),
    );
    expect(text).toContain('parking-bay/b1');
    expect(text).not.toContain('elder-care');
    expect(text).not.toContain('Wang’s');
  });

  it('of devices that were removed it takes long lists of points, and leaves out what is none or tells of a person', async () => {
    await live();
    const points = Array.from({ length: 400 }, (_, i) => ({ id: `p${i}` }));
    const entries = unzipSync(await recorded());
    const header = JSON.parse(strFromU8(entries['recording/header.json'] ?? new Uint8Array())) as {
      former: unknown[];
    };
    const untilMs = startMs + 90 * minuteMs;
    const also = [
      { device: { system: 'plc', id: 'long', name: 'PLC', points }, untilMs },
      { device: { system: 'elder-care', id: 'e9', name: 'Mrs Wang' }, untilMs },
      { device: { system: 'smoke' }, untilMs },
      null,
    ];
    const changedHeader = { ...header, former: [...header.former, ...also] };
    entries['recording/header.json'] = strToU8(JSON.stringify(changedHeader));
    expect(await importInto(second, zipSync(entries))).toEqual({ ok: true, compound: 'yard', lost: 0 });
    const rows = new Database(join(second.dataDir, 'linli.db'), { readonly: true });
    const kept = rows.prepare('SELECT key FROM former_devices ORDER BY key').pluck().all();
    rows.close();
    expect(kept).toEqual(['parking-bay/gone', 'plc/long']);
  });

  it.each([
    ['a flipped byte in its second hour', (file: Uint8Array) => flipped(file, '0001-readings.gz')],
    ['its end cut off', (file: Uint8Array) => cutBefore(file, '0002-readings.gz')],
  ])('%s is said, and the rest plays', async (_name, damage) => {
    await live();
    const taken = await importInto(second, damage(await recorded()));
    expect(taken).toMatchObject({ ok: true, compound: 'yard' });
    expect(taken.lost).toBeGreaterThan(0);
    for (const minute of [10, 30]) {
      const atMs = startMs + minute * minuteMs;
      expect((await shownAt(second, atMs)).states).toEqual((await shownAt(first, atMs)).states);
    }
    const { alerts } = await second.get<{ alerts: Alert[] }>('/api/health');
    expect(alerts.map(({ code }) => code)).toContain('recording-damaged');
  });

  it('is refused where the compound has a past here, and taken beside itself under another id', async () => {
    await live();
    const file = await recorded();
    const mark = { fromMs: startMs, toMs: nowMs, recordedAtMs: nowMs };
    expect(await changed(first, { ...manifest, recording: mark })).toBe('recording-past');
    expect(await importInto(first, file, '?replace=true')).toMatchObject({
      error: { code: 'recording-past' },
    });
    expect(await importInto(second, file)).toMatchObject({ ok: true });
    expect(await changed(second, manifest)).toBe('recording-read-only');
    expect(await importInto(second, file, '?as=again')).toMatchObject({
      ok: true,
      compound: 'again',
      lost: 0,
    });
    const atMs = startMs + 60 * minuteMs;
    const [one, other] = [await shownAt(second, atMs), await shownAt(second, atMs, 'again')];
    expect(other.states).toEqual(one.states);
    expect(ofSmoke(other)).toMatchObject({ state: 'acknowledged' });
    expect(ofSmoke(other)?.id).not.toBe(ofSmoke(one)?.id);
    expect(other.incidents[0]?.entries.map(({ ref }) => ref)).toContain(ofSmoke(other)?.id);
  });

  it('a stretch without readings, of the future or too long is none', async () => {
    await live();
    const code = async (query: string) => {
      const answer = await fetch(`${first.hub.url}/api/compounds/yard/export?${query}`);
      return ((await answer.json()) as { error: { code: string } }).error.code;
    };
    expect(await code(`from=${startMs}`)).toBe('recording-both');
    expect(await code(`from=${startMs + 10}&to=${startMs}`)).toBe('range');
    expect(await code(`from=${startMs}&to=${nowMs + minuteMs}`)).toBe('range');
    expect(await code(`from=${startMs - 40 * 86_400_000}&to=${nowMs}`)).toBe('recording-long');
    expect(await code(`from=${startMs - 7_200_000}&to=${startMs - 3_600_000}`)).toBe('recording-empty');
  });
});

/** Parts are stored as they are: a byte of one is a byte of the file. */
function flipped(file: Uint8Array, name: string): Uint8Array {
  const bytes = unzipSync(file)[`recording/${name}`];
  if (!bytes) throw new Error(`no ${name}`);
  const at = Buffer.from(file).indexOf(Buffer.from(bytes));
  const changed = file.slice();
  changed[at + 40] = (changed[at + 40] ?? 0) ^ 1;
  expect(createHash('sha256').update(changed).digest('hex')).not.toBe(
    createHash('sha256').update(file).digest('hex'),
  );
  return changed;
}

function cutBefore(file: Uint8Array, name: string): Uint8Array {
  return file.slice(0, Buffer.from(file).indexOf(`recording/${name}`));
}
