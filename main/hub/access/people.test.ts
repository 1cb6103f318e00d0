/** Users, sessions, tokens and their audit log on a real file, with a clock the test moves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { everywhere, usualScope } from '#shared/access/may.ts';
import type { Records } from '../records/index.ts';
import { openTestRecords } from '../testHub.ts';
import { checkChain, type Head, type Link } from './auditChain.ts';
import { createAccess, type Access } from './index.ts';
import { createRefusals } from './refusals.ts';

let dir: string;
let records: Records;
let access: Access;
let nowMs: number;
const doer = { by: 'root', address: '127.0.0.1' };
const from = { address: '192.168.1.9', agent: 'test' };
const password = 'correct horse battery';

function open(): void {
  records = openTestRecords(dir);
  access = createAccess({ records, now: () => nowMs, token: null, hosts: [], penaltyMs: 1 });
}
async function close(): Promise<void> {
  await access.stop();
  await records.stop();
}
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'linli-people-'));
  nowMs = Date.parse('2026-11-25T08:00:00Z');
  open();
});
afterEach(async () => {
  await close();
  rmSync(dir, { recursive: true });
});

const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error?.code);
const asks = (session: string) =>
  access.identify(
    access.caller({
      remoteAddress: '192.168.1.9',
      headers: { host: '192.168.1.2:8787', cookie: `linli_session_8787=${session}` },
    }),
  );
async function administrator(): Promise<string> {
  const made = await access.setUp('root', password, from, 'operator');
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value.secret;
}

it('the first user is an administrator, made once; names are given once, whatever their case', async () => {
  expect(codeOf(await access.users.create({ name: 'li', password, role: 'inspector' }, doer))).toBe(
    'setup-first',
  );
  const both = await Promise.all([
    access.setUp('root', password, from, 'operator'),
    access.setUp('other', password, from, 'operator'),
  ]);
  expect(both.map(codeOf)).toEqual(['ok', 'setup-first']);
  expect(codeOf(await access.setUp('third', password, from, 'operator'))).toBe('set-up-done');
  expect(codeOf(await access.users.create({ name: 'ROOT', password, role: 'operator' }, doer))).toBe(
    'name-taken',
  );
  expect(codeOf(await access.users.create({ name: 'operator', password, role: 'operator' }, doer))).toBe(
    'name-reserved',
  );
  expect(access.users.list().map(({ name, role }) => [name, role])).toEqual([['root', 'admin']]);
});

it('refuses short passwords and those that are only the name', async () => {
  await administrator();
  const tried = async (name: string, secret: string) =>
    codeOf(await access.users.create({ name, password: secret, role: 'operator' }, doer));
  expect(await tried('wang', 'short')).toBe('password-short');
  expect(await tried('wangxiaoming', 'WangXiaoMing')).toBe('password-name');
  expect(await tried('wang', 'wangwangwang')).toBe('password-name');
  expect(await tried('wang', 'aaaaaaaaaaaa')).toBe('password-plain');
  expect(await tried('wang', '门卫室的灯亮着的夜晚')).toBe('ok');
});

it('a session is found again after a restart, and ends by sign-out, by idling and by its age', async () => {
  const secret = await administrator();
  expect(asks(secret)).toMatchObject({ ok: true, value: { name: 'root', role: 'admin' } });
  expect(codeOf(asks(`${secret}x`))).toBe('sign-in');
  await close();
  open();
  expect(codeOf(asks(secret))).toBe('ok');
  // Used every eleven hours it lives, but not longer than seven days.
  for (let i = 0; i < 15; i++) {
    nowMs += 11 * 3_600_000;
    expect(codeOf(asks(secret))).toBe('ok');
  }
  nowMs += 4 * 3_600_000;
  expect(codeOf(asks(secret))).toBe('sign-in');

  const again = await access.signIn('Root', password, from);
  const fresh = again.ok ? again.value.secret : '';
  nowMs += 13 * 3_600_000;
  expect(codeOf(asks(fresh))).toBe('sign-in');
  const third = await access.signIn('root', password, from);
  const last = third.ok ? third.value.secret : '';
  const found = asks(last);
  if (!found.ok || found.value.key === null) throw new Error('no session');
  access.sessions.end(found.value.key, doer);
  expect(codeOf(asks(last))).toBe('sign-in');
});

it('only hashes are on the disk', async () => {
  const secret = await administrator();
  const token = await access.tokens.create(
    {
      version: 1,
      id: 't',
      name: 'wall',
      verbs: ['state.read'],
      scope: everywhere,
      createdMs: nowMs,
      createdBy: 'root',
      expiresMs: nowMs + 1000,
      revokedMs: null,
    },
    'wall',
    doer,
  );
  if (!token.ok) throw new Error('no token');
  const db = new Database(join(dir, 'linli.db'), { readonly: true });
  const all = JSON.stringify(
    ['users', 'sessions', 'tokens', 'audit'].map((table) => db.prepare(`SELECT * FROM ${table}`).all()),
  );
  db.close();
  for (const hidden of [secret, token.value.secret, password]) expect(all).not.toContain(hidden);
  expect(all).toContain('$argon2id$v=19$m=19456,t=2,p=1$');

  const byToken = () =>
    access.identify(
      access.caller({
        remoteAddress: '10.1.1.1',
        headers: { host: '10.1.1.2', authorization: `Bearer ${token.value.secret}` },
      }),
    );
  expect(byToken()).toMatchObject({ ok: true, value: { name: 'token:wall', verbs: ['state.read'] } });
  nowMs += 1001;
  expect(codeOf(byToken())).toBe('token');
});

it('what is taken away is gone at once and is told, so that open sockets close', async () => {
  await administrator();
  await access.users.create({ name: 'li', password, role: 'operator' }, doer);
  const signed = await access.signIn('li', password, from);
  const secret = signed.ok ? signed.value.secret : '';
  const ended: string[] = [];
  access.onEnd((key) => ended.push(key));
  await access.users.change('li', { role: 'inspector', scope: usualScope('inspector') }, doer);
  expect(ended.length).toBe(1);
  expect(asks(secret)).toMatchObject({ ok: true, value: { role: 'inspector' } });
  const changed = await access.changePassword('li', password, 'another long password', 'not-mine', doer);
  expect([codeOf(changed), ended.length]).toEqual(['ok', 2]);
  expect(codeOf(asks(secret))).toBe('sign-in');
  await access.users.change('li', { disabled: true }, doer);
  expect(codeOf(await access.signIn('li', 'another long password', from))).toBe('wrong-sign-in');
  expect(codeOf(await access.users.change('root', { role: 'planner' }, doer))).toBe('last-admin');
  expect(codeOf(await access.users.change('root', { disabled: true }, doer))).toBe('last-admin');
  const oneOnly = { ...everywhere, compounds: ['a'] };
  expect(codeOf(await access.users.change('root', { scope: oneOnly }, doer))).toBe('last-admin');
});

it('who guesses waits longer and longer, known name or not; the right one is not locked out for long', async () => {
  await administrator();
  for (const name of ['root', 'nobody-here']) {
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 6; i++)
      codes.push(
        codeOf(await access.signIn(name, 'wrong password', { address: `10.0.0.${name.length}`, agent: '' })),
      );
    expect(codes).toEqual([...Array<string>(5).fill('wrong-sign-in'), 'sign-in-wait']);
  }
  const right = () => access.signIn('root', password, { address: '10.0.9.9', agent: '' });
  expect(codeOf(await right())).toBe('sign-in-wait');
  nowMs += 1100;
  expect(codeOf(await right())).toBe('ok');
  // One address that tries many names waits as well.
  for (let i = 0; i < 5; i++)
    await access.signIn(`name${i}`, 'wrong password', { address: '10.0.7.7', agent: '' });
  expect(codeOf(await access.signIn('name9', 'wrong password', { address: '10.0.7.7', agent: '' }))).toBe(
    'sign-in-wait',
  );
});

it('refusals of different kinds are told one by one, of one caller so many', () => {
  const noted: string[] = [];
  const refusals = createRefusals({
    note: ({ verb, target, count = 1 }) => noted.push(`${verb} ${target} ${count}`),
  });
  const add = (target: string) => refusals.add('li', { by: 'li', verb: 'users.manage', target });
  for (const target of ['a', 'b', 'a', 'c']) add(target);
  expect(noted).toEqual(['users.manage a 1', 'users.manage b 1', 'users.manage c 1']);
  for (let nth = 0; nth < 500; nth++) add(`t${nth}`);
  expect(noted.length).toBeLessThan(40);
  refusals.stop();
  expect(noted).toContain('users.manage a 1');
  const total = noted.reduce((sum, one) => sum + Number(one.split(' ').at(-1)), 0);
  expect(total).toBe(504);
});

it('everything is in the chain, a flood of refusals as one entry, and the chain goes on after a restart', async () => {
  await administrator();
  for (let i = 0; i < 200; i++) access.refusals.add('li', { by: 'li', verb: 'alarms.act', target: 'x' });
  access.record({
    compound: 'test',
    atMs: nowMs,
    by: 'root',
    verb: 'acknowledge',
    target: 'smoke/s1',
    note: '\ud800',
  });
  await close();
  open();
  access.audit.note({ by: 'root', verb: 'setup' });
  await new Promise((resolve) => records.settled(resolve));
  const root = access.users.find('root');
  const entries = access.audit.list({ name: 'root', role: 'admin', verbs: [], scope: everywhere }, {});
  expect(entries.map(({ verb, outcome, count }) => [verb, outcome, count])).toEqual([
    ['setup', 'done', 1],
    ['alarms.act', 'refused', 199],
    ['acknowledge', 'done', 1],
    ['alarms.act', 'refused', 1],
    ['sign-in', 'done', 1],
    ['user-create', 'done', 1],
  ]);
  expect(root?.createdBy).toBe('operator');
  const ofTest = { ...everywhere, compounds: ['test'] };
  const seen = access.audit.list({ name: 'i', role: 'inspector', verbs: [], scope: ofTest }, {});
  expect(seen.map(({ verb }) => verb)).toEqual(['acknowledge']);
  const db = new Database(join(dir, 'linli.db'), { readonly: true });
  const links = db.prepare<[], Link>('SELECT seq, body, hash FROM audit ORDER BY seq').all();
  const head = db.prepare<[], Head>('SELECT seq, hash FROM audit_head').get() ?? null;
  db.close();
  expect(checkChain(links, head)).toMatchObject({ ok: true, head: { seq: 6 } });
});
