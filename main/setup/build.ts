/** Builds the screen, the desktop shell and the verifier of evidence when their sources changed; otherwise does nothing, in milliseconds. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

function hashOf(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...patterns, 'package-lock.json'], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

async function buildIfChanged(
  what: string,
  folder: string,
  sources: readonly string[],
  build: () => Promise<unknown>,
): Promise<void> {
  const stamp = join(root, 'dist', folder, '.built');
  const wanted = hashOf(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stdout.write(`Building the ${what} …\n`);
  const started = performance.now();
  await build();
  writeFileSync(stamp, wanted);
  process.stdout.write(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
}

await buildIfChanged(
  'screen',
  'renderer',
  ['renderer/**/*', 'shared/**/*', 'assets/**/*.{css,svg,png}', 'vite.config.ts', 'main/setup/globeFiles.ts'],
  async () => {
    const { build } = await import('vite');
    await build({ root: join(root, 'renderer'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  },
);
await buildIfChanged(
  'desktop shell',
  'electron',
  ['package.json', 'main/index.ts', 'main/electron/*.ts', 'main/setup/buildShell.ts', 'shared/**/*.ts'],
  async () => {
    const { buildShell } = await import('./buildShell.ts');
    await buildShell(root);
  },
);
await buildIfChanged(
  'verifier of evidence',
  'verify',
  [
    'main/verify/*.ts',
    'main/hub/evidence/signature.ts',
    'main/setup/buildVerifier.ts',
    'shared/{evidence,incidents,physics,protocol,compounds}/**/*.ts',
  ],
  async () => {
    const { buildVerifier } = await import('./buildVerifier.ts');
    await buildVerifier(root);
  },
);
