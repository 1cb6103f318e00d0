import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openTestRecords } from '../testHub.ts';
import { createAccess, type Caller } from './index.ts';

const dir = mkdtempSync(join(tmpdir(), 'linli-access-'));
const records = openTestRecords(dir);
afterAll(async () => {
  await records.stop();
  rmSync(dir, { recursive: true });
});
const access = createAccess({ records, token: 'a-long-secret', hosts: ['127.0.0.1'] });
const whoIs = (change: Partial<Caller>): string => {
  const caller = { remoteAddress: '127.0.0.1', host: 'localhost:8787', ...change };
  const found = access.identify({ origin: undefined, token: undefined, cookie: undefined, ...caller });
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
  expect(whoIs({ ...elsewhere, token: 'a-long-secret' })).toBe('admin');
  expect(whoIs({ ...elsewhere, cookie: 'a-long-secret', origin: 'http://evil.example' })).toBe('origin');
});
