import { expect, it } from 'vitest';
import type { AlarmRecord, AlarmState } from '#shared/protocol/records.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import { alarmsShown, everyAlarm } from './alarmsShown.ts';

const alarm = (id: string, compound: string, priority: AlarmPriority, state: AlarmState, lastAtMs: number) =>
  ({ id, compound, priority, state, lastAtMs }) as AlarmRecord;

const alarms = [
  alarm('seen-p1', 'a', 1, 'acknowledged', 50),
  alarm('old-p2', 'a', 2, 'unacknowledged', 10),
  alarm('new-p2', 'b', 2, 'returned-unacknowledged', 20),
  alarm('p4', 'b', 4, 'unacknowledged', 90),
  alarm('shelved', 'b', 3, 'shelved', 80),
];
const idsOf = (filter: Partial<typeof everyAlarm>) =>
  alarmsShown(alarms, { ...everyAlarm, ...filter }).map(({ id }) => id);

it('what asks comes first, the gravest and newest of it on top', () => {
  expect(idsOf({})).toEqual(['new-p2', 'old-p2', 'p4', 'seen-p1', 'shelved']);
});

it('is filtered by what asks, by priority and by compound', () => {
  expect(idsOf({ which: 'asking' })).toEqual(['new-p2', 'old-p2', 'p4']);
  expect(idsOf({ hidden: [2, 4] })).toEqual(['seen-p1', 'shelved']);
  expect(idsOf({ compound: 'b', which: 'asking' })).toEqual(['new-p2', 'p4']);
});
