/** Bundled as the packed hub is, Sparkplug's 64-bit numbers are still what they are: the library finds its own helper no more. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

it('whole numbers below zero and beyond 32 bits come out of a bundle as they went in', async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'linli-bundle-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      rollupOptions: {
        input: { payload: join(root, 'main/hub/ingest/dialects/sparkplug/payload.ts') },
        output: { format: 'esm', entryFileNames: '[name].mjs' },
      },
    },
    ssr: { target: 'node', noExternal: true },
  });
  const bundled: unknown = await import(/* @vite-ignore */ pathToFileURL(join(outDir, 'payload.mjs')).href);
  const { decodePayload, encodeMetrics } =
    bundled as typeof import('#hub/ingest/dialects/sparkplug/payload.ts');
  const values = { 'below zero': -5, long: 9_007_199_254_740, least: -9_007_199_254_740 };
  const metrics = Object.entries(values).map(([name, value]) => ({
    name,
    alias: null,
    type: 'Int64' as const,
    value,
  }));
  const found = decodePayload(encodeMetrics(metrics, 1));
  expect(found.ok && Object.fromEntries(found.value.metrics.map(({ name, value }) => [name, value]))).toEqual(
    values,
  );
  rmSync(outDir, { recursive: true });
});
