/** The screen's own copy of a model's elements answers as the hub does, and no longer once the model was made again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type TestHub } from '#hub/testHub.ts';
import { importTestModels } from '#hub/testModels.ts';
import type { ElementDetail, FoundElement, ModelManifest } from '#shared/protocol/model.ts';
import { createModelBooks } from '#state/modelBooks.ts';

let hub: TestHub;
let model: ModelManifest;
const ask = async <T>(path: string): Promise<T> => (await fetch(hub.hub.url + path)).json() as Promise<T>;

beforeAll(async () => {
  hub = await startTestHub();
  await importTestModels(hub.dataDir, [{ id: 'house', name: 'House', compound: 'test' }]);
  const { models } = await ask<{ models: ModelManifest[] }>('/api/models');
  const [only] = models;
  if (!only) throw new Error('nothing was imported');
  model = only;
});
afterAll(() => hub.stop());

test('nothing is held before it is opened; then every element and every search is the hub’s own', async () => {
  const books = createModelBooks(`${hub.hub.url}/api/models`);
  expect(books.detail(model, 0)).toBeNull();
  expect(books.search([model], 'a', 8)).toBeNull();
  expect(await books.open([model])).toBe(true);
  for (let index = 0; index < model.counts.elements; index++) {
    const { element } = await ask<{ element: ElementDetail }>(`/api/models/house/elements/${index}`);
    expect(books.detail(model, index)).toEqual(element);
  }
  expect(books.detail(model, 1000)).toBeNull();
  for (const wanted of ['wall', 'Ifc', '2', 'no such thing']) {
    const { elements } = await ask<{ elements: FoundElement[] }>(`/api/models/elements?q=${wanted}&limit=5`);
    expect(await books.search([model], wanted, 5)).toEqual(elements);
  }
});

test('another content, a hub that is away, and a model too large to hold are left to the hub', async () => {
  const books = createModelBooks(`${hub.hub.url}/api/models`);
  expect(await books.open([model])).toBe(true);
  expect(books.detail({ ...model, contentKey: 'made again' }, 0)).toBeNull();
  expect(books.search([{ ...model, contentKey: 'made again' }], 'a', 8)).toBeNull();
  expect(await createModelBooks('http://127.0.0.1:9/api/models').open([model])).toBe(false);
  const huge = { ...model, counts: { ...model.counts, elements: 100_001 } };
  expect(await createModelBooks(`${hub.hub.url}/api/models`).open([huge])).toBe(false);
});
