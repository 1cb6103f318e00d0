/** The screens' files: what is packed is served as what it is, and nothing outside their folder is served at all. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bareGlobe } from '#shared/protocol/globe.ts';
import { startTestHub, type TestHub } from '../testHub.ts';

const rendererDir = mkdtempSync(join(tmpdir(), 'linli-page-'));
let test: TestHub;
beforeAll(async () => {
  for (const page of ['index', 'district'])
    writeFileSync(join(rendererDir, `${page}.html`), `<p>${page}</p>`);
  mkdirSync(join(rendererDir, 'assets'));
  writeFileSync(join(rendererDir, 'assets', 'globe-1.js.gz'), gzipSync('let earth;'));
  writeFileSync(join(rendererDir, 'assets', 'page-1.js'), 'let page;');
  test = await startTestHub({ rendererDir });
});
afterAll(async () => {
  await test.stop();
  rmSync(rendererDir, { recursive: true, force: true });
});

const ask = (path: string) => fetch(test.hub.url + path);

it('a file that lies there packed is a script like any other, kept for ever', async () => {
  const packed = await ask('/assets/globe-1.js');
  expect(packed.status).toBe(200);
  expect(packed.headers.get('content-type')).toContain('javascript');
  expect(packed.headers.get('content-encoding')).toBe('gzip');
  expect(packed.headers.get('cache-control')).toContain('immutable');
  expect(await packed.text()).toBe('let earth;');
  const plain = await ask('/assets/page-1.js');
  expect([plain.status, plain.headers.get('content-encoding'), await plain.text()]).toEqual([
    200,
    null,
    'let page;',
  ]);
  expect((await ask('/assets/none-1.js')).status).toBe(404);
});

it('the page of the district is served, and the first page names the plan that its address asks for', async () => {
  expect(await (await ask('/district')).text()).toBe('<p>district</p>');
  const linkOf = async (path: string) => (await ask(path)).headers.get('link');
  expect(await linkOf('/')).toContain('/api/compounds/test/plan');
  expect(await linkOf('/?compound=other')).toContain('/api/compounds/other/plan');
  for (const odd of ['a%22b', '..%2Fx', 'a&compound=b', ''])
    expect(await linkOf(`/?compound=${odd}`)).toContain('/api/compounds/');
  expect(await linkOf('/?compound=a%3E%3B%20rel%3Dx')).toContain('/api/compounds/test/plan');
});

it('only the page of the globe may ask hosts beside the hub, and only those that are configured', async () => {
  const policyOf = async (url: string) => (await fetch(url)).headers.get('content-security-policy') ?? '';
  const bare = await policyOf(`${test.hub.url}/district`);
  expect(bare).toBe(await policyOf(`${test.hub.url}/`));
  expect(bare).not.toMatch(/https?:/);
  const globe = { ...bareGlobe, imagery: 'https://tiles.example/{z}/{x}/{y}.png' };
  const open = await startTestHub({ rendererDir, globe });
  try {
    const policy = await policyOf(`${open.hub.url}/district`);
    for (const directive of ['connect-src', 'img-src'])
      expect(policy).toMatch(new RegExp(`${directive} [^;]*https://tiles\\.example(?:;|$)`));
    expect(policy.replaceAll(' https://tiles.example', '')).toBe(bare);
    expect(await policyOf(`${open.hub.url}/`)).toBe(bare);
    expect(await open.get('/api/globe')).toEqual({ ok: true, sources: globe });
  } finally {
    await open.stop();
  }
});
