import { expect, it } from 'vitest';
import type { Alert } from '#shared/protocol/records.ts';
import { alertLines } from './alertLines.ts';

const alert = (id: string, compound?: string, severity: Alert['severity'] = 'error'): Alert => ({
  id,
  severity,
  code: 'records-faulty',
  sinceMs: 0,
  ...(compound === undefined ? {} : { compound }),
});

it('tells those of the chosen compound and the hub, gravest first, and folds the others', () => {
  const alerts = [
    ...[1, 2, 3, 4, 5].map((n) => alert(`far${n}`, 'other')),
    alert('hub'),
    alert('mild', 'here', 'warning'),
    alert('grave', 'here'),
  ];
  const { shown, folded } = alertLines(alerts, 'here');
  expect(shown.map(({ id }) => id)).toEqual(['grave', 'mild']);
  expect(folded.map(({ id }) => id)).toEqual(['hub', 'far1', 'far2', 'far3', 'far4', 'far5']);
  expect(alertLines(alerts.slice(0, 5), 'here')).toEqual({ shown: [], folded: alerts.slice(0, 5) });
});
