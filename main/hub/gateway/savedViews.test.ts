/** Saved views over HTTP: kept for everybody, named by their files' ids, audited, bounded. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SavedView, SavedViewDraft, SavedViewSummary } from '#shared/protocol/savedView.ts';
import { startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
beforeEach(async () => {
  test = await startTestHub();
});
afterEach(() => test.stop());

const draft: SavedViewDraft = {
  name: '三层管线',
  pose: { eyeEnu: [10, 20, 30], targetEnu: [0, 0, 3] },
  hidden: [{ modelId: 'm', ids: ['2O2Fr$t4X7Zf8NOew3FLOH'] }],
  isolated: null,
  ghosted: [],
  colors: [{ rgb: [1, 2, 3], elements: [{ modelId: 'm', ids: ['a', 'b'] }] }],
  section: { kind: 'planes', planes: [{ normalEnu: [0, 0, 1], offsetM: 7.2 }] },
  thumbnail: 'data:image/jpeg;base64,/9j/4AAQ',
};
const ask = async <T>(method: string, path: string, body?: unknown) => {
  const answer = await fetch(test.hub.url + path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { status: answer.status, ...((await answer.json()) as T) };
};
const list = () =>
  ask<{ views: readonly SavedViewSummary[] }>('GET', '/api/compounds/test/saved-views').then(
    ({ views }) => views,
  );
const keep = (given: unknown = draft) =>
  ask<{ ok: boolean; view: SavedViewSummary }>('POST', '/api/compounds/test/saved-views', given);

it('a view is kept, listed with its picture, brought back whole and deleted', async () => {
  const { view } = await keep();
  expect(await list()).toEqual([view]);
  expect(view).toMatchObject({ name: '三层管线', compound: 'test', thumbnail: draft.thumbnail });
  const back = await ask<{ view: SavedView }>('GET', `/api/saved-views/${view.id}`);
  expect(back.view).toMatchObject(draft);
  expect((await ask('DELETE', `/api/saved-views/${view.id}`)).status).toBe(200);
  expect(await list()).toEqual([]);
  expect((await ask('DELETE', `/api/saved-views/${view.id}`)).status).toBe(404);
});

it('keeping and deleting are in the audit log', async () => {
  const { view } = await keep();
  await ask('DELETE', `/api/saved-views/${view.id}`);
  const { entries } = await ask<{ entries: { verb: string; target: string; note: string }[] }>(
    'GET',
    '/api/audit',
  );
  expect(
    entries
      .filter(({ target }) => target === view.id)
      .map(({ verb, note }) => [verb, note])
      .toSorted(),
  ).toEqual([
    ['view-delete', '三层管线'],
    ['view-save', '三层管线'],
  ]);
});

it('what is no view, and a picture that is none, are refused', async () => {
  for (const wrong of [
    { ...draft, name: '' },
    { ...draft, thumbnail: 'data:text/html;base64,AAAA' },
    { ...draft, thumbnail: `data:image/jpeg;base64,${'A'.repeat(50_000)}` },
    { ...draft, pose: { eyeEnu: [0, 0], targetEnu: [0, 0, 0] } },
    { ...draft, section: { kind: 'planes', planes: [] } },
  ])
    expect((await keep(wrong)).status).toBe(400);
  expect(await list()).toEqual([]);
});

it('there is an end to how many a compound keeps', async () => {
  for (let i = 0; i < 60; i++) expect((await keep({ ...draft, name: `${i}` })).ok).toBe(true);
  expect((await keep()).ok).toBe(false);
  expect((await list()).map(({ name }) => name).slice(0, 3)).toEqual(['0', '1', '2']);
});
