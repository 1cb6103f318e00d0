/** Notices and warnings over a real hub: a real mail server, real HTTP receivers, and a hub that ends while it sends. */
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Household } from '#shared/protocol/household.ts';
import type { Notice, NoticeRule, NoticeSettings, ResidentWarning } from '#shared/protocol/notice.ts';
import { emptyPlan, type CompoundPlan, type Place } from '#shared/twin/compound.ts';
import { startMailbox, startReceiver, type Mailbox, type Receiver } from '../testMailbox.ts';
import { eventually, startTestHub, testDevices, testManifest, type TestHub } from '../testHub.ts';

const password = 'correct horse battery';
const text = (zh: string, en: string) => ({ zh, en });
const place = (id: string, kind: Place['kind'], parentId: string | null): Place => ({
  id,
  kind,
  name: text(`${id}号`, `No. ${id}`),
  parentId,
  box: null,
});
const plan: CompoundPlan = {
  ...emptyPlan,
  places: [
    place('8', 'building', null),
    place('8-2', 'unit', '8'),
    place('8-2-401', 'household', '8-2'),
    place('8-2-501', 'household', '8-2'),
    place('9', 'building', null),
    place('9-1-101', 'household', '9'),
  ],
};
const household = (placeId: string, email: string): Household => ({
  version: 1,
  placeId,
  people: 2,
  contacts: [
    { name: '住户', phone: `1380000${placeId.slice(-4)}`, email, relation: text('户主', 'Householder') },
  ],
  needs: [],
});
const households = [
  household('8-2-401', 'a@example.org'),
  household('8-2-501', 'b@example.org'),
  household('9-1-101', 'c@example.org'),
];

let test: TestHub;
let mailbox: Mailbox;
let receiver: Receiver;
beforeEach(async () => {
  [mailbox, receiver] = [await startMailbox(), await startReceiver()];
  test = await startTestHub({
    compounds: [{ manifest: testManifest, plan, devices: testDevices, households }],
  });
});
afterEach(async () => {
  await test.stop();
  await Promise.all([mailbox.stop(), receiver.stop()]);
});

