/** Bundles the desktop shell into one CommonJS file; Electron and Node stay outside. Tens of milliseconds. */
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
}
