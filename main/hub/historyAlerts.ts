/** What history cannot do for now, as alerts on the screen. */
import type { Alert } from '#shared/protocol/records.ts';
import { fault } from '#shared/protocol/result.ts';
import { localTime, zoneText } from '#shared/time/localTime.ts';
import type { HistoryFault } from './history/index.ts';

export const historyAlertId = (kind: HistoryFault['kind']): string =>
  kind === 'commit' ? 'history' : `history-${kind}`;

/** `zoneOf`: of a compound; null: where the hub stands. */
export function historyAlert(
  told: HistoryFault,
  zoneOf: (compound: string | null) => string,
): Omit<Alert, 'sinceMs'> {
  const id = historyAlertId(told.kind);
  switch (told.kind) {
    case 'commit':
      return { id, severity: 'error', ...fault('history-commit', { reason: told.message }) };
    case 'lost':
      return { id, severity: 'error', ...fault('history-lost', { readings: told.readings }) };
    case 'damaged': {
      const { compound, rows: count, firstMs } = told;
      return {
        id: `${id}:${compound}`,
        severity: 'error',
        compound,
        ...fault('history-damaged', { count, first: timeText(firstMs, zoneOf(compound)) }),
      };
    }
    case 'aside': {
      const { compound, rows: count } = told;
      return {
        id: `${id}:${compound}`,
        severity: 'error',
        compound,
        ...fault('history-aside', { compound, count }),
      };
    }
    case 'salvaged': {
      const { file, readings } = told;
      return { id: `${id}:${file}`, severity: 'error', ...fault('history-salvaged', { file, readings }) };
    }
    case 'upkeep':
      return { id, severity: 'error', ...fault('history-upkeep', { reason: told.message }) };
    case 'thread':
      return { id, severity: 'error', ...fault('history-thread', { reason: told.message }) };
    case 'dropping':
      return {
        id,
        severity: 'warning',
        ...fault('history-dropping', { until: timeText(told.untilMs, zoneOf(null)) }),
      };
  }
}

/** With its zone: who reads it may be elsewhere. A damaged row may say any time. */
function timeText(epochMs: number, timeZone: string): string {
  if (!(Math.abs(epochMs) < 8e15)) return '?';
  const { date, clock } = localTime(epochMs, timeZone);
  return `${date} ${clock} (${zoneText(epochMs, timeZone)})`;
}
