/**
 * `npm test`: type check, lint, unit tests (import boundaries among them), build, what is packed, browser journeys. Ends with
 * the names of all that failed and a line that counts everything: where only the end of a log is kept, that tells what to
 * mend. `npm run test:e2e` runs the journeys alone. Exit status 1 when anything failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from './browser.ts';
import {
  playwrightCounts,
  vitestCounts,
  type Counts,
  type Failure,
  type VitestReport,
} from './testReports.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'linli-test-'));
const onlyJourneys = process.argv[2] === 'e2e';
const total = { passed: 0, failed: 0, skipped: 0 };
const failures: Failure[] = [];
/** Lines of a failure's message that are told again at the end. */
const toldLines = 12;

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
  else fail(title, 'see above');
}

function fail(test: string, message: string): void {
  total.failed++;
  failures.push({ test, message });
}

/** Adds a suite's own counts; a suite that left no report, or failed without a failed test, counts as one failure. */
function count<Report>(title: string, path: string, ok: boolean, read: (report: Report) => Counts): void {
  let found: Counts;
  try {
    found = read(JSON.parse(readFileSync(path, 'utf8')) as Report);
  } catch {
    fail(title, 'left no report');
    return;
  }
  total.passed += found.passed;
  total.skipped += found.skipped;
  total.failed += found.failed;
  failures.push(...found.failures);
  if (!ok && found.failed === 0) fail(title, 'failed outside of any test');
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
  count(title, report, ok, (found: VitestReport) => vitestCounts(found, root));
}

if (!onlyJourneys) {
  check('types', 'tsc', ['--noEmit']);
  check('lint', 'oxlint', ['--deny-warnings']);
  check('unused code', 'knip', ['--no-progress']);
  unit('unit tests', 'unit', ['--project', '!packed']);
}

const built = step('build', process.execPath, ['main/setup/build.ts']);
if (!built) fail('build', 'see above');
if (built && !onlyJourneys) unit('packing', 'packed', ['--project', 'packed']);

const browser = await ensureBrowser();
if (browser === null) {
  process.stderr.write(
    'No browser could be installed; the journeys cannot run. Install Chromium or set LINLI_CHROMIUM.\n',
  );
  fail('browser journeys', 'no browser');
} else if (built) {
  const report = join(out, 'e2e.json');
  const ok = step('browser journeys', 'playwright', ['test', '--reporter=list,json'], {
    LINLI_CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  count('browser journeys', report, ok, playwrightCounts);
}

rmSync(out, { recursive: true, force: true });
for (const { test, message } of failures) {
  const lines = message.trim().split('\n').slice(0, toldLines);
  process.stdout.write(`\nFAILED ${test}\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
