import { expect, it } from 'vitest';
import { createAlerts } from './alerts.ts';

it('words of a standing fault stay true, and are told once a second at most', () => {
  let nowMs = 0;
  const alerts = createAlerts(() => nowMs);
  const told: string[] = [];
  alerts.onChange(({ message }, standing) => told.push(`${message.en} ${standing}`));
  const raise = (en: string) =>
    alerts.raise({ id: 'lost', severity: 'error', message: { zh: '', en }, tip: { zh: '', en: '' } });
  raise('10 lost');
  raise('10 lost');
  nowMs = 500;
  raise('20 lost');
  expect(alerts.standing()).toMatchObject([{ message: { en: '20 lost' }, sinceMs: 0 }]);
  nowMs = 1500;
  raise('30 lost');
  alerts.clear('lost');
  expect(told).toEqual(['10 lost true', '30 lost true', '30 lost false']);
});
