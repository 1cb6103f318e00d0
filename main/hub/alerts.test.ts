import { expect, it } from 'vitest';
import { createAlerts } from './alerts.ts';
import { fault } from '#shared/protocol/result.ts';

it('words of a standing fault stay true, and are told once a second at most', () => {
  let nowMs = 0;
  const alerts = createAlerts(() => nowMs);
  const told: string[] = [];
  alerts.onChange(({ params }, standing) => told.push(`${params?.['readings']} ${standing}`));
  const raise = (readings: number) =>
    alerts.raise({ id: 'lost', severity: 'error', ...fault('history-lost', { readings }) });
  raise(10);
  raise(10);
  nowMs = 500;
  raise(20);
  expect(alerts.standing()).toMatchObject([{ params: { readings: 20 }, sinceMs: 0 }]);
  nowMs = 1500;
  raise(30);
  alerts.clear('lost');
  expect(told).toEqual(['10 true', '30 true', '30 false']);
});
