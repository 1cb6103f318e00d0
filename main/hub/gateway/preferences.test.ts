/** Preferences over a real hub: one's own, found again after a restart, bounded. */
import { afterEach, expect, it } from 'vitest';
import { startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

const password = 'correct horse battery';

async function ask(method: string, path: string, cookie: string, body?: unknown) {
  const answer = await fetch(test.hub.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const set = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { set, body: (await answer.json()) as { preferences?: unknown; error?: { code: string } } };
}
const mine = async (cookie: string) => (await ask('GET', '/api/me/preferences', cookie)).body;
const keep = async (cookie: string, preferences: unknown) =>
  (await ask('PUT', '/api/me/preferences', cookie, { preferences })).body;

it('each has its own, also whoever sits at the machine before there are users', async () => {
  test = await startTestHub();
  expect(await mine('')).toEqual({ ok: true, version: 1, changedMs: 0, preferences: {} });
  await keep('', { layout: 'wide' });
  await test.restart();
  expect(await mine('')).toMatchObject({ preferences: { layout: 'wide' } });

  const root = (await ask('POST', '/api/setup', '', { name: 'root', password })).set;
  await ask('POST', '/api/users', root, { name: '李', password, role: 'operator' });
  const li = (await ask('POST', '/api/session', '', { name: '李', password })).set;
  expect(await mine(root)).toMatchObject({ preferences: {} });
  await keep(li, { layout: { panels: ['alarms', 'map'] }, theme: 'night' });
  expect(await mine(root)).toMatchObject({ preferences: {} });
  await test.restart();
  const again = (await ask('POST', '/api/session', '', { name: '李', password })).set;
  expect(await mine(again)).toMatchObject({
    preferences: { layout: { panels: ['alarms', 'map'] }, theme: 'night' },
  });
  expect((await mine('')).error?.code).toBe('sign-in');
});

it('are an object of at most 64 KiB, whatever it weighs in characters, and stay as they were where refused', async () => {
  test = await startTestHub();
  await keep('', { kept: true });
  expect((await keep('', { layout: 'x'.repeat(65_000) })).error).toBeUndefined();
  expect((await keep('', { layout: '宽'.repeat(22_000) })).error?.code).toBe('preferences-large');
  for (const wrong of [[], 'text', null, 5])
    expect((await keep('', wrong)).error?.code).toBe('invalid-request');
  const { preferences } = await mine('');
  expect(preferences).toEqual({ layout: 'x'.repeat(65_000) });
});
