/** What history cannot do for now, as alerts on the screen. */
import type { Alert } from '#shared/protocol/records.ts';
import { fault } from '#shared/protocol/result.ts';
import type { HistoryFault } from './history/index.ts';

export const historyAlertId = (kind: HistoryFault['kind']): string =>
  kind === 'commit' ? 'history' : `history-${kind}`;

export function historyAlert(told: HistoryFault): Omit<Alert, 'sinceMs'> {
  const id = historyAlertId(told.kind);
  switch (told.kind) {
    case 'commit':
      return { id, severity: 'error', ...fault('history-commit', { reason: told.message }) };
    case 'lost':
      return { id, severity: 'error', ...fault('history-lost', { readings: told.readings }) };
    case 'damaged':
      return {
        id: `${id}:${told.compound}`,
        severity: 'error',
        compound: told.compound,
        ...fault('history-damaged', { count: told.rows, first: new Date(told.firstMs).toISOString() }),
      };
    case 'upkeep':
      return { id, severity: 'error', ...fault('history-upkeep', { reason: told.message }) };
    case 'thread':
      return { id, severity: 'error', ...fault('history-thread', { reason: told.message }) };
    case 'dropping':
      return {
        id,
        severity: 'warning',
        ...fault('history-dropping', { until: new Date(told.untilMs).toISOString() }),
      };
  }
}
