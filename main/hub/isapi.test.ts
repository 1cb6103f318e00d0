/** Hikvision's alert stream on a real hub: a camera on loopback demands Digest, sends pictures between its events, falls silent. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import type { SourcesView } from '#shared/protocol/sources.ts';
import { digestFields, digestOf, type DigestAlgorithm } from './ingest/http/digest.ts';
import { createHttpAsker } from './ingest/http/askHttp.ts';
import { listenToIsapi } from './ingest/isapi/listenToIsapi.ts';
import { eventually, startTestHub, type TestHub } from './testHub.ts';

const login = { name: 'hub', password: 'geheim"1' };
let test: TestHub | null = null;
let server: Server | null = null;
const streams = new Set<ServerResponse>();
let refusals = 0;
afterEach(async () => {
  await test?.stop();
  test = null;
  const open = server;
  server = null;
  streams.clear();
  open?.closeAllConnections();
  if (open) await new Promise<void>((resolve) => open.close(() => resolve()));
});

async function serve(algorithm: DigestAlgorithm): Promise<string> {
  refusals = 0;
  const nonces = new Set<string>();
  function isAllowed({ headers, method = '', url = '' }: IncomingMessage): boolean {
    const fields = digestFields(headers.authorization ?? '');
    const of = (name: string) => fields?.get(name) ?? '';
    if (!nonces.has(of('nonce')) || of('uri') !== url || of('username') !== login.name) return false;
    const expected = digestOf({
      ...login,
      realm: 'IP Camera',
      method,
      uri: url,
      nonce: of('nonce'),
      count: of('nc'),
      clientNonce: of('cnonce'),
      algorithm,
    });
    return of('response') === expected;
  }
  const opened = createServer((request, response) => {
    if (!isAllowed(request)) {
      refusals++;
      const nonce = randomBytes(8).toString('hex');
      nonces.add(nonce);
      response.writeHead(401, {
        'www-authenticate': [
          'Basic realm="IP Camera"',
          `Digest qop="auth", realm="IP Camera", nonce="${nonce}", algorithm=${algorithm}, stale="FALSE"`,
        ],
      });
      return void response.end();
    }
    if (request.url === '/ISAPI/System/deviceInfo') {
      response.writeHead(200, { 'content-type': 'application/xml' });
      return void response.end(
        '<DeviceInfo><deviceType>IPCamera</deviceType><model>DS-2CD</model></DeviceInfo>',
      );
    }
    response.writeHead(200, { 'content-type': 'multipart/mixed; boundary=boundary' });
    response.flushHeaders();
    streams.add(response);
  });
  server = opened;
  opened.listen(0, '127.0.0.1');
  await once(opened, 'listening');
  const address = opened.address();
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
}

const part = (type: string, body: Buffer) =>
  Buffer.concat([
    Buffer.from(`--boundary\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`),
    body,
    Buffer.from('\r\n'),
  ]);
const alert = (type: string, state: string) =>
  part(
    'application/xml; charset="UTF-8"',
    Buffer.from(
      `<EventNotificationAlert version="2.0"><channelID>1</channelID><dateTime>${new Date().toISOString()}</dateTime><eventType>${type}</eventType><eventState>${state}</eventState></EventNotificationAlert>`,
    ),
  );
const send = (bytes: Buffer) => streams.forEach((stream) => stream.write(bytes));

async function put(cameras: readonly object[]): Promise<void> {
  await fetch(`${test?.hub.url}/api/sources`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ brokers: [], cameras }),
  });
}
interface State {
  readonly devices: Record<string, { points: Record<string, { value: unknown }> }>;
}
const value = async (point: string) =>
  (await test?.get<State>('/api/compounds/test/state'))?.devices['cctv/yard']?.points[point]?.value;

for (const algorithm of ['MD5', 'SHA-256'] as const)
  it(`events come between pictures and heartbeats, with Digest by ${algorithm}`, async () => {
    const url = await serve(algorithm);
    test = await startTestHub();
    await put([{ id: 'yard', kind: 'isapi', url, login }]);
    await eventually(
      async () => streams.size,
      (count) => count === 1,
    );
    send(alert('videoloss', 'inactive'));
    const picture = part('image/jpeg', randomBytes(300_000));
    const both = Buffer.concat([picture, alert('tamperdetection', 'active'), picture]);
    for (let at = 0; at < both.length; at += 7001) send(both.subarray(at, at + 7001));
    await eventually(
      () => value('picture'),
      (is) => is === 'covered',
    );
    send(alert('tamperdetection', 'inactive'));
    await eventually(
      () => value('picture'),
      (is) => is === 'good',
    );
    expect(refusals).toBe(1);
    const shown = JSON.stringify(await test.get<SourcesView>('/api/sources'));
    expect(shown).toContain('"hasLogin":true');
    expect(shown).not.toContain('geheim');
    // The camera ends the stream: it is connected to anew.
    for (const stream of streams) stream.destroy();
    streams.clear();
    await eventually(
      async () => streams.size,
      (count) => count === 1,
    );
    await put([]);
    await eventually(
      async () => [...streams].every(({ destroyed }) => destroyed),
      (are) => are,
    );
  });

it('a camera of the file is listened to from the start', async () => {
  const url = await serve('MD5');
  test = await startTestHub();
  await put([{ id: 'yard', kind: 'isapi', url, login }]);
  const isOpen = () =>
    eventually(
      async () => streams.size,
      (count) => count === 1,
    );
  await isOpen();
  streams.clear();
  await test.restart();
  await isOpen();
  send(alert('shelteralarm', 'active'));
  await eventually(
    () => value('picture'),
    (is) => is === 'covered',
  );
});

it('a stream that falls silent is over, and a wrong password opens none', async () => {
  const url = new URL(await serve('MD5'));
  const line = (password: string) => ({
    url,
    login: { ...login, password },
    asker: createHttpAsker({ login: { ...login, password }, anyCertificate: false }),
    signal: new AbortController().signal,
    now: () => Date.now(),
    online: () => undefined,
    heard: () => undefined,
  });
  await expect(listenToIsapi(line('wrong'))).rejects.toThrow('HTTP 401');
  const beforeMs = Date.now();
  await expect(listenToIsapi(line(login.password), 400)).rejects.toThrow();
  expect(Date.now() - beforeMs).toBeGreaterThan(300);
  // One that drips is never silent, and says nothing either.
  const dripping = listenToIsapi(line(login.password), 60);
  const drips = setInterval(() => send(Buffer.from('--bound')), 10);
  await expect(dripping).rejects.toThrow('no whole part within 120 ms');
  clearInterval(drips);
});
