/** What was imported never changes: under its content key it is kept for ever, without one it is not sent twice. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type TestHub } from '../testHub.ts';
import { importTestModels } from '../testModels.ts';

let hub: TestHub;
let key = '';
beforeAll(async () => {
  const rendererDir = mkdtempSync(join(tmpdir(), 'linli-page-'));
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html>');
  hub = await startTestHub({ rendererDir });
  [key = ''] = await importTestModels(hub.dataDir, [{ id: 'house', name: 'House', compound: 'test' }]);
});
afterAll(() => hub.stop());

const ask = (path: string, headers: Record<string, string> = {}) => fetch(hub.hub.url + path, { headers });

test.each(['chunks/0', 'elements', 'property-columns'])(
  '%s under the content key is kept for ever',
  async (part) => {
    const kept = await ask(`/api/models/house/${part}?v=${key}`);
    expect(kept.status).toBe(200);
    expect(kept.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  },
);

test('a key of other content, or none, is asked about again and answered with nothing new', async () => {
  for (const query of ['', '?v=other']) {
    const asked = await ask(`/api/models/house/chunks/0${query}`);
    expect(asked.headers.get('cache-control')).toBe('private, no-cache');
    expect((await asked.arrayBuffer()).byteLength).toBeGreaterThan(100);
    const again = await ask(`/api/models/house/chunks/0${query}`, {
      'if-none-match': asked.headers.get('etag') ?? '',
    });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  }
});

test('the page names what its screen asks for first, so that it comes with the page', async () => {
  const links = (await ask('/')).headers.get('link') ?? '';
  for (const path of ['/api/compounds/test/plan', '/api/models']) {
    expect(links).toContain(`<${path}>; rel=preload; as=fetch; crossorigin`);
    expect((await ask(path)).status).toBe(200);
  }
});
