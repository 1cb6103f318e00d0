/**
 * The life of a work order: open → assigned → done → called back → closed; what was not done well is opened again, what
 * needs nobody is cancelled. Pure: the record after a step, or why the step cannot be.
 */
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type {
  NewWorkOrder,
  OrderEntry,
  OrderKind,
  OrderState,
  OrderStep,
  WorkOrder,
} from '#shared/protocol/workOrder.ts';

/** Hours in which each kind is to be done, where nobody says otherwise. */
export const usualHours: Readonly<Record<OrderKind, number>> = {
  repair: 24,
  complaint: 48,
  inspection: 72,
  cleaning: 24,
  security: 4,
  other: 48,
};

/** What can be done in each state. A note can be left always. */
export const stepsOf: Readonly<Record<OrderState, readonly OrderStep['verb'][]>> = {
  open: ['assign', 'done', 'due', 'cancel', 'note'],
  assigned: ['assign', 'done', 'due', 'cancel', 'note'],
  done: ['call-back', 'close', 'reopen', 'note'],
  'called-back': ['close', 'reopen', 'note'],
  closed: ['reopen', 'note'],
  cancelled: ['reopen', 'note'],
};

/** Steps that need a reason. */
const reasoned: ReadonlySet<OrderStep['verb']> = new Set(['reopen', 'cancel', 'note']);

const mostEntries = 500;

export function isOpen({ state }: Pick<WorkOrder, 'state'>): boolean {
  return state === 'open' || state === 'assigned';
}

/** To be done by then, and not done. */
export function isOverdue(order: Pick<WorkOrder, 'state' | 'dueAtMs'>, nowMs: number): boolean {
  return isOpen(order) && nowMs > order.dueAtMs;
}

export function newOrder(
  given: NewWorkOrder,
  at: { id: string; number: number; compound: string; by: string; nowMs: number },
): WorkOrder {
  const { id, number, compound, by, nowMs } = at;
  const assignee = given.assignee ?? null;
  const state = assignee === null ? 'open' : 'assigned';
  return {
    version: 1,
    id,
    number,
    compound,
    kind: given.kind,
    title: given.title.trim(),
    text: given.text?.trim() ?? '',
    state,
    assignee,
    alarmId: given.alarmId ?? null,
    deviceKey: given.deviceKey ?? null,
    placeId: given.placeId ?? null,
    reporter: given.reporter ?? null,
    createdBy: by,
    createdAtMs: nowMs,
    dueAtMs: given.dueAtMs ?? nowMs + usualHours[given.kind] * 3_600_000,
    doneAtMs: null,
    calledBackAtMs: null,
    endedAtMs: null,
    score: null,
    photos: [],
    log: [{ atMs: nowMs, by, verb: 'opened', note: '', state, assignee }],
    external: given.external ?? null,
  };
}

export function stepOrder(order: WorkOrder, step: OrderStep, by: string, nowMs: number): Result<WorkOrder> {
  const note = step.note?.trim() ?? '';
  if (!stepsOf[order.state].includes(step.verb))
    return failure('order-step', { orderState: order.state, orderStep: step.verb });
  if (reasoned.has(step.verb) && note === '') return failure('empty-note');
  if (order.log.length >= mostEntries) return failure('order-long', { most: mostEntries });
  // Whoever reported it is to be asked, or it is said why not.
  if (step.verb === 'close' && order.state === 'done' && order.reporter !== null && note === '')
    return failure('order-call-back');
  const changed = changedBy(order, step, nowMs);
  const entry: OrderEntry = {
    atMs: nowMs,
    by,
    verb: wordOf[step.verb],
    note: step.verb === 'call-back' && step.score !== null ? `${step.score}/5 ${note}`.trim() : note,
    state: changed.state,
    assignee: changed.assignee,
  };
  return success({ ...changed, log: [...order.log, entry] });
}

const wordOf: Readonly<Record<OrderStep['verb'], OrderEntry['verb']>> = {
  assign: 'assigned',
  done: 'done',
  'call-back': 'called-back',
  close: 'closed',
  reopen: 'reopened',
  cancel: 'cancelled',
  note: 'noted',
  due: 'due',
};

function changedBy(order: WorkOrder, step: OrderStep, nowMs: number): WorkOrder {
  switch (step.verb) {
    case 'assign':
      return { ...order, state: 'assigned', assignee: step.assignee };
    case 'done':
      return { ...order, state: 'done', doneAtMs: nowMs };
    case 'call-back':
      return { ...order, state: 'called-back', calledBackAtMs: nowMs, score: step.score };
    case 'close':
      return { ...order, state: 'closed', endedAtMs: nowMs };
    case 'cancel':
      return { ...order, state: 'cancelled', endedAtMs: nowMs };
    case 'reopen':
      return {
        ...order,
        state: order.assignee === null ? 'open' : 'assigned',
        doneAtMs: null,
        calledBackAtMs: null,
        endedAtMs: null,
        score: null,
      };
    case 'due':
      return { ...order, dueAtMs: step.dueAtMs };
    case 'note':
      return order;
  }
}

/** As it was at an instant; null before it was opened. */
export function orderAt(order: WorkOrder, atMs: number): Pick<WorkOrder, 'state' | 'assignee'> | null {
  const last = order.log.findLast((entry) => entry.atMs <= atMs);
  return last ? { state: last.state, assignee: last.assignee } : null;
}

export interface OrderFigures {
  readonly open: number;
  readonly overdue: number;
  /** Hours since the oldest open one was opened; 0 without one. */
  readonly oldestH: number;
  /** The number of the one that is overdue for longest; 0 without one. */
  readonly worst: number;
}

export function figuresOf(orders: readonly WorkOrder[], nowMs: number): OrderFigures {
  const open = orders.filter(isOpen);
  const overdue = open.filter((order) => isOverdue(order, nowMs)).sort((a, b) => a.dueAtMs - b.dueAtMs);
  const oldestMs = Math.min(nowMs, ...open.map(({ createdAtMs }) => createdAtMs));
  return {
    open: open.length,
    overdue: overdue.length,
    oldestH: Math.round((nowMs - oldestMs) / 360_000) / 10,
    worst: overdue[0]?.number ?? 0,
  };
}

export interface OrderKpis {
  readonly opened: number;
  readonly done: number;
  /** 0…1 of those done: in time. Null without any. */
  readonly inTime: number | null;
  /** Median hours from opening to done. */
  readonly medianH: number | null;
  /** Mean of the scores given. */
  readonly score: number | null;
  readonly calledBack: number;
  readonly reopened: number;
}

/** Of the orders opened in a span. */
export function kpisOf(orders: readonly WorkOrder[]): OrderKpis {
  const done = orders.flatMap((order) =>
    order.doneAtMs === null ? [] : [{ order, doneAtMs: order.doneAtMs }],
  );
  const hours = done.map(({ order, doneAtMs }) => (doneAtMs - order.createdAtMs) / 3_600_000);
  const scores = orders.flatMap(({ score }) => score ?? []);
  return {
    opened: orders.length,
    done: done.length,
    inTime:
      done.length === 0
        ? null
        : done.filter(({ order, doneAtMs }) => doneAtMs <= order.dueAtMs).length / done.length,
    medianH: median(hours),
    score: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    calledBack: orders.filter(({ calledBackAtMs }) => calledBackAtMs !== null).length,
    reopened: orders.filter(({ log }) => log.some(({ verb }) => verb === 'reopened')).length,
  };
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
