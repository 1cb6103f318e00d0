/** Builds the screen when its sources changed since the last build; otherwise does nothing, in milliseconds. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const stamp = join(root, 'dist', 'renderer', '.built');

function sourceHash(): string {
  const hash = createHash('sha256');
  const files = globSync(['renderer/**/*', 'shared/**/*', 'assets/**/*.{css,svg,png}', 'vite.config.ts', 'package-lock.json'], {
    cwd: root,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

const wanted = sourceHash();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  process.stdout.write('Building the screen …\n');
  const started = performance.now();
  const { build } = await import('vite');
  await build({ root: join(root, 'renderer'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  writeFileSync(stamp, wanted);
  process.stdout.write(`Screen built in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
}
