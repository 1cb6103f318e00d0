/** What was imported never changes: under its content key it is kept for ever, without one it is not sent twice. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sumsOf } from '#hub/models/cacheParts.ts';
import { IMPORTER_VERSION } from '#hub/models/cacheWriter.ts';
import { startTestHub, type TestHub } from '../testHub.ts';

let hub: TestHub;
beforeAll(async () => {
  const rendererDir = mkdtempSync(join(tmpdir(), 'linli-page-'));
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html>');
  hub = await startTestHub({ rendererDir });
  const entries = join(hub.dataDir, 'models', 'entries');
  const cached = join(hub.dataDir, 'models', 'cache', 'abc');
  mkdirSync(entries, { recursive: true });
  mkdirSync(cached, { recursive: true });
  const entry = { version: 1, id: 'house', name: 'House', compound: 'test', contentKey: 'abc' };
  writeFileSync(join(entries, 'house.json'), JSON.stringify(entry));
  const manifest = { contentKey: 'abc', chunks: [{}], importerVersion: IMPORTER_VERSION };
  const files = {
    'manifest.json': Buffer.from(JSON.stringify(manifest)),
    'elements.json.gz': gzipSync('{}'),
    'chunk-0.bin': Buffer.from('bytes'),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(cached, name), bytes);
  writeFileSync(join(cached, 'sums.json'), JSON.stringify(sumsOf(files)));
});
afterAll(() => hub.stop());

const ask = (path: string, headers: Record<string, string> = {}) => fetch(hub.hub.url + path, { headers });

test.each(['chunks/0', 'elements'])('%s under the content key is kept for ever', async (part) => {
  const kept = await ask(`/api/models/house/${part}?v=abc`);
  expect(kept.status).toBe(200);
  expect(kept.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
});

test('a key of other content, or none, is asked about again and answered with nothing new', async () => {
  for (const query of ['', '?v=other']) {
    const asked = await ask(`/api/models/house/chunks/0${query}`);
    expect(asked.headers.get('cache-control')).toBe('private, no-cache');
    expect(await asked.text()).toBe('bytes');
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
