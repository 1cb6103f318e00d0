import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Each hub under test starts threads that load TypeScript; compiled once, they start in half the time.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled');

const beside = '{main,renderer,shared,models,bench}/**/*.test.ts';
/** Tests that start a whole hub, by what they import: most of the time that all take. */
const withHub = globSync(beside, { cwd: import.meta.dirname }).filter((path) =>
  /\/testHub\.ts'/.test(readFileSync(join(import.meta.dirname, path), 'utf8')),
);

export default defineConfig({
  test: {
    // Against what never ends, not against what is slow: a busy machine takes several times as long as a calm one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    // Modules are loaded once for each process, not for each file; no test relies on one that was loaded afresh.
    isolate: false,
    // Tests of a hub wait more than they reckon: more than there are cores.
    maxWorkers: 4,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: [beside, 'e2e/architecture/**/*.test.ts'], exclude: withHub },
      },
      { extends: true, test: { name: 'hub', include: withHub } },
      { extends: true, test: { name: 'contracts', include: ['e2e/contracts/**/*.test.ts'] } },
      { extends: true, test: { name: 'packed', include: ['e2e/packed/**/*.test.ts'] } },
    ],
  },
});
