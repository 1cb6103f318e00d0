import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{main,renderer,shared,models,bench}/**/*.test.ts',
      'e2e/{architecture,contracts}/**/*.test.ts',
    ],
    testTimeout: 30_000,
    pool: 'forks',
  },
});
