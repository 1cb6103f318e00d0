/** Messages of devices over HTTP and the socket, on a real hub: good ones are kept, bad ones told by line, nobody speaks for others. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ingested } from '#shared/protocol/socket.ts';
import type { Result } from '#shared/protocol/result.ts';
import { openDatabase } from './records/index.ts';
import { screenOn, startTestHub, type TestHub } from './testHub.ts';

const hubToken = 'a-long-secret';
let test: TestHub;
beforeEach(async () => {
  test = await startTestHub({ token: hubToken });
});
afterEach(() => test.stop());

interface Answered {
  readonly ok: boolean;
  readonly accepted?: number;
  readonly refused?: readonly { line: number; code: string; message: string }[];
  readonly error?: { code: string };
}
async function send(body: string | object, headers: Record<string, string> = {}) {
  const isText = typeof body === 'string';
  const response = await fetch(`${test.hub.url}/api/ingest`, {
    method: 'POST',
    headers: { 'content-type': isText ? 'application/x-ndjson' : 'application/json', ...headers },
    body: isText ? body : JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as Answered) };
}
const lines = (answer: Answered) => answer.refused?.map(({ line, code }) => [line, code]);
const smoke = (device: string, value: unknown, more: object = {}) => ({
  compound: 'test',
  system: 'smoke',
  device,
  t: Date.now(),
  v: { smoke: value },
  ...more,
});
async function valueOf(key: string): Promise<unknown> {
  const { devices } = await test.get<{
    devices: Record<string, { points: Record<string, { value: unknown }> }>;
  }>('/api/compounds/test/state');
  return devices[key]?.points['smoke']?.value;
}

describe('POST /api/ingest', () => {
  it('takes one, a list, or a line for each; what is bad is told with its line and reason, what is good is kept', async () => {
    expect(await send(smoke('s1', 0.01))).toMatchObject({ status: 200, ok: true, accepted: 1, refused: [] });
    expect(await valueOf('smoke/s1')).toBeCloseTo(0.01);
    expect(await send([smoke('s1', 0.02), smoke('s2', 0.03)])).toMatchObject({ accepted: 2 });
    const text = [
      JSON.stringify(smoke('s1', 0.04)),
      '{"compound":"test","system":"smoke"',
      '',
      JSON.stringify(smoke('s2', 1e9)),
      JSON.stringify({ ...smoke('s2', 0), device: 'a/b' }),
      JSON.stringify(smoke('nobody', 0)),
      '[1]',
      '"__proto__"',
      JSON.stringify({ compound: 'test', system: 'smoke', device: 's1' }),
      JSON.stringify(smoke('s2', 0.05)),
    ].join('\r\n');
    const answer = await send(text, { 'accept-language': 'en' });
    expect(answer).toMatchObject({ status: 200, ok: true });
    expect(lines(answer)).toEqual([
      [2, 'json'],
      [4, 'out-of-range'],
      [5, 'envelope-place'],
      [6, 'unknown-device'],
      [7, 'envelope'],
      [8, 'envelope'],
      [9, 'envelope'],
    ]);
    expect(answer.refused?.[2]?.message).toBe('device is missing or not written as it must be');
    expect(await valueOf('smoke/s1')).toBeCloseTo(0.04);
    expect(await valueOf('smoke/s2')).toBeCloseTo(0.05);
    const { sources } = await test.get<{ sources: { id: string; refused: number }[] }>('/api/sources');
    expect(sources.find(({ id }) => id === 'http')).toMatchObject({
      connected: true,
      messagesPerS: expect.any(Number),
    });
    expect(await send('{"a":1}\n')).toMatchObject({ status: 400, ok: false, error: { code: 'ingest-none' } });
    expect(await send(Array.from({ length: 10_001 }, () => 0))).toMatchObject({
      error: { code: 'ingest-many' },
    });
  });

  it('describes a device, takes events once however often they come, availability, and that it is gone', async () => {
    const at = { compound: 'test', system: 'smoke', device: 'new' };
    const event = { ...at, t: Date.now(), id: 'e-1', type: 'test' };
    expect(
      await send([{ ...at, meta: { name: 'New', points: [{ id: 'smoke' }] } }, event, event]),
    ).toMatchObject({
      accepted: 3,
    });
    expect(await send(event)).toMatchObject({ ok: true });
    const { byCode } = await test.get<{ byCode: Record<string, number> }>('/api/rejections');
    expect(byCode).toEqual({ duplicate: 2 });
    expect(await send({ ...at, availability: 'offline' })).toMatchObject({ accepted: 1 });
    expect(await send({ ...at, meta: { points: 'none' } })).toMatchObject({ status: 400 });
    expect(await send({ ...at, meta: null })).toMatchObject({ accepted: 1 });
    const state = await test.get<{ devices: object }>('/api/compounds/test/state');
    expect(Object.keys(state.devices)).not.toContain('smoke/new');
  });

  it('a device speaks for itself alone, a token for the compounds of its scope; whoever is neither is not heard', async () => {
    const authorization = `Bearer ${hubToken}`;
    const make = async <T>(path: string, body: object) =>
      (await (
        await fetch(test.hub.url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization },
          body: JSON.stringify(body),
        })
      ).json()) as T;
    const { username, password } = await make<{ username: string; password: string }>(
      '/api/device-credentials',
      {
        compound: 'test',
        devices: ['smoke/s1'],
        bridges: [],
        note: '',
      },
    );
    const scope = { compounds: ['test'], cameraGroups: [], personal: [] };
    const { secret } = await make<{ secret: string }>('/api/tokens', {
      name: 'gateway',
      verbs: ['ingest.write'],
      scope,
    });
    const looking = await make<{ secret: string }>('/api/tokens', {
      name: 'look',
      verbs: ['state.read'],
      scope,
    });
    await make('/api/setup', { name: 'root', password: 'correct horse battery' });

    const login = (word: string) => ({
      authorization: `Basic ${Buffer.from(`${username}:${word}`).toString('base64')}`,
    });
    const both = [smoke('s1', 0.06), smoke('s2', 0.07)];
    expect(lines(await send(both, login(password)))).toEqual([[2, 'forbidden']]);
    const read = await fetch(`${test.hub.url}/api/compounds`, { headers: login(password) });
    expect(read.status).toBe(403);
    expect(await send(both, login('wrong'))).toMatchObject({ status: 401, error: { code: 'sign-in' } });
    expect(await send(both)).toMatchObject({ status: 401 });

    const token = { authorization: `Bearer ${secret}` };
    const elsewhere = { ...smoke('s1', 0), compound: 'elsewhere', meta: { name: 'x' } };
    expect(lines(await send([...both, elsewhere], token))).toEqual([[3, 'forbidden']]);
    expect(await send(both, { authorization: `Bearer ${looking.secret}` })).toMatchObject({
      status: 403,
      error: { code: 'forbidden' },
    });
    await fetch(`${test.hub.url}/api/device-credentials/${username}`, {
      method: 'DELETE',
      headers: { authorization },
    });
    expect(await send(both, login(password))).toMatchObject({ status: 401 });
  });
});

it('a disk that refuses is told with 202: the messages hold and are kept when there is room', async () => {
  await test.stop();
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-full-'));
  const before = openDatabase(join(dataDir, 'linli.db'));
  before.exec('CREATE TABLE filler (x BLOB); INSERT INTO filler VALUES (zeroblob(1000000));');
  before.close();
  test = await startTestHub({ dataDir, mostRecordPages: 1 });
  const at = { compound: 'test', system: 'lift', device: 'l1', t: Date.now(), type: 'note' };
  const statuses = new Set<number>();
  for (let nth = 0; nth < 60 && !statuses.has(202); nth++)
    statuses.add((await send({ ...at, id: `e${nth}`, data: { text: 'x'.repeat(4000) } })).status);
  expect([...statuses].at(-1)).toBe(202);
  const answer = await send(smoke('s1', 0.4));
  expect(answer).toMatchObject({ status: 202, ok: true, stored: false, accepted: 1 });
  expect(await valueOf('smoke/s1')).toBeCloseTo(0.4);
});

it('the socket takes messages too, and says what became of each when they are kept', async () => {
  const socket = await screenOn(test);
  const messages = [
    { system: 'smoke', device: 's1', t: Date.now(), v: { smoke: 0.08 } },
    { system: 'smoke' },
  ];
  const answer = (await socket.emitWithAck('ingest', { compound: 'test', messages })) as Result<Ingested>;
  expect(answer).toMatchObject({
    ok: true,
    value: { accepted: 1, refused: [{ line: 2, code: 'envelope-place' }] },
  });
  expect(await valueOf('smoke/s1')).toBeCloseTo(0.08);
  const other = { ...messages[0], compound: 'elsewhere' };
  expect(await socket.emitWithAck('ingest', { compound: 'test', messages: [other] })).toMatchObject({
    value: { accepted: 0 },
  });
  socket.disconnect();
});
