/**
 * Runs before everything else, on whatever Node the machine has (plain JavaScript for that reason): installs the
 * packages of the lock file when they are missing or another lock file's. Instant when nothing is to do.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const stamp = `${root}node_modules/.linli-installed`;

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Linli needs Node 20.19 or newer to start; this is ${process.versions.node}.`);
}

const wanted = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  process.stdout.write('Installing packages (once, about a minute) …\n');
  const started = Date.now();
  const npm = process.env['npm_execpath'];
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const run = spawnSync(command, [...args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: !npm && process.platform === 'win32',
  });
  if (run.status !== 0)
    fail(
      'Installing the packages failed; the messages above say why. Check the network and the npm registry, then try again.',
    );
  // `npm start` replaces its shell (decision 5); cmd has no such word, so it gets one that passes its arguments on.
  if (process.platform === 'win32') writeFileSync(`${root}node_modules/.bin/exec.cmd`, '@%*\r\n');
  writeFileSync(stamp, wanted);
  process.stdout.write(`Packages installed in ${((Date.now() - started) / 1000).toFixed(0)} s.\n`);
}

// A shell remembers where it found `node` first, so the project's own Node is named by its path.
if (process.argv.includes('--build')) {
  const own = `${root}node_modules/.bin/node${process.platform === 'win32' ? '.cmd' : ''}`;
  const run = spawnSync(own, [`${root}main/setup/build.ts`], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (run.status !== 0) fail('Building the screen failed; the messages above say why.');
}
