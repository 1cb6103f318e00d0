/** Bookmarks over HTTP: kept for everybody in order of their time, written anew, removed, audited, bounded. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mostBookmarks, type Bookmark, type BookmarkDraft } from '#shared/protocol/bookmark.ts';
import { startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
beforeEach(async () => {
  test = await startTestHub();
});
afterEach(() => test.stop());

const draft: BookmarkDraft = { name: '试水', note: '末端', kind: 'drill', fromMs: 2000, toMs: 9000 };
const ask = async <T>(method: string, path: string, body?: unknown) => {
  const answer = await fetch(test.hub.url + path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { status: answer.status, ...((await answer.json()) as T) };
};
const list = async () =>
  (await ask<{ bookmarks: Bookmark[] }>('GET', '/api/compounds/test/bookmarks')).bookmarks;
const add = (given: unknown = draft) =>
  ask<{ ok: boolean; bookmark: Bookmark; error: { code: string } }>(
    'POST',
    '/api/compounds/test/bookmarks',
    given,
  );

it('one is added, listed by its time, written anew, there after a restart, and removed', async () => {
  const { bookmark } = await add();
  const { bookmark: earlier } = await add({ ...draft, name: '先', kind: 'remark', fromMs: 1000, toMs: 1000 });
  expect(await list()).toEqual([earlier, bookmark]);
  const changed = { ...draft, name: '试水二', toMs: 12_000 };
  expect(await ask('PUT', `/api/bookmarks/${bookmark.id}`, changed)).toMatchObject({
    bookmark: { id: bookmark.id, ...changed },
  });
  await test.restart();
  expect((await list()).map(({ name }) => name)).toEqual(['先', '试水二']);
  expect((await ask('DELETE', `/api/bookmarks/${bookmark.id}`)).status).toBe(200);
  expect(await list()).toEqual([earlier]);
  expect((await ask('DELETE', `/api/bookmarks/${bookmark.id}`)).status).toBe(404);
  expect((await ask('PUT', `/api/bookmarks/${bookmark.id}`, draft)).status).toBe(404);
});

it('each deed is in the audit log', async () => {
  const { bookmark } = await add();
  await ask('PUT', `/api/bookmarks/${bookmark.id}`, { ...draft, name: 'b' });
  await ask('DELETE', `/api/bookmarks/${bookmark.id}`);
  const { entries } = await ask<{ entries: { verb: string; target: string; note: string }[] }>(
    'GET',
    '/api/audit',
  );
  const told = entries.filter(({ target }) => target === bookmark.id).map(({ verb, note }) => [verb, note]);
  expect(told.toSorted()).toEqual([
    ['bookmark-add', '试水'],
    ['bookmark-edit', 'b'],
    ['bookmark-remove', 'b'],
  ]);
});

it.each([
  ['no name', { ...draft, name: ' ' }],
  ['no kind that is known', { ...draft, kind: 'other' }],
  ['an end before its beginning', { ...draft, toMs: 1999 }],
  ['no instant', { ...draft, fromMs: -1 }],
])('with %s it is refused', async (_name, wrong) => {
  expect((await add(wrong)).ok).toBe(false);
  expect(await list()).toEqual([]);
});

it('there is an end to how many a compound keeps', async () => {
  for (let i = 0; i < mostBookmarks; i += 50)
    await Promise.all(Array.from({ length: 50 }, (_, n) => add({ ...draft, name: String(i + n) })));
  expect((await add()).error.code).toBe('bookmarks-full');
});
