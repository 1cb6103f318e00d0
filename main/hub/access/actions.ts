/** What operators did, per compound, kept for replay and told to the screens; each with its entry in the audit log. */
import type { DeedVerb } from '#shared/access/names.ts';
import type { ActionRecord, OutOfService } from '#shared/protocol/records.ts';
import type { Records, Statement } from '../records/index.ts';
import type { Audit } from './audit.ts';

export interface NewAction extends Omit<ActionRecord, 'seq'> {
  readonly verb: DeedVerb;
}

export interface Actions {
  /** Written by itself; whoever has an effect to write with it takes `actionUnit`. */
  record(action: NewAction): void;
  /** The action and its audit entry, for the unit of the effect; `tell` when that unit is stored. */
  actionUnit(action: NewAction): { readonly unit: readonly Statement[]; tell(): void };
  onAction(listener: (action: ActionRecord) => void): void;
  window(compound: string, fromMs: number, toMs: number): ActionRecord[];
  /** The newest `limit` of [fromMs, toMs), oldest first. */
  newest(compound: string, fromMs: number, toMs: number, limit: number): ActionRecord[];
  /** The next or previous one. */
  beside(compound: string, atMs: number, direction: 1 | -1): ActionRecord | null;
  /** Devices that were out of service at an instant, by key. */
  outOfServiceAt(compound: string, atMs: number): Record<string, OutOfService>;
}

export function createActions({ records, audit }: { records: Records; audit: Audit }): Actions {
  const { db } = records;
  const inRange =
    'SELECT seq, compound, at_ms AS atMs, by, verb, target, note FROM actions WHERE compound = ? AND at_ms >= ? AND at_ms < ?';
  const between = db.prepare<[string, number, number], ActionRecord>(
    `${inRange} ORDER BY at_ms, seq LIMIT 5000`,
  );
  const latest = db.prepare<[string, number, number, number], ActionRecord>(
    `${inRange} ORDER BY at_ms DESC, seq DESC LIMIT ?`,
  );
  const one = 'SELECT seq, compound, at_ms AS atMs, by, verb, target, note FROM actions WHERE compound = ?';
  const next = db.prepare<[string, number], ActionRecord>(`${one} AND at_ms > ? ORDER BY at_ms, seq LIMIT 1`);
  const previous = db.prepare<[string, number], ActionRecord>(
    `${one} AND at_ms < ? ORDER BY at_ms DESC, seq DESC LIMIT 1`,
  );
  const service = db.prepare<[string, number], ActionRecord>(
    `SELECT target, verb, by, max(at_ms) AS atMs, note FROM actions
     WHERE compound = ? AND verb IN ('out-of-service', 'in-service') AND at_ms <= ? GROUP BY target`,
  );
  const listeners: ((action: ActionRecord) => void)[] = [];

  function actionUnit(action: NewAction): { unit: Statement[]; tell(): void } {
    const { compound, atMs, by, verb, target, note } = action;
    const seq = records.nextSeq('actions');
    return {
      unit: [
        {
          sql: 'INSERT OR IGNORE INTO actions (seq, compound, at_ms, by, verb, target, note) VALUES (?, ?, ?, ?, ?, ?, ?)',
          params: [seq, compound, atMs, by, verb, target, note],
        },
        ...audit.entry({ by, verb, compound, target, note }),
      ],
      tell() {
        for (const listener of listeners) listener({ seq, ...action });
      },
    };
  }

  return {
    actionUnit,
    record(action) {
      const { unit, tell } = actionUnit(action);
      records.write(unit, (stored) => stored && tell());
    },
    onAction: (listener) => void listeners.push(listener),
    window: (compound, fromMs, toMs) => between.all(compound, fromMs, toMs),
    newest: (compound, fromMs, toMs, limit) => latest.all(compound, fromMs, toMs, limit).toReversed(),
    beside: (compound, atMs, direction) => (direction > 0 ? next : previous).get(compound, atMs) ?? null,
    outOfServiceAt: (compound, atMs) =>
      Object.fromEntries(
        service
          .all(compound, atMs)
          .filter(({ verb }) => verb === 'out-of-service')
          .map(({ target, by, atMs: sinceMs, note }) => [target, { by, sinceMs, note }]),
      ),
  };
}
