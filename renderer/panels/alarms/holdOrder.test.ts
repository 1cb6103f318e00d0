import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alarmRecord } from '#renderer/testing/records.ts';
import type { Line } from './arrange.ts';
import { holdOrder } from './holdOrder.ts';

const lines = (...ids: readonly string[]): Line[] =>
  ids.map((id) => ({ kind: 'alarm', id, alarm: alarmRecord(id) }));

it('keeps every line where it is; what is new waits, what is over stays as over', () => {
  const held = holdOrder(lines('a', 'b', 'c'), lines('new', 'c', 'a'));
  expect(held.lines.map((line) => [line.id, line.over ?? false])).toEqual([
    ['a', false],
    ['b', true],
    ['c', false],
  ]);
  expect(held.waiting.map(({ id }) => id)).toEqual(['new']);
});

it('shows what changed, where it stands', () => {
  const after: Line[] = [{ kind: 'alarm', id: 'a', alarm: alarmRecord('a', { count: 7 }) }];
  const [first] = holdOrder(lines('a'), after).lines;
  expect(first?.kind === 'alarm' && first.alarm.count).toBe(7);
});

it('whatever comes, no line moves and no alarm is lost', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 });
  fc.assert(
    fc.property(ids, ids, (before, now) => {
      const held = holdOrder(lines(...before), lines(...now));
      expect(held.lines.map(({ id }) => id)).toEqual(before);
      const there = new Set(
        [...held.lines.filter((line) => !line.over), ...held.waiting].map(({ id }) => id),
      );
      expect(there).toEqual(new Set(now));
    }),
  );
});
