/** Work orders over HTTP against a real hub: from an alarm to the call back, over a restart, and what a reporter left. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { WorkOrder } from '#shared/protocol/workOrder.ts';
import { eventually, startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
beforeAll(async () => {
  test = await startTestHub({ token: 'a-long-secret' });
});
afterAll(() => test.stop());

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

async function ask<T>(method: string, path: string, body?: object, token = 'a-long-secret') {
  const answer = await fetch(test.hub.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as T & { error?: { code: string } } };
}
const open = (given: object) =>
  ask<{ order: WorkOrder }>('POST', '/api/compounds/test/work-orders', {
    kind: 'repair',
    title: '烟感误报',
    ...given,
  });
const step = (id: string, given: object) =>
  ask<{ order: WorkOrder }>('POST', `/api/work-orders/${id}/steps`, given);

it('from an alarm to the call back; the device and the place come with the alarm', async () => {
  await test.client.publishAsync(
    'linli/v1/test/smoke/s1/state',
    JSON.stringify({ t: Date.now(), v: { smoke: 0.4 } }),
    { qos: 1 },
  );
  const { alarms } = await eventually(
    () => ask<{ alarms: AlarmRecord[] }>('GET', '/api/alarms?state=open').then(({ body }) => body),
    (found) => found.alarms.length > 0,
  );
  const [alarm] = alarms;
  const { body } = await open({ alarmId: alarm?.id, reporter: { name: '王阿姨', phone: '13800000000' } });
  expect(body.order).toMatchObject({
    number: 1,
    state: 'open',
    deviceKey: alarm?.deviceKey,
    placeId: alarm?.placeId,
    reporter: { phone: '13800000000' },
  });
  const { id } = body.order;
  await step(id, { verb: 'assign', assignee: '张师傅' });
  const photo = await fetch(`${test.hub.url}/api/work-orders/${id}/photos`, {
    method: 'POST',
    headers: { authorization: 'Bearer a-long-secret', 'content-type': 'image/png' },
    body: png,
  });
  expect(photo.status).toBe(200);
  await step(id, { verb: 'done', note: '清洁探头' });
  expect((await step(id, { verb: 'close' })).body.error?.code).toBe('order-call-back');
  await step(id, { verb: 'call-back', score: 4, note: '' });
  expect((await step(id, { verb: 'close' })).body.order).toMatchObject({ state: 'closed', score: 4 });

  await test.restart();
  const again = await ask<{ orders: WorkOrder[] }>(
    'GET',
    `/api/compounds/test/work-orders?device=${encodeURIComponent(alarm?.deviceKey ?? '')}`,
  );
  expect(again.body.orders.map(({ state, log }) => [state, log.map(({ verb }) => verb)])).toEqual([
    ['closed', ['opened', 'assigned', 'photo', 'done', 'called-back', 'closed']],
  ]);
  const [kept] = again.body.orders[0]?.photos ?? [];
  const bytes = await fetch(`${test.hub.url}/api/work-orders/${id}/photos/${kept?.sha256}`, {
    headers: { authorization: 'Bearer a-long-secret' },
  });
  expect(bytes.headers.get('content-type')).toBe('image/png');
  expect(new Uint8Array(await bytes.arrayBuffer())).toEqual(png);
});

it('another system names its orders: the same name opens nothing twice, and finds it again', async () => {
  const first = await open({ external: 'PM-77' });
  expect(first.status).toBe(200);
  expect((await open({ external: 'PM-77' })).body.error?.code).toBe('order-external');
  const found = await ask<{ orders: WorkOrder[] }>('GET', '/api/compounds/test/work-orders?external=PM-77');
  expect(found.body.orders.map(({ id }) => id)).toEqual([first.body.order.id]);
});

it('refuses what names nothing: an alarm, a device, a place, a title, a step', async () => {
  const codes = [
    (await open({ alarmId: 'none' })).body.error?.code,
    (await open({ deviceKey: 'smoke/none' })).body.error?.code,
    (await open({ placeId: 'none' })).body.error?.code,
    (await open({ title: '  ' })).body.error?.code,
    (await step('none', { verb: 'done' })).body.error?.code,
    (await step('none', { verb: 'explode' })).body.error?.code,
  ];
  expect(codes).toEqual([
    'no-alarm',
    'no-device',
    'order-place',
    'order-title',
    'no-order',
    'invalid-request',
  ]);
});

it('how to reach who reported it is given to those with contacts alone', async () => {
  await ask('POST', '/api/setup', { name: 'root', password: 'correct horse battery' });
  const { body } = await open({ reporter: { name: '李先生', phone: '13900000000' } });
  const token = async (personal: readonly string[]) => {
    const scope = { compounds: 'all', cameraGroups: 'all', personal };
    const verbs = ['orders.read', 'people.read', 'state.read'];
    const made = await ask<{ secret: string }>('POST', '/api/tokens', {
      name: `t${personal.length}`,
      verbs,
      scope,
    });
    return made.body.secret;
  };
  const seen = async (secret: string) =>
    (await ask<{ order: WorkOrder }>('GET', `/api/work-orders/${body.order.id}`, undefined, secret)).body
      .order.reporter?.phone;
  expect(await seen(await token(['contact']))).toBe('13900000000');
  expect(await seen(await token([]))).toBe('•');
});
