/** TLS with a certificate of one's own: what is wrong with a pair is one sentence, and a good one carries everything. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { io } from 'socket.io-client';
import msgpack from 'socket.io-msgpack-parser';
import { startTestHub } from '#hub/testHub.ts';
import { announceRun } from '#main/runFile.ts';
import { readTls } from './tls.ts';
import { faultText } from '#shared/i18n/faults/faultText.ts';

let dir: string;
const at = (name: string) => join(dir, name);
const pair = (name: string) =>
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=127.0.0.1',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.crt`),
    ],
    { stdio: 'ignore' },
  );
const withOpenssl = spawnSync('openssl', ['version']).status === 0;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-tls-'));
  if (withOpenssl) for (const name of ['one', 'two']) pair(name);
  writeFileSync(at('none.pem'), 'nothing');
});
afterAll(() => rmSync(dir, { recursive: true }));

const messageOf = (cert: string | null, key: string | null, nowMs?: number) => {
  const found = readTls(cert && at(cert), key && at(key), nowMs);
  return found.ok ? null : faultText(found.error, 'en').message;
};

it.skipIf(!withOpenssl)('says what is wrong with certificate and key', () => {
  expect(readTls(null, null)).toEqual({ ok: true, value: null });
  expect(messageOf('one.crt', null)).toContain('--tls-key is missing');
  expect(messageOf(null, 'one.key')).toContain('--tls-cert is missing');
  expect(messageOf('absent.crt', 'one.key')).toContain('cannot be read (ENOENT)');
  expect(messageOf('none.pem', 'one.key')).toContain('holds no certificate');
  expect(messageOf('one.crt', 'none.pem')).toContain('holds no private key');
  expect(messageOf('one.crt', 'two.key')).toContain('is not the key of');
  expect(messageOf('one.crt', 'one.key', Date.now() + 3 * 86_400_000)).toContain('expired on');
  expect(messageOf('one.crt', 'one.key')).toBe(null);
});

it.skipIf(!withOpenssl)(
  'the command line says that it does not trust the certificate, and is told to',
  async () => {
    const tls = readTls(at('one.crt'), at('one.key'));
    if (!tls.ok) throw new Error(JSON.stringify(tls.error));
    const test = await startTestHub({ tls: tls.value });
    try {
      announceRun(test.dataDir, { url: test.hub.url, mqttUrl: test.hub.mqttUrl, pid: process.pid });
      const doctor = (env: Readonly<Record<string, string>>) =>
        new Promise<string>((resolve) => {
          const args = ['main/linli.ts', 'doctor', '--data-dir', test.dataDir];
          execFile(process.execPath, args, { env: { ...process.env, ...env } }, (_error, said) =>
            resolve(said),
          );
        });
      expect(await doctor({})).toContain('its certificate is not trusted here (DEPTH_ZERO_SELF_SIGNED_CERT)');
      expect(await doctor({ NODE_EXTRA_CA_CERTS: at('one.crt') })).toContain(`answers at ${test.hub.url}`);
    } finally {
      await test.stop();
    }
  },
);

it.skipIf(!withOpenssl)('speaks https, wss and mqtts, and sets cookies that stay on https', async () => {
  const tls = readTls(at('one.crt'), at('one.key'));
  if (!tls.ok) throw new Error(JSON.stringify(tls.error));
  const test = await startTestHub({ tls: tls.value });
  try {
    expect([test.hub.url.split(':')[0], test.hub.mqttUrl.split(':')[0]]).toEqual(['https', 'mqtts']);
    const ca = readFileSync(at('one.crt'));
    const post = (path: string, body: object, headers = {}) =>
      new Promise<{ status: number; cookie: string }>((resolve, reject) => {
        const asked = request(
          test.hub.url + path,
          { method: 'POST', ca, agent: false, headers: { 'content-type': 'application/json', ...headers } },
          (answer) => {
            answer.resume();
            resolve({
              status: answer.statusCode ?? 0,
              cookie: (answer.headers['set-cookie'] ?? []).join(),
            });
          },
        );
        asked.on('error', reject);
        asked.end(JSON.stringify(body));
      });
    const setUp = { name: 'root', password: 'correct horse battery' };
    const plain = { origin: test.hub.url.replace('https:', 'http:') };
    expect((await post('/api/setup', setUp, plain)).status).toBe(403);
    const made = await post('/api/setup', setUp, { origin: test.hub.url });
    expect(made.status).toBe(200);
    expect(made.cookie).toMatch(/^linli_session_\d+=.*HttpOnly; SameSite=Strict; Secure/);
    const socket = io(test.hub.url, {
      parser: msgpack,
      transports: ['websocket'],
      ca: ca.toString(),
      extraHeaders: { cookie: made.cookie.split(';')[0] ?? '' },
    });
    const hello = await new Promise<{ user: string }>((resolve, reject) => {
      socket.once('hello', resolve);
      socket.once('connect_error', reject);
    });
    expect(hello.user).toBe('root');
    socket.disconnect();
    await test.say('lift', 'l1', { floor: 3 });
  } finally {
    await test.stop();
  }
});
