/** Sources changed while the hub runs, on a real hub; the broker that comes and goes is another hub's own. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Rejection } from '#shared/protocol/records.ts';
import type { SourcesEdit, SourcesView } from '#shared/protocol/sources.ts';
import { eventually, startTestHub, type TestHub } from './testHub.ts';

let test: TestHub;
let annex: TestHub;
beforeEach(async () => {
  [test, annex] = await Promise.all([startTestHub(), startTestHub()]);
});
afterEach(() => Promise.all([test.stop(), annex.stop()]));

async function put(edit: SourcesEdit) {
  const answer = await fetch(`${test.hub.url}/api/sources`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(edit),
  });
  return (await answer.json()) as SourcesView & { ok: boolean; error?: { code: string } };
}
const view = () => test.get<SourcesView>('/api/sources');
const file = () => readFileSync(join(test.dataDir, 'sources.json'), 'utf8');
const sourceOf = (id: string) => view().then(({ sources }) => sources.find((one) => one.id === id));
const health = () => test.get<{ alerts: { id: string; code: string }[] }>('/api/health');

it('a broker is added, heard, switched off and removed without a restart', async () => {
  const before = await put({ brokers: [{ id: 'annex', url: annex.hub.mqttUrl }] });
  expect(before).toMatchObject({ ok: true, restart: false, brokers: [{ id: 'annex', on: true }] });
  await eventually(
    () => sourceOf('annex'),
    (source) => source?.connected === true,
  );
  await annex.client.publishAsync('tele/plug/SENSOR', '{"A":1}', { qos: 1 });
  await eventually(
    () => sourceOf('annex'),
    (source) => source?.devices === 1 && source.unmapped === 1 && source.accepted === 1,
  );

  expect(await put({ brokers: [{ id: 'annex', url: annex.hub.mqttUrl, on: false }] })).toMatchObject({
    ok: true,
    brokers: [{ id: 'annex', on: false }],
  });
  expect(await sourceOf('annex')).toBeUndefined();
  await annex.client.publishAsync('tele/lamp/SENSOR', '{"A":1}', { qos: 1 });
  await test.restart();
  expect(await sourceOf('annex')).toBeUndefined();

  expect(await put({ brokers: [] })).toMatchObject({ ok: true, brokers: [] });
  expect(JSON.parse(file())).toEqual({ version: 1, brokers: [] });
});

it('one that is out of reach is an alert for as long as it is a source', async () => {
  await put({ brokers: [{ id: 'nobody', url: 'mqtt://127.0.0.1:1' }] });
  await eventually(health, ({ alerts }) => alerts.some(({ id }) => id === 'broker:nobody'));
  await put({ brokers: [] });
  expect((await health()).alerts).toEqual([]);
});

it('a login that no address has is refused at the edit and costs nobody a start', async () => {
  const camera = { id: 'yard', kind: 'isapi', url: 'http://hub:100%@127.0.0.1:9' } as const;
  const broker = { id: 'annex', url: 'mqtt://hub:100%@127.0.0.1:9' };
  expect(await put({ brokers: [], cameras: [camera] })).toMatchObject({ error: { code: 'source-url' } });
  expect(await put({ brokers: [broker] })).toMatchObject({ error: { code: 'source-url' } });
  expect(existsSync(join(test.dataDir, 'sources.json'))).toBe(false);
  const good = { id: 'good', url: annex.hub.mqttUrl };
  writeFileSync(
    join(test.dataDir, 'sources.json'),
    JSON.stringify({ version: 1, brokers: [broker, good], cameras: [camera] }),
  );
  await test.restart();
  await eventually(
    () => sourceOf('good'),
    (source) => source?.connected === true,
  );
  // What is reached after a while is alerted until then.
  const alerts = await eventually(
    async () => (await health()).alerts.map(({ id, code }) => `${id} ${code}`),
    (told) => told.length === 2,
  );
  expect(alerts).toEqual(['broker:annex source-url', 'broker:yard source-url']);
  // The login that stands in the file is not kept; a new one is taken.
  expect(await put({ brokers: [{ ...broker, url: 'mqtt://127.0.0.1:9' }, good] })).toMatchObject({
    error: { code: 'source-url' },
  });
  const login = { name: 'hub', password: '100%' };
  expect(
    await put({
      brokers: [good],
      cameras: [{ ...camera, url: 'http://127.0.0.1:9', login }],
    }),
  ).toMatchObject({ ok: true });
  expect((await health()).alerts).toEqual([]);
});

it('a source that is removed is not said to be connected', async () => {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  await put({ brokers: [{ id: 'nobody', url: 'mqtt://127.0.0.1:1' }] });
  await eventually(health, ({ alerts }) => alerts.length > 0);
  await put({ brokers: [] });
  write.mockRestore();
  expect(lines.filter((line) => line.includes('nobody'))).toEqual([
    'Broker nobody out of reach; trying again\n',
  ]);
});

it('a login is written, never given out, and goes to no other address', async () => {
  const login = { name: 'hub', password: 'p@ss/word' };
  await put({ brokers: [{ id: 'annex', url: 'mqtt://127.0.0.1:1', login }] });
  const stored = 'mqtt://hub:p%40ss%2Fword@127.0.0.1:1';
  expect(file()).toContain(stored);
  expect(statSync(join(test.dataDir, 'sources.json')).mode & 0o077).toBe(0);
  const shown = JSON.stringify(await view());
  expect(shown).toContain('"hasLogin":true');
  expect(shown).not.toContain('word');
  // Said again without it, it stays; elsewhere it does not.
  await put({ brokers: [{ id: 'annex', url: 'mqtt://127.0.0.1:1' }] });
  expect(file()).toContain(stored);
  await put({ brokers: [{ id: 'annex', url: 'mqtt://127.0.0.1:2' }] });
  expect(file()).not.toContain('word');
  await put({ brokers: [{ id: 'annex', url: 'mqtt://127.0.0.1:2', login }] });
  await put({ brokers: [{ id: 'annex', url: 'mqtt://127.0.0.1:2', login: null }] });
  expect(file()).not.toContain('word');
});

it('what is wrong is refused and changes nothing; what waits for a start says so; the deed is in the audit log', async () => {
  const twice = { id: 'annex', url: 'mqtt://127.0.0.1:1' };
  expect((await put({ brokers: [twice, twice] })).error?.code).toBe('sources-file');
  expect((await put({ brokers: [{ id: 'annex', url: 'mqtt://[' }] })).error?.code).toBe('source-url');
  expect((await put({ brokers: [{ id: 'annex', url: 'ftp://x' }] })).error?.code).toBe('invalid-request');
  expect(await view()).toMatchObject({ brokers: [], restart: false });
  const dialects = { tasmota: { on: false } };
  expect(await put({ dialects, brokers: [] })).toMatchObject({ restart: true, dialects });
  await test.restart();
  expect(await view()).toMatchObject({ restart: false, dialects });
  await test.client.publishAsync('tele/plug/SENSOR', '{"A":1}', { qos: 1 });
  expect(await sourceOf('main')).toMatchObject({ devices: 0 });
  const { entries } = await test.get<{ entries: { verb: string; target: string }[] }>('/api/audit');
  expect(entries.filter(({ verb }) => verb === 'edit-sources')).toHaveLength(1);
});

it('what was refused is found by source and by device', async () => {
  await test.say('smoke', 's1', { smoke: 0.1 });
  await test.say('smoke', 's1', { smoke: 1e9 });
  await test.say('smoke', 's2', { nonsense: 1 });
  const refused = (query: string) =>
    test.get<{ recent: Rejection[] }>(`/api/rejections?${query}`).then(({ recent }) => recent);
  const [last] = await eventually(
    () => refused('device=test/smoke/s1'),
    (found) => found.length > 0,
  );
  expect(last).toMatchObject({ device: 'test/smoke/s1', code: 'out-of-range', params: { point: 'smoke' } });
  expect(await refused('device=test/lift/l1')).toEqual([]);
  expect(await refused('source=main')).toHaveLength(2);
  expect(await refused('source=annex')).toEqual([]);
});
