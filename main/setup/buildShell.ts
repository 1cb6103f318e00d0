/**
 * Bundles the desktop shell into one CommonJS file; Electron and Node stay outside. Tens of milliseconds. What is packaged
 * is this folder, so it has a package.json of its own, without dependencies.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

export async function buildShell(root: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(root, 'main', 'index.ts'),
      outDir: join(root, 'dist', 'electron'),
      emptyOutDir: true,
      target: 'node18',
      rollupOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'index.cjs' } },
    },
    ssr: { target: 'node', noExternal: true, external: ['electron'] },
  });
  const { name, productName, version, description, license } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<string, string>;
  writeFileSync(
    join(root, 'dist', 'electron', 'package.json'),
    JSON.stringify({ name, productName, version, description, license, main: 'index.cjs' }),
  );
}
