import { expect, test } from 'vitest';
import { playwrightCounts, vitestCounts } from './testReports.ts';

const file = (name: string, status: string, message: string, assertionResults: readonly object[]) => ({
  name,
  status,
  message,
  assertionResults,
});

test('each failed test is named by its file, and a file that could not be loaded by itself', () => {
  const counts = vitestCounts(
    {
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        file('/house/shared/a.test.ts', 'failed', '', [
          { fullName: 'adds', status: 'passed' },
          { fullName: 'divides', status: 'failed', failureMessages: ['expected 1 to be 2'] },
        ]),
        file('/house/shared/b.test.ts', 'failed', 'no such module', []),
      ],
    } as Parameters<typeof vitestCounts>[0],
    '/house/',
  );
  expect(counts).toEqual({
    passed: 1,
    failed: 2,
    skipped: 3,
    failures: [
      { test: 'shared/a.test.ts › divides', message: 'expected 1 to be 2' },
      { test: 'shared/b.test.ts', message: 'no such module' },
    ],
  });
});

test('a journey that failed, in whatever group, is named; so is what failed outside of any', () => {
  const spec = (title: string, ok: boolean, message?: string) => ({
    title,
    file: 'journeys/fire.spec.ts',
    ok,
    tests: [{ results: [{ errors: message === undefined ? [] : [{ message }] }] }],
  });
  const counts = playwrightCounts({
    stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 },
    suites: [
      { specs: [spec('burns', true)], suites: [{ specs: [spec('is told', false, 'no list was seen')] }] },
    ],
    errors: [{ message: 'the browser is gone' }],
  });
  expect(counts).toEqual({
    passed: 1,
    failed: 2,
    skipped: 0,
    failures: [
      { test: 'journeys/fire.spec.ts › is told', message: 'no list was seen' },
      { test: 'outside of a journey', message: 'the browser is gone' },
    ],
  });
});