async function ask<T>(method: string, path: string, body?: object, cookie?: string) {
  const answer = await fetch(test.hub.url + path, {
    method,
    headers: {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(cookie ? { cookie } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const set = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { set, ...((await answer.json()) as T & { error?: { code: string } }) };
}

const rule = (change: Partial<NoticeRule>): NoticeRule => ({
  id: 'r1',
  name: '火警',
  on: 'alarm',
  priorities: [1],
  channels: ['mail'],
  to: ['duty@example.org', '13900000000'],
  language: 'zh',
  ...change,
});
const mail = () =>
  ({
    id: 'mail',
    name: '邮件',
    kind: 'email',
    host: '127.0.0.1',
    port: mailbox.port,
    tls: false,
    from: 'linli@example.org',
  }) as const;
const hook = (secret?: string) =>
  ({
    id: 'hook',
    name: 'Webhook',
    kind: 'webhook',
    url: `${receiver.url}/hook`,
    ...(secret ? { secret } : {}),
  }) as const;

const set = (settings: Partial<NoticeSettings>, cookie?: string) =>
  ask<{ settings: NoticeSettings }>(
    'PUT',
    '/api/compounds/test/notice-settings',
    { version: 1, drill: false, channels: [], rules: [], ...settings },
    cookie,
  );
const listed = async (cookie?: string) =>
  (await ask<{ notices: Notice[] }>('GET', '/api/compounds/test/notices', undefined, cookie)).notices;
const settled = (count: number) =>
  eventually(
    () => listed(),
    (found) =>
      found.length === count && found.every(({ state }) => state !== 'queued' && state !== 'sending'),
  );

it('a fire goes to the people of its rule by mail, once, in their language', async () => {
  await set({ channels: [mail()], rules: [rule({}), rule({ id: 'r2', priorities: [] })] });
  await test.say('smoke', 's1', { smoke: 0.4 });
  const [notice] = await settled(1);
  expect(notice).toMatchObject({ state: 'sent', to: 'duty@example.org', cause: 'alarm', attempts: 1 });
  expect(mailbox.mails).toHaveLength(1);
  expect(mailbox.mails[0]?.to).toEqual(['duty@example.org']);
  const subject = /Subject: (.*(?:\r\n .*)*)/.exec(mailbox.mails[0]?.source ?? '')?.[1] ?? '';
  expect(decoded(subject)).toContain('[P1] 报警 烟感报警 · 测试小区');
});

it('webhooks are signed, robots and text messages get their own forms', async () => {
  const robot = (kind: 'wecom' | 'dingtalk' | 'feishu') => ({
    id: kind,
    name: kind,
    kind,
    url: `${receiver.url}/${kind}?key=k`,
    ...(kind === 'wecom' ? {} : { secret: 's3cret' }),
  });
  const sms = {
    id: 'sms',
    name: '短信',
    kind: 'sms',
    url: `${receiver.url}/sms`,
    contentType: 'application/json',
    body: '{"to":"{{phone}}","msg":"{{text}}","key":"{{secret}}"}',
    secret: 'k"1',
  } as const;
  await set({
    channels: [
      hook('s3cret'),
      robot('wecom'),
      robot('dingtalk'),
      robot('feishu'),
      sms,
    ] as NoticeSettings['channels'],
    rules: [rule({ channels: ['hook', 'wecom', 'dingtalk', 'feishu', 'sms'] })],
  });
  await test.say('smoke', 's1', { smoke: 0.4 });
  const notices = await settled(5);
  expect(notices.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'sent'));
  const call = (name: string) => receiver.calls.find(({ path }) => path.startsWith(`/${name}`));
  const signed = call('hook');
  const expected = createHmac('sha256', 's3cret')
    .update(`${String(signed?.headers['x-linli-timestamp'])}.${signed?.body}`)
    .digest('hex');
  expect(signed?.headers['x-linli-signature']).toBe(`sha256=${expected}`);
  expect(JSON.parse(signed?.body ?? '')).toMatchObject({
    compound: 'test',
    cause: 'alarm',
    data: { alarm: { priority: 1 } },
  });
  expect(JSON.parse(call('wecom')?.body ?? '')).toMatchObject({
    msgtype: 'text',
    text: { content: expect.stringContaining('烟感') },
  });
  expect(call('dingtalk')?.path).toMatch(/timestamp=\d+&sign=/);
  expect(JSON.parse(call('feishu')?.body ?? '')).toMatchObject({
    msg_type: 'text',
    sign: expect.any(String),
  });
  expect(JSON.parse(call('sms')?.body ?? '')).toMatchObject({ to: '13900000000', key: 'k"1' });
});

it('what a receiver refuses is tried again; a robot’s own refusal counts, and can be sent again by hand', async () => {
  receiver.say(200, '{"errcode":310000,"errmsg":"sign not match"}');
  await set({
    channels: [{ id: 'wecom', name: 'r', kind: 'wecom', url: `${receiver.url}/wecom` }],
    rules: [rule({ channels: ['wecom'] })],
  });
  await test.say('smoke', 's1', { smoke: 0.4 });
  const [refused] = await eventually(
    () => listed(),
    ([first]) => first?.state === 'queued' && first.error !== null,
  );
  expect(refused).toMatchObject({ attempts: 1, error: 'sign not match' });
  expect((refused?.nextAtMs ?? 0) - Date.now()).toBeGreaterThan(5000);
});

it('a hub that ended while it sent sends once more, and then not again', async () => {
  receiver.hold(true);
  await set({ channels: [hook()], rules: [rule({ channels: ['hook'] })] });
  await test.say('smoke', 's1', { smoke: 0.4 });
  await eventually(
    () => listed(),
    ([first]) => first?.state === 'sending',
  );
  // As it stands on the disk when the process is killed.
  const record = JSON.stringify((await listed())[0]);
  receiver.hold(false);
  await settled(1);
  await test.hub.stop();
  const { openDatabase } = await import('../records/index.ts');
  const write = (change: object) => {
    const db = openDatabase(`${test.dataDir}/linli.db`);
    db.prepare(`UPDATE notices SET state = 'sending', record = ?`).run(
      JSON.stringify({ ...JSON.parse(record), ...change }),
    );
    db.close();
  };
  const before = receiver.calls.length;
  write({});
  await test.startAgain();
  const [again] = await settled(1);
  expect(again).toMatchObject({ state: 'sent', resumed: true });
  expect(receiver.calls.length).toBe(before + 1);
  await test.hub.stop();
  write({ resumed: true });
  await test.startAgain();
  const [left] = await settled(1);
  expect(left).toMatchObject({ state: 'failed', error: 'interrupted-twice' });
  expect(receiver.calls.length).toBe(before + 1);
});

it('secrets are never given out, stay when they are left out, and are not carried to another host', async () => {
  await set({
    channels: [
      hook('s3cret'),
      { id: 'ding', name: 'd', kind: 'dingtalk', url: `${receiver.url}/r?token=t`, secret: 'x' },
    ],
  });
  const shown = await ask<{ settings: NoticeSettings }>('GET', '/api/compounds/test/notice-settings');
  expect(JSON.stringify(shown)).not.toMatch(/s3cret|token=t/);
  const { channels } = shown.settings;
  await set({ channels, rules: [rule({ channels: ['hook', 'ding'] })] });
  await test.say('smoke', 's1', { smoke: 0.4 });
  await settled(2);
  expect(receiver.calls.map(({ path }) => path.split('&')[0]).sort()).toEqual(['/hook', '/r?token=t']);
  expect(receiver.calls.find(({ path }) => path === '/hook')?.headers['x-linli-signature']).toBeDefined();

  const other = await startReceiver();
  const moved = channels.map((one) => (one.kind === 'webhook' ? { ...one, url: `${other.url}/hook` } : one));
  await set({ channels: moved, rules: [rule({ channels: ['hook'] })] });
  await test.say('smoke', 's2', { smoke: 0.4 });
  await settled(3);
  expect(other.calls[0]?.headers['x-linli-signature']).toBeUndefined();
  await other.stop();
});

it('a gas leak warns a unit’s residents by mail once a second person has confirmed; a drill goes nowhere', async () => {
  const root = (await ask('POST', '/api/setup', { name: 'root', password })).set;
  for (const name of ['li', 'wang'])
    await ask('POST', '/api/users', { name, password, role: 'operator' }, root);
  const li = (await ask('POST', '/api/session', { name: 'li', password })).set;
  await set({ channels: [mail()] }, root);
  const template = await ask<{ text: { zh: string; en: string } }>(
    'GET',
    '/api/compounds/test/warning-template?kind=gas&places=8-2',
    undefined,
    li,
  );
  expect(template.text.zh).toContain('8-2号发生燃气泄漏');
  const body = { kind: 'gas', placeIds: ['8-2'], channels: ['mail'], text: template.text, drill: false };
  const preview = await ask<{ households: number; recipients: number }>(
    'POST',
    '/api/compounds/test/warnings/preview',
    body,
    li,
  );
  expect(preview).toMatchObject({ households: 2, recipients: 2 });

  type Warned = { warning: ResidentWarning & { delivery: Record<string, number> } };
  const drill = await ask<Warned>('POST', '/api/compounds/test/warnings', { ...body, drill: true }, li);
  expect(drill.warning).toMatchObject({ confirmedBy: 'li' });
  const { warning } = await ask<Warned>('POST', '/api/compounds/test/warnings', body, li);
  const confirm = (name: string, given = password) =>
    ask<Warned>('POST', `/api/warnings/${warning.id}/confirm`, { name, password: given }, li);
  expect((await confirm('li')).error?.code).toBe('warning-same');
  expect((await confirm('wang', 'wrong')).error?.code).toBe('wrong-sign-in');
  expect(mailbox.mails).toHaveLength(0);
  expect((await confirm('wang')).warning.confirmedBy).toBe('wang');
  const delivered = await eventually(
    () => ask<{ warnings: Warned['warning'][] }>('GET', '/api/compounds/test/warnings', undefined, li),
    ({ warnings }) => warnings.find(({ id }) => id === warning.id)?.delivery['sent'] === 2,
  );
  expect(delivered.warnings.find(({ id }) => id === drill.warning.id)?.delivery).toMatchObject({
    drill: 2,
    sent: 0,
  });
  expect(mailbox.mails.flatMap(({ to }) => to).sort()).toEqual(['a@example.org', 'b@example.org']);
  const heading = /Subject: (.*(?:\r\n .*)*)/.exec(mailbox.mails[0]?.source ?? '')?.[1] ?? '';
  expect(decoded(heading)).toMatch(/^测试小区紧急通知：8-2号发生燃气泄漏.*…$/);
  expect((await confirm('wang')).error?.code).toBe('warning-over');
  // Whoever was not granted contacts sees what became of it, not where it went.
  expect(new Set((await listed(li)).map(({ to }) => to))).toEqual(new Set(['•']));
});

it('an alarm that nobody acknowledges in its time is told once more, and is marked', async () => {
  await ask('PUT', '/api/compounds/test/rules', {
    version: 1,
    overrides: [{ system: 'smoke', rule: 'smoke', responseS: 1 }],
    own: [],
  });
  await set({ channels: [hook()], rules: [rule({ on: 'escalated', channels: ['hook'] })] });
  await test.say('smoke', 's1', { smoke: 0.4 });
  const [notice] = await settled(1);
  expect(notice).toMatchObject({ cause: 'escalated', state: 'sent' });
  const { alarms } = await test.get<{ alarms: { escalatedAtMs: number }[] }>('/api/alarms?state=open');
  expect(alarms[0]?.escalatedAtMs).toBeGreaterThan(0);
});

/** RFC 2047 words. */
function decoded(header: string): string {
  return header
    .replaceAll(/\r\n /g, '')
    .replaceAll(/=\?utf-8\?(b|q)\?(.*?)\?=/gi, (_, how: string, coded: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(coded, 'base64').toString('utf8')
        : Buffer.from(
            coded
              .replaceAll('_', ' ')
              .replaceAll(/=([0-9A-F]{2})/g, (__, hex: string) => String.fromCharCode(parseInt(hex, 16))),
            'latin1',
          ).toString('utf8'),
    );
}
