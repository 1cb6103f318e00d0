/** Reads the reports that test runners leave: how many tests passed, and for each that failed its place and its message. */

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  /** File and full name of the test. */
  readonly test: string;
  readonly message: string;
}

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/** The part of Playwright's JSON report that is read here. */
export interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly suites: readonly PlaywrightSuite[];
  /** What failed outside of any test. */
  readonly errors: readonly { readonly message?: string }[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly ok: boolean;
    readonly tests: readonly {
      readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[];
    }[];
  }[];
}

export function vitestCounts(report: VitestReport, root: string): Counts {
  const failures = report.testResults.flatMap((file) => {
    const path = file.name.replace(root, '');
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    // A file that could not be loaded, or whose set-up threw, fails without any test of its own.
    if (failed.length === 0 && file.status === 'failed') return [{ test: path, message: file.message }];
    return failed.map((test) => ({
      test: `${path} › ${test.fullName}`,
      message: (test.failureMessages ?? []).join('\n'),
    }));
  });
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, failures.length),
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

export function playwrightCounts(report: PlaywrightReport): Counts {
  const ofSuite = (suite: PlaywrightSuite): Failure[] => [
    ...suite.specs
      .filter((spec) => !spec.ok)
      .map((spec) => ({
        test: `${spec.file} › ${spec.title}`,
        message: spec.tests
          .flatMap((test) => test.results.flatMap((result) => result.errors.map((error) => error.message)))
          .join('\n'),
      })),
    ...(suite.suites ?? []).flatMap(ofSuite),
  ];
  const outside = report.errors.map((error) => ({
    test: 'outside of a journey',
    message: error.message ?? '',
  }));
  const failures = [...report.suites.flatMap(ofSuite), ...outside];
  return {
    passed: report.stats.expected,
    failed: Math.max(report.stats.unexpected + report.stats.flaky, failures.length),
    skipped: report.stats.skipped,
    failures,
  };
}
