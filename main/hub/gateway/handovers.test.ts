/** A shift handed over, over a real hub: written by one, signed by another at the same screen. */
import { afterEach, expect, it } from 'vitest';
import type { Handover } from '#shared/protocol/handover.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { eventually, screenOn, startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

const password = 'correct horse battery';
interface Answer {
  readonly ok: boolean;
  readonly handover: Handover;
  readonly handovers: Handover[];
  readonly error?: { readonly code: string };
}

async function ask(path: string, cookie: string | null, body?: object, method = body ? 'POST' : 'GET') {
  const answer = await fetch(test.hub.url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(cookie === null ? {} : { cookie }),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const set = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { status: answer.status, set, ...((await answer.json()) as Answer) };
}

const hand = (cookie: string | null, promised = 'Call the lift company back at nine') =>
  ask('/api/compounds/test/handovers', cookie, { promised });
const sign = (id: string, cookie: string, name: string, given = password) =>
  ask(`/api/handovers/${id}/sign`, cookie, { name, password: given });

/** An administrator and two operators; the first operator's session. */
async function staffed(): Promise<{ root: string; li: string }> {
  const root = (await ask('/api/setup', null, { name: 'root', password })).set;
  for (const [name, role] of [
    ['li', 'operator'],
    ['wang', 'operator'],
    ['mei', 'planner'],
  ])
    await ask('/api/users', root, { name, password, role });
  return { root, li: (await ask('/api/session', null, { name: 'li', password })).set };
}

it('holds what is open, shelved, out of service and under way at that moment, and stays as it was', async () => {
  test = await startTestHub();
  await test.say('smoke', 's1', { smoke: 0.4 });
  await test.say('smoke', 's1', { battery: 5 });
  const open = async () => (await test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open')).alarms;
  const alarms = await eventually(open, (found) => found.length === 2);
  const battery = alarms.find(({ ruleId }) => ruleId === 'low-battery');
  const socket = await screenOn(test);
  await socket.emitWithAck('shelve', { alarmId: battery?.id, reason: 'ordered', minutes: 60 });
  await socket.emitWithAck('setService', {
    compound: 'test',
    deviceKey: 'smoke/s2',
    out: true,
    note: 'paint',
  });
  const { status, handover } = await hand(null);
  expect(status).toBe(200);
  expect(handover).toMatchObject({
    version: 1,
    compound: 'test',
    from: 'operator',
    to: null,
    signedAtMs: null,
    promised: 'Call the lift company back at nine',
    open: {
      alarms: { count: 1, items: [{ name: { en: 'Smoke alarm · Smoke one' } }] },
      shelved: { count: 1, items: [{ id: battery?.id }] },
      outOfService: { count: 1, items: [{ id: 'smoke/s2', name: { zh: '烟感二', en: 'Smoke two' } }] },
      incidents: { count: 1 },
    },
  });
  await socket.emitWithAck('setService', { compound: 'test', deviceKey: 'smoke/s2', out: false, note: '' });
  socket.disconnect();
  await test.restart();
  expect((await ask('/api/compounds/test/handovers', null)).handovers).toEqual([handover]);
});

it('is signed by a second person with a password of its own, once', async () => {
  test = await startTestHub();
  const { root, li } = await staffed();
  const { handover } = await hand(li);
  expect(handover.from).toBe('li');
  expect((await sign(handover.id, li, 'LI')).error?.code).toBe('handover-same');
  expect((await sign(handover.id, li, 'mei')).error?.code).toBe('handover-not-theirs');
  const signed = await sign(handover.id, li, ' Wang ');
  expect(signed.handover).toMatchObject({ ...handover, to: 'wang', signedAtMs: expect.any(Number) });
  // Whose session it is has not changed.
  expect(signed.set).toBe('');
  expect((await sign(handover.id, li, 'root')).error?.code).toBe('handover-signed');
  const { entries } = (await ask('/api/audit', root)) as unknown as {
    entries: { by: string; verb: string; target: string }[];
  };
  const deeds = entries.filter(({ target }) => target === handover.id).map(({ by, verb }) => [by, verb]);
  expect(deeds).toEqual([
    ['wang', 'handover-sign'],
    ['li', 'handover'],
  ]);
  await test.restart();
  // Another port, another cookie.
  const again = (await ask('/api/session', null, { name: 'root', password })).set;
  expect((await ask('/api/compounds/test/handovers?limit=1', again)).handovers[0]?.to).toBe('wang');
});

it('a wrong password counts like a failed sign-in', async () => {
  test = await startTestHub();
  const { li } = await staffed();
  const { handover } = await hand(li);
  const codes: (string | undefined)[] = [];
  for (let i = 0; i < 8; i++) codes.push((await sign(handover.id, li, 'wang', `wrong ${i}`)).error?.code);
  expect(codes[0]).toBe('wrong-sign-in');
  expect(codes.at(-1)).toBe('sign-in-wait');
  expect((await ask('/api/session', null, { name: 'wang', password })).error?.code).toBe('sign-in-wait');
});

it('before there are users it can be written and not signed; automation has no shift', async () => {
  test = await startTestHub({ token: 'a-long-secret' });
  const { handover } = await hand(null, '');
  expect((await sign(handover.id, '', 'operator')).error?.code).toBe('handover-no-users');
  expect((await sign('none', '', 'li')).error?.code).toBe('no-handover');
  const answer = await fetch(`${test.hub.url}/api/compounds/test/handovers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer a-long-secret' },
    body: JSON.stringify({ promised: '' }),
  });
  expect(((await answer.json()) as Answer).error?.code).toBe('handover-person');
});

it('a second one waits for the first to be signed: a double click writes one', async () => {
  test = await startTestHub();
  const { root, li } = await staffed();
  const both = await Promise.all([hand(li), hand(li)]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(both.find(({ ok }) => !ok)?.error?.code).toBe('handover-waiting');
  const { handovers } = await ask('/api/compounds/test/handovers', root);
  expect(handovers).toHaveLength(1);
  expect((await sign(handovers[0]?.id ?? '', li, 'wang')).ok).toBe(true);
  expect((await hand(li)).ok).toBe(true);
});

it('is taken back by who wrote it or an administrator, while nobody has signed, and stays on record', async () => {
  test = await startTestHub();
  const { root, li } = await staffed();
  const wang = (await ask('/api/session', null, { name: 'wang', password })).set;
  const withdraw = (id: string, cookie: string) => ask(`/api/handovers/${id}/withdraw`, cookie, {});
  const first = (await hand(li)).handover;
  expect((await withdraw(first.id, wang)).error?.code).toBe('handover-not-yours');
  expect((await withdraw(first.id, li)).handover.withdrawnAtMs).toEqual(expect.any(Number));
  expect((await withdraw(first.id, li)).ok).toBe(true);
  expect((await sign(first.id, li, 'wang')).error?.code).toBe('handover-withdrawn');

  const second = (await hand(li)).handover;
  expect((await withdraw(second.id, root)).ok).toBe(true);
  const third = (await hand(li)).handover;
  expect((await sign(third.id, li, 'wang')).ok).toBe(true);
  expect((await withdraw(third.id, li)).error?.code).toBe('handover-signed');
  const { handovers } = await ask('/api/compounds/test/handovers', root);
  expect(handovers.map(({ withdrawnAtMs }) => withdrawnAtMs !== undefined)).toEqual([false, true, true]);
  const { entries } = (await ask('/api/audit', root)) as unknown as {
    entries: { by: string; verb: string; target: string }[];
  };
  const deeds = entries.filter(({ target }) => target === first.id).map(({ by, verb }) => [by, verb]);
  expect(deeds).toContainEqual(['li', 'handover-withdraw']);
});
