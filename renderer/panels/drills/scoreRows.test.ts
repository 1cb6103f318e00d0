import { expect, it } from 'vitest';
import { scoreRows } from './scoreRows.ts';

it('tells of each that was asked what it cost and why', () => {
  const item = { step: null, points: 20, lost: 0, because: [], withinS: 30, afterS: 12, by: 'li' };
  const score = {
    total: 70,
    items: [
      { ...item, of: 'acknowledged' as const },
      {
        ...item,
        of: 'step' as const,
        step: 0,
        lost: 15,
        afterS: 75,
        because: ['late', 'other-role'] as const,
      },
    ],
  };
  const step = { text: { zh: '查看', en: 'Look' }, doneAtMs: null, doneBy: null, result: null };
  const words = {
    t: (key: string, values = {}) => `${key} ${JSON.stringify(values)}`,
    local: (text: { zh: string; en: string } | string) => (typeof text === 'string' ? text : text.zh),
    person: (name: string) => name,
  };
  const rows = scoreRows(score, [step], words);
  expect(rows[0]).toMatchObject({ lost: 0, why: 'drill.score.full {}' });
  expect(rows[1]?.what).toContain('"step":"查看"');
  expect(rows[1]?.why).toContain('"after":"01:15","within":"00:30","name":"li"');
  expect(rows[1]?.why).toContain('drill.because.other-role');
});
