import { afterEach, expect, it } from 'vitest';
import { startTestHub, type TestHub } from '../testHub.ts';
import { languageOf } from './spoken.ts';

let test: TestHub;
afterEach(() => test?.stop());

it.each([
  [undefined, 'zh'],
  ['', 'zh'],
  ['*', 'zh'],
  ['en', 'en'],
  ['en-GB,en;q=0.9,zh-CN;q=0.8', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en;q=0.3, zh;q=0.7', 'zh'],
  ['de,fr;q=0.9,EN-us;q=0.2', 'en'],
  ['de', 'zh'],
  ['en;q=x,;;,', 'zh'],
])('%j asks for %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

it('a fault has its code and parameters for programs, and words in the language asked for', async () => {
  test = await startTestHub();
  const ask = async (path: string, language?: string) =>
    (
      await fetch(test.hub.url + path, { headers: language ? { 'accept-language': language } : {} })
    ).json() as Promise<unknown>;
  const code = { code: 'no-compound', params: { compound: 'nowhere' } };
  expect(await ask('/api/compounds/nowhere/state')).toEqual({
    ok: false,
    error: { ...code, message: '没有小区 nowhere', tip: '' },
  });
  expect(await ask('/api/compounds/nowhere/state', 'en')).toEqual({
    ok: false,
    error: { ...code, message: 'There is no compound nowhere', tip: '' },
  });
  // Refused before any route is found.
  expect(await ask('/%', 'en')).toMatchObject({
    error: { code: 'bad-request', message: expect.stringContaining('The request is wrong') },
  });
  expect(await ask('/api/nothing', 'en')).toMatchObject({
    error: { code: 'not-found', message: 'Nothing at /api/nothing', tip: 'See /api/openapi.json' },
  });
});

it('what was rejected is said in words too', async () => {
  test = await startTestHub();
  await test.client.publishAsync('linli/v1/test/lift/ghost/state', '{"t":1,"v":{}}', { qos: 1 });
  const answer = await fetch(`${test.hub.url}/api/rejections`, { headers: { 'accept-language': 'en' } });
  expect(await answer.json()).toMatchObject({
    recent: [{ code: 'unknown-device', message: 'No description of this device was received' }],
  });
});
