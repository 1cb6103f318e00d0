/** The hub's two files beside each other: whether they belong together, what is said when they refuse, when both have kept. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { failure, fault, type Result, success } from '#shared/protocol/result.ts';
import type { Alerts } from './alerts.ts';
import type { History } from './history/index.ts';
import type { Records } from './records/index.ts';

/** SQLite's first page; a file of one page or less holds nothing. */
const emptyBytes = 4096;

/**
 * Readings name their points by numbers that `linli.db` gave. Without it they would be given anew, to other points, so
 * a full history beside a missing or empty `linli.db` is no start.
 */
export function checkStores(dataDir: string): Result<{ readonly records: string; readonly history: string }> {
  const [records, history] = ['linli.db', 'history.db'].map((name) => join(dataDir, name)) as [
    string,
    string,
  ];
  const holds = (path: string) => {
    if (!existsSync(path)) return false;
    const log = `${path}-wal`;
    return statSync(path).size > emptyBytes || (existsSync(log) && statSync(log).size > emptyBytes);
  };
  if (holds(history) && !holds(records)) return failure('database-missing', { path: records });
  if (holds(records) && !holds(history))
    process.stdout.write(`${history} is missing or empty: a new history begins.\n`);
  return success({ records, history });
}

/** Standing alerts of the commit loop. They end by themselves. */
export function recordFaults(alerts: Alerts) {
  return {
    onRefused: (reason: string) =>
      alerts.raise({
        id: 'records',
        severity: 'error',
        ...fault('records-refused', { reason }),
      }),
    onWell: () => alerts.clear('records'),
    onFaulty(reason: string) {
      process.stderr.write(`records: a row cannot be written: ${reason}\n`);
      alerts.raise({
        id: 'records-faulty',
        severity: 'error',
        code: 'records-faulty',
      });
    },
  };
}

/** `kept` when records and readings written so far are both on disk; `lost` where memory could not hold readings so long. */
export function whenBoth(records: Records, history: History) {
  return (kept: () => void, lost: () => void): void => {
    let left = 2;
    const one = () => {
      if (--left === 0) kept();
    };
    records.settled((stored) => stored && one());
    history.whenKept(one, lost);
  };
}

export function hubIdOf(records: Records): string {
  return records.db.prepare<[], string>("SELECT value FROM facts WHERE name = 'hub'").pluck().get() ?? 'hub';
}
