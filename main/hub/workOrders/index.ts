/**
 * The work order room: orders of every compound, kept as records of `linli.db`. It is called within a unit of the commit
 * loop, so that a step and its audit entry are one; who may do what is decided before.
 */
import { randomUUID } from 'node:crypto';
import { Compile } from 'typebox/compile';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { WorkOrder, type NewWorkOrder, type OrderStep } from '#shared/protocol/workOrder.ts';
import { figuresOf, isOpen, newOrder, stepOrder, type OrderFigures } from '#shared/workOrders/machine.ts';
import { createUnstored, type Records } from '../records/index.ts';

export interface WorkOrders {
  find(id: string): WorkOrder | null;
  /** By what a property company's own system calls it. */
  findExternal(compound: string, external: string): WorkOrder | null;
  /** Newest first; those of a device or place where one is named, those opened in [fromMs, toMs) where that is. */
  list(compound: string, asked: OrderQuery): WorkOrder[];
  /** The same external name opens nothing twice. */
  open(compound: string, given: NewWorkOrder, by: string): Result<WorkOrder>;
  step(id: string, step: OrderStep, by: string): Result<WorkOrder>;
  addPhoto(id: string, sha256: string, by: string): Result<WorkOrder>;
  figures(compound: string): OrderFigures;
  /** At once with each step; what follows from it is written in the same unit. */
  onChange(listener: (order: WorkOrder, by: string) => void): void;
}

export interface OrderQuery {
  readonly openOnly?: boolean;
  readonly deviceKey?: string;
  readonly placeId?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly limit: number;
}

const mostPhotos = 20;
const isOrder = Compile(WorkOrder);
const put = `INSERT OR REPLACE INTO work_orders
  (id, compound, number, open, device, place, external, created_ms, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export function createWorkOrders({ records, now }: { records: Records; now: () => number }): WorkOrders {
  const { db } = records;
  const unstored = createUnstored<WorkOrder>();
  const listeners: ((order: WorkOrder, by: string) => void)[] = [];
  const text = <P extends readonly unknown[]>(where: string) =>
    db.prepare<[...P], string>(`SELECT record FROM work_orders WHERE ${where}`).pluck();
  const one = text<[string]>('id = ?');
  const external = text<[string, string]>('compound = ? AND external = ?');
  const some = text<[Record<string, string | number | null>]>(
    `compound = @compound AND (@openOnly = 0 OR open = 1) AND (@device IS NULL OR device = @device)
       AND (@place IS NULL OR place = @place) AND created_ms >= @fromMs AND created_ms < @toMs
     ORDER BY created_ms DESC, number DESC LIMIT @limit`,
  );
  const topNumber = db
    .prepare<[string], number | null>('SELECT max(number) FROM work_orders WHERE compound = ?')
    .pluck();
  const numbers = new Map<string, number>();

  function parsed(record: string): WorkOrder {
    const value: unknown = JSON.parse(record);
    if (!isOrder.Check(value)) throw new Error('a record of a work order in linli.db is damaged');
    return value;
  }

  function find(id: string): WorkOrder | null {
    const fresh = unstored.get(id);
    if (fresh) return fresh;
    const record = one.get(id);
    return record === undefined ? null : parsed(record);
  }

  function keep(order: WorkOrder, by: string): Result<WorkOrder> {
    const release = unstored.hold(order.id, order);
    const { id, compound, number, deviceKey, placeId, createdAtMs } = order;
    const open = isOpen(order) ? 1 : 0;
    const params = [id, compound, number, open, deviceKey, placeId, order.external, createdAtMs];
    records.write([{ sql: put, params: [...params, JSON.stringify(order)] }], (stored) => {
      if (stored) release();
    });
    for (const listener of listeners) listener(order, by);
    return success(order);
  }

  /** Given once, also while the last one is still on its way to the disk. */
  function nextNumber(compound: string): number {
    const number = (numbers.get(compound) ?? topNumber.get(compound) ?? 0) + 1;
    numbers.set(compound, number);
    return number;
  }

  function findExternal(compound: string, name: string): WorkOrder | null {
    for (const fresh of unstored.values())
      if (fresh.compound === compound && fresh.external === name) return fresh;
    const record = external.get(compound, name);
    return record === undefined ? null : parsed(record);
  }

  function list(
    compound: string,
    { openOnly = false, deviceKey, placeId, fromMs = 0, toMs = Number.MAX_SAFE_INTEGER, limit }: OrderQuery,
  ): WorkOrder[] {
    const asked = { device: deviceKey ?? null, place: placeId ?? null, openOnly: openOnly ? 1 : 0 };
    const found = new Map(
      some.all({ compound, ...asked, fromMs, toMs, limit }).map((record) => {
        const order = parsed(record);
        return [order.id, order];
      }),
    );
    for (const fresh of unstored.values()) {
      found.delete(fresh.id);
      const isAsked =
        fresh.compound === compound &&
        (!openOnly || isOpen(fresh)) &&
        (deviceKey === undefined || fresh.deviceKey === deviceKey) &&
        (placeId === undefined || fresh.placeId === placeId) &&
        fresh.createdAtMs >= fromMs &&
        fresh.createdAtMs < toMs;
      if (isAsked) found.set(fresh.id, fresh);
    }
    return [...found.values()]
      .sort((a, b) => b.createdAtMs - a.createdAtMs || b.number - a.number)
      .slice(0, limit);
  }

  return {
    find,
    findExternal,
    list,
    open(compound, given, by) {
      if (given.title.trim() === '') return failure('order-title');
      const known = given.external ? findExternal(compound, given.external) : null;
      if (known) return failure('order-external', { number: known.number });
      const at = { id: randomUUID(), number: nextNumber(compound), compound, by, nowMs: now() };
      return keep(newOrder(given, at), by);
    },
    step(id, step, by) {
      const order = find(id);
      if (!order) return failure('no-order');
      const stepped = stepOrder(order, step, by, now());
      return stepped.ok ? keep(stepped.value, by) : stepped;
    },
    addPhoto(id, sha256, by) {
      const order = find(id);
      if (!order) return failure('no-order');
      if (order.photos.some((photo) => photo.sha256 === sha256)) return success(order);
      if (order.photos.length >= mostPhotos) return failure('order-photos', { most: mostPhotos });
      const atMs = now();
      const { state, assignee } = order;
      return keep(
        {
          ...order,
          photos: [...order.photos, { sha256, by, atMs }],
          log: [...order.log, { atMs, by, verb: 'photo', note: '', state, assignee }],
        },
        by,
      );
    },
    figures: (compound) => figuresOf(list(compound, { openOnly: true, limit: 10_000 }), now()),
    onChange: (listener) => void listeners.push(listener),
  };
}
