import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openTestRecords } from '../testHub.ts';
import { createAccess } from './index.ts';
import { createPenalty } from './penalty.ts';

const dir = mkdtempSync(join(tmpdir(), 'linli-access-'));
const records = openTestRecords(dir);
const access = createAccess({
  records,
  now: () => Date.now(),
  token: 'a-long-secret',
  hosts: ['127.0.0.1'],
  trustedProxy: '10.0.0.1',
});
afterAll(async () => {
  await access.stop();
  await records.stop();
  rmSync(dir, { recursive: true });
});

interface Asked {
  remoteAddress?: string;
  host?: string;
  origin?: string;
  token?: string;
  cookie?: string;
  headers?: Record<string, string>;
}
const callerOf = ({ remoteAddress = '127.0.0.1', token, cookie, headers, ...rest }: Asked) => {
  const { host, origin } = { host: 'localhost:8787', origin: undefined, ...rest };
  return access.caller({
    remoteAddress,
    headers: {
      ...headers,
      ...(host === undefined ? {} : { host }),
      ...(origin === undefined ? {} : { origin }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(cookie === undefined ? {} : { cookie: `linli_token_8787=${cookie}` }),
    },
  });
};
const whoIs = (asked: Asked): string | null => {
  const found = access.identify(callerOf(asked));
  return found.ok ? found.value.role : found.error.code;
};

it('takes the person at the machine by any of its own names, and no page by a foreign one', () => {
  for (const host of ['localhost:8787', '127.0.0.1:8787', '[::1]:8787', `${hostname()}:8787`])
    expect(whoIs({ host })).toBe('operator');
  expect(whoIs({ host: 'rebound.example' })).toBe('host');
  expect(whoIs({ host: undefined })).toBe('host');
});

it('takes another machine with a token, by whatever name it knows the hub', () => {
  const elsewhere = { remoteAddress: '192.168.1.7', host: 'control-room:8787' };
  expect(whoIs(elsewhere)).toBe('token-missing');
  expect(whoIs({ ...elsewhere, token: 'wrong' })).toBe('token');
  expect(whoIs({ ...elsewhere, cookie: 'wrong' })).toBe('token');
  expect(whoIs({ ...elsewhere, token: 'a-long-secret' })).toBe('admin');
  expect(whoIs({ ...elsewhere, cookie: 'a-long-secret', origin: 'http://evil.example' })).toBe('origin');
});

it('compares the whole origin: scheme, host and port', () => {
  expect(whoIs({ origin: 'http://localhost:8787' })).toBe('operator');
  for (const origin of ['https://localhost:8787', 'http://localhost:8788', 'http://localhost', 'null'])
    expect(whoIs({ origin })).toBe('origin');
});

it('a proxy makes nobody the operator, and is believed only where it was named', () => {
  const forwarded = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' };
  expect(whoIs({ headers: { 'x-forwarded-for': '127.0.0.1' } })).toBe('token-missing');
  expect(whoIs({ headers: { forwarded: 'for=127.0.0.1' } })).toBe('token-missing');
  expect(whoIs({ remoteAddress: '10.0.0.1', headers: forwarded })).toBe('token-missing');
  expect(whoIs({ remoteAddress: '10.0.0.1' })).toBe('token-missing');
  expect(callerOf({ remoteAddress: '10.0.0.1' }).forwarded).toBe(true);
  // The named proxy ended TLS: the page's origin is https.
  const byProxy = { remoteAddress: '10.0.0.1', host: 'linli.example', token: 'a-long-secret' };
  expect(whoIs({ ...byProxy, headers: forwarded, origin: 'https://linli.example' })).toBe('admin');
  const stranger = { ...byProxy, remoteAddress: '10.0.0.2' };
  expect(whoIs({ ...stranger, headers: forwarded, origin: 'https://linli.example' })).toBe('origin');
  const told = { 'x-forwarded-for': '1.2.3.4, 192.168.1.9' };
  expect(callerOf({ remoteAddress: '10.0.0.1', headers: told }).remoteAddress).toBe('192.168.1.9');
  expect(callerOf({ remoteAddress: '10.0.0.2', headers: told }).remoteAddress).toBe('10.0.0.2');
});

it('the first administrator is made at the machine or with the hub’s token, never through a proxy', () => {
  const elsewhere = { remoteAddress: '192.168.1.7', host: 'control-room:8787' };
  expect(access.maySetUp(callerOf({}))).toBe(true);
  expect(access.maySetUp(callerOf({ headers: { via: '1.1 proxy' } }))).toBe(false);
  expect(access.maySetUp(callerOf(elsewhere))).toBe(false);
  expect(access.maySetUp(callerOf({ ...elsewhere, token: 'a-long-secret' }))).toBe(true);
});

it('a wrong secret is answered late, and of one address only a few wait at a time', async () => {
  const penalty = createPenalty(50);
  const started = performance.now();
  const tries = Array.from({ length: 20 }, () => penalty.pay('10.0.0.9'));
  expect(penalty.open('10.0.0.9')).toBe(false);
  expect(penalty.open('10.0.0.8')).toBe(true);
  expect((await Promise.all(tries)).filter(Boolean).length).toBe(8);
  expect(performance.now() - started).toBeGreaterThan(45);
  expect(penalty.open('10.0.0.9')).toBe(true);
});

it('on the broker not even the right password is looked at while too many wrong ones wait', async () => {
  const tryIt = (password: string) => access.devices.authenticate('x', password, '10.0.0.7');
  const wrong = Array.from({ length: 8 }, () => tryIt('wrong'));
  expect((await tryIt('a-long-secret')).ok).toBe(false);
  expect((await Promise.all(wrong)).some(({ ok }) => ok)).toBe(false);
  expect((await tryIt('a-long-secret')).ok).toBe(true);
});
