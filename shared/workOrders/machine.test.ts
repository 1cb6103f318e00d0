import { describe, expect, it } from 'vitest';
import type { NewWorkOrder, OrderStep, WorkOrder } from '#shared/protocol/workOrder.ts';
import { figuresOf, kpisOf, newOrder, orderAt, stepOrder } from './machine.ts';

const hourMs = 3_600_000;
const opened = (given: Partial<NewWorkOrder> = {}, nowMs = 0, number = 1) =>
  newOrder(
    { kind: 'repair', title: '灯不亮', ...given },
    { id: `o${number}`, number, compound: 'a', by: 'Li', nowMs },
  );

function led(order: WorkOrder, ...steps: readonly (readonly [OrderStep, number])[]): WorkOrder {
  return steps.reduce((before, [step, atMs]) => {
    const after = stepOrder(before, step, 'Li', atMs);
    if (!after.ok) throw new Error(after.error.code);
    return after.value;
  }, order);
}

describe('a work order', () => {
  it('goes from open to closed, and tells what it was at any instant', () => {
    const order = led(
      opened({ reporter: { name: '王', phone: '1' } }),
      [{ verb: 'assign', assignee: '张师傅' }, 10],
      [{ verb: 'done', note: '换了灯' }, 20],
      [{ verb: 'call-back', score: 5 }, 30],
      [{ verb: 'close' }, 40],
    );
    expect(order).toMatchObject({
      state: 'closed',
      score: 5,
      doneAtMs: 20,
      calledBackAtMs: 30,
      endedAtMs: 40,
    });
    expect([-1, 0, 15, 25, 30, 99].map((atMs) => orderAt(order, atMs)?.state ?? null)).toEqual([
      null,
      'open',
      'assigned',
      'done',
      'called-back',
      'closed',
    ]);
    expect(order.log.map(({ verb, note }) => [verb, note])).toEqual([
      ['opened', ''],
      ['assigned', ''],
      ['done', '换了灯'],
      ['called-back', '5/5'],
      ['closed', ''],
    ]);
  });

  it('is not closed over the head of who reported it, unless it is said why', () => {
    const done = led(opened({ reporter: { name: '王', phone: '1' } }), [{ verb: 'done' }, 1]);
    expect(stepOrder(done, { verb: 'close' }, 'Li', 2)).toMatchObject({ error: { code: 'order-call-back' } });
    expect(led(done, [{ verb: 'close', note: '三次未接' }, 2]).state).toBe('closed');
    // Nobody reported it: nobody is to be asked.
    expect(led(opened(), [{ verb: 'done' }, 1], [{ verb: 'close' }, 2]).state).toBe('closed');
  });

  it('what was not done well is opened again with a reason, and forgets score and times', () => {
    const again = led(
      opened(),
      [{ verb: 'assign', assignee: '张' }, 1],
      [{ verb: 'done' }, 2],
      [{ verb: 'call-back', score: 1, note: '还是不亮' }, 3],
      [{ verb: 'reopen', note: '还是不亮' }, 4],
    );
    expect(again).toMatchObject({ state: 'assigned', assignee: '张', score: null, doneAtMs: null });
    expect(stepOrder(again, { verb: 'cancel' }, 'Li', 5)).toMatchObject({ error: { code: 'empty-note' } });
    expect(stepOrder(again, { verb: 'close' }, 'Li', 5)).toMatchObject({ error: { code: 'order-step' } });
  });

  it('counts what is open, what is overdue and which for longest', () => {
    const orders = [
      opened({}, 0, 1),
      opened({ kind: 'security' }, 0, 2),
      led(opened({}, 0, 3), [{ verb: 'done' }, 1]),
      opened({}, 29 * hourMs, 4),
    ];
    expect(figuresOf(orders, 30 * hourMs)).toEqual({ open: 3, overdue: 2, oldestH: 30, worst: 2 });
    expect(figuresOf([], 5)).toEqual({ open: 0, overdue: 0, oldestH: 0, worst: 0 });
  });

  it('of a span: in time, median hours, mean score', () => {
    const one = led(
      opened({}, 0, 1),
      [{ verb: 'done' }, 2 * hourMs],
      [{ verb: 'call-back', score: 4 }, 3 * hourMs],
    );
    const late = led(opened({ kind: 'security' }, 0, 2), [{ verb: 'done' }, 6 * hourMs]);
    expect(kpisOf([one, late, opened({}, 0, 3)])).toEqual({
      opened: 3,
      done: 2,
      inTime: 0.5,
      medianH: 4,
      score: 4,
      calledBack: 1,
      reopened: 0,
    });
    expect(kpisOf([])).toMatchObject({ inTime: null, medianH: null, score: null });
  });
});
