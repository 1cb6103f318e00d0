import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Each hub under test starts threads that load TypeScript; compiled once, they start in half the time.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled');

export default defineConfig({
  test: {
    include: [
      '{main,renderer,shared,models,bench}/**/*.test.ts',
      'e2e/{architecture,contracts,packed}/**/*.test.ts',
    ],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
    // Modules are loaded once for each process, not for each file; no test relies on one that was loaded afresh.
    isolate: false,
    // Tests of a hub wait more than they reckon: more than there are cores.
    maxWorkers: 4,
  },
});
