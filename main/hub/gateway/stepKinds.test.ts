/** To step through the past by kinds: the next of what was chosen, and of nothing else. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Result } from '#shared/protocol/result.ts';
import type { MarkKind, TimelineMark } from '#shared/protocol/socket.ts';
import type { Socket } from 'socket.io-client';
import { screenOn, startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
let screen: Socket;
beforeEach(async () => {
  test = await startTestHub();
  screen = await screenOn(test);
});
afterEach(async () => {
  screen.close();
  await test.stop();
});

const ask = <T>(name: string, request: object) =>
  new Promise<Result<T>>((resolve) => screen.emit(name, request, resolve));
const next = async (atMs: number, direction: 1 | -1, kinds?: readonly MarkKind[]) => {
  const found = await ask<TimelineMark | null>('nextEvent', {
    compound: 'test',
    atMs,
    direction,
    ...(kinds ? { kinds } : {}),
  });
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
};

it('incidents and what people did are reached where they are chosen; without a word alarms and events are', async () => {
  const beganMs = Date.now() - 1;
  const out = { compound: 'test', deviceKey: 'smoke/s2', out: true, note: '换电池' };
  expect(await ask('setService', out)).toMatchObject({ ok: true });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const opened = await ask('openIncident', {
    compound: 'test',
    kind: 'other',
    alarmId: null,
    placeId: null,
    title: '漏水',
  });
  expect(opened.ok).toBe(true);
  expect(await next(beganMs, 1)).toBe(null);
  expect(await next(beganMs, 1, ['incident'])).toMatchObject({ kind: 'incident', label: { zh: '漏水' } });
  expect(await next(beganMs, 1, ['action'])).toMatchObject({ kind: 'action' });
  const first = await next(beganMs, 1, ['action', 'incident']);
  const second = await next(first?.atMs ?? 0, 1, ['incident']);
  expect([first?.kind, second?.kind]).toEqual(['action', 'incident']);
  expect((await next(Date.now() + 1000, -1, ['incident', 'alarm']))?.kind).toBe('incident');
  expect(await next(beganMs, -1, ['action', 'incident', 'alarm', 'event'])).toBe(null);
});
