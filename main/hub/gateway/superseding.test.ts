/** A scrub asks faster than history answers: what nobody waits for any more is withdrawn. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usualScope } from '#shared/access/may.ts';
import { verbsOf } from '#shared/access/roles.ts';
import type { Result } from '#shared/protocol/result.ts';
import type { Snapshot } from '#shared/protocol/socket.ts';
import { screenOn, startTestHub, testManifest, type TestHub } from '../testHub.ts';
import type { Identity } from '../access/index.ts';
import { createWaiting } from './superseding.ts';

const compound = testManifest.id;
const person: Identity = {
  name: 'operator',
  role: 'operator',
  verbs: [...verbsOf.operator],
  scope: usualScope('operator'),
  via: 'local',
  key: 'local',
  address: '127.0.0.1',
};
let test: TestHub;
beforeAll(async () => {
  test = await startTestHub();
});
afterAll(() => test.stop());

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

describe('a screen that scrubs', () => {
  it('withdraws an instant by asking for the next one, and is answered about the last', async () => {
    const socket = await screenOn(test);
    const nowMs = Date.now();
    const answers = (await Promise.all(
      Array.from({ length: 20 }, (_, i) => socket.emitWithAck('snapshot', { compound, atMs: nowMs - i })),
    )) as Result<Snapshot>[];
    const last = answers.at(-1);
    expect(last?.ok && last.value.atMs).toBe(nowMs - 19);
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['ok', 'history-cancelled']));
    socket.disconnect();
  });

  it('does not withdraw the question of another screen', async () => {
    const screens = await Promise.all([screenOn(test), screenOn(test)]);
    const answers = (await Promise.all(
      screens.map((socket) => socket.emitWithAck('snapshot', { compound, atMs: Date.now() })),
    )) as Result<Snapshot>[];
    expect(answers.map(codeOf)).toEqual(['ok', 'ok']);
    for (const socket of screens) socket.disconnect();
  });

  it('withdraws all it asked when it goes', async () => {
    const { snapshot, window, timeline } = test.hub.gateway.requests;
    const { end, ...waiting } = createWaiting();
    const asking = { ...waiting, person, join: () => Promise.resolve() };
    const toMs = Date.now();
    const asked = Promise.all([
      snapshot.answer(asking, { compound, atMs: toMs }),
      window.answer(asking, { compound, fromMs: toMs - 1000, toMs }),
      timeline.answer(asking, { compound, fromMs: toMs - 1000, toMs, bins: 4 }),
    ]);
    end();
    expect((await asked).map(codeOf)).toEqual(Array.from({ length: 3 }, () => 'history-cancelled'));
    expect(waiting.newest('snapshot').aborted).toBe(true);
  });
});
