/**
 * `npm test`: type check, lint, unit tests (import boundaries among them), build, what is packed, browser journeys; the last
 * line counts everything. `npm run test:e2e` runs the journeys alone. Exit status 1 when anything failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from './browser.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'linli-test-'));
const onlyJourneys = process.argv[2] === 'e2e';
const total = { passed: 0, failed: 0, skipped: 0 };

function step(
  title: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): boolean {
  process.stdout.write(`\n── ${title}\n`);
  const started = performance.now();
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  process.stdout.write(
    `── ${title}: ${status === 0 ? 'ok' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
  );
  return status === 0;
}

function check(title: string, command: string, args: readonly string[]): void {
  if (step(title, command, args)) total.passed++;
  else total.failed++;
}

/** Adds a suite's own counts; a suite that left no report counts as one failure. */
function count(
  path: string,
  ok: boolean,
  read: (report: never) => { passed: number; failed: number; skipped: number },
): void {
  try {
    const found = read(JSON.parse(readFileSync(path, 'utf8')) as never);
    total.passed += found.passed;
    total.skipped += found.skipped;
    total.failed += ok ? found.failed : Math.max(1, found.failed);
  } catch {
    total.failed++;
  }
}

/** Runs vitest and adds its counts. */
function unit(title: string, name: string, args: readonly string[]): void {
  const report = join(out, `${name}.json`);
  const ok = step(title, 'vitest', [
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  count(
    report,
    ok,
    (found: {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      numTodoTests: number;
    }) => ({
      passed: found.numPassedTests,
      failed: found.numFailedTests,
      skipped: found.numPendingTests + found.numTodoTests,
    }),
  );
}

if (!onlyJourneys) {
  check('types', 'tsc', ['--noEmit']);
  check('lint', 'oxlint', ['--deny-warnings']);
  check('unused code', 'knip', ['--no-progress']);
  unit('unit tests', 'unit', ['--project', '!packed']);
}

const built = step('build', process.execPath, ['main/setup/build.ts']);
if (!built) total.failed++;
if (built && !onlyJourneys) unit('packing', 'packed', ['--project', 'packed']);

const browser = await ensureBrowser();
if (browser === null) {
  process.stderr.write(
    'No browser could be installed; the journeys cannot run. Install Chromium or set LINLI_CHROMIUM.\n',
  );
  total.failed++;
} else if (built) {
  const report = join(out, 'e2e.json');
  const ok = step('browser journeys', 'playwright', ['test', '--reporter=list,json'], {
    LINLI_CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  count(
    report,
    ok,
    (found: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }) => ({
      passed: found.stats.expected,
      failed: found.stats.unexpected + found.stats.flaky,
      skipped: found.stats.skipped,
    }),
  );
}

rmSync(out, { recursive: true, force: true });
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
