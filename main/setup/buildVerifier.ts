/** Bundles the verifier of evidence packages into one file that any Node from 20 on runs, with nothing beside it. */
import { join } from 'node:path';
import { build } from 'vite';
import { VERIFIER } from '#shared/evidence/manifest.ts';

export async function buildVerifier(root: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(root, 'main', 'verify', 'linliVerify.ts'),
      outDir: join(root, 'dist', 'verify'),
      emptyOutDir: true,
      target: 'node20',
      license: { fileName: 'licenses.md' },
      rollupOptions: { output: { format: 'esm', entryFileNames: VERIFIER, codeSplitting: false } },
    },
    ssr: { target: 'node', noExternal: true },
  });
}
