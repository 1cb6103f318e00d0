/** What a screen of many compounds hears of each: live, and no more than its person may know. */
import msgpack from 'socket.io-msgpack-parser';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { usualScope } from '#shared/access/may.ts';
import { verbsOf, type Role } from '#shared/access/roles.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { eventually, startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
const sockets: Socket[] = [];
beforeAll(async () => {
  test = await startTestHub({ token: 'a-long-secret' });
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await test.stop();
});

const headers = { authorization: 'Bearer a-long-secret', 'content-type': 'application/json' };

/** What a person of this role, for the compound `test` alone, last heard of it. */
async function listen(role: Role): Promise<() => readonly CompoundSummary[]> {
  const scope = { ...usualScope(role), compounds: ['test'] };
  const body = JSON.stringify({ name: `${role}-screen`, verbs: verbsOf[role], scope });
  const made = await fetch(`${test.hub.url}/api/tokens`, { method: 'POST', headers, body });
  const { secret } = (await made.json()) as { secret: string };
  const socket = io(test.hub.url, {
    parser: msgpack,
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { authorization: `Bearer ${secret}` },
  });
  sockets.push(socket);
  let heard: readonly CompoundSummary[] = [];
  socket.on('hello', ({ compounds }: { compounds: CompoundSummary[] }) => (heard = compounds));
  socket.on('compounds', (compounds: CompoundSummary[]) => (heard = compounds));
  return () => heard;
}

it('counts open alarms whether they were seen or not, and devices that are silent', async () => {
  const operator = await listen('operator');
  const kiosk = await listen('kiosk');
  const own = () => operator().find(({ id }) => id === 'test');
  await eventually(
    async () => own(),
    (found) => found?.offline === 0 && found.devices > 0,
  );
  await test.client.publishAsync('linli/v1/test/smoke/s2/availability', JSON.stringify({ online: false }), {
    qos: 1,
  });
  await test.say('smoke', 's1', { smoke: 0.4 });
  const raised = await eventually(
    async () => own(),
    (found) => found?.asking[0] === 1,
  );
  expect(raised?.open).toEqual([1, 0, 0, 0]);
  expect(raised?.offline).toBe(1);

  const listed = await fetch(`${test.hub.url}/api/alarms?state=open`, { headers });
  const { alarms } = (await listed.json()) as { alarms: { id: string }[] };
  await fetch(`${test.hub.url}/api/alarms/${alarms[0]?.id}/acknowledge`, {
    method: 'POST',
    headers,
    body: '{}',
  });
  const seen = await eventually(
    async () => own(),
    (found) => found?.asking[0] === 0 && found.alarmTurn > (raised?.alarmTurn ?? Infinity),
  );
  expect(seen?.open).toEqual([1, 0, 0, 0]);

  // Who may not read alarms hears how many devices are silent, and nothing of alarms.
  expect(kiosk()).toMatchObject([{ id: 'test', open: [0, 0, 0, 0], asking: [0, 0, 0, 0], alarmTurn: 0 }]);
  expect(kiosk()[0]?.offline).toBe(1);
});

it('says nothing of compounds of others', async () => {
  const operator = await listen('operator');
  const meta = JSON.stringify({ name: 'Riverside smoke', points: [{ id: 'smoke' }] });
  await test.client.publishAsync('linli/v1/riverside/smoke/r1/meta', meta, { qos: 1 });
  await eventually(
    async () =>
      (await (await fetch(`${test.hub.url}/api/compounds`, { headers })).json()) as { compounds: unknown[] },
    ({ compounds }) => compounds.length === 2,
  );
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(operator().map(({ id }) => id)).toEqual(['test']);
});
