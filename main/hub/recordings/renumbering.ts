/**
 * Ids of a recording that this hub has already given to something else become new ones, wherever they are named: the same
 * file may be taken in twice, under two compounds.
 */
import { randomUUID } from 'node:crypto';
import type { HubDatabase } from '../records/index.ts';

export interface Renumbering {
  /** The same record with ids of this hub, and of the compound it belongs to here. */
  apply<T>(record: T): T;
  /** Called with each id before a record that names it is applied. */
  meet(table: 'alarms' | 'incidents' | 'commands' | 'calibrations', id: string): void;
}

export function createRenumbering(db: HubDatabase, compound: string): Renumbering {
  const given = new Map<string, string>();
  const met = new Set<string>();

  function change(value: unknown): unknown {
    if (typeof value === 'string') return given.get(value) ?? value;
    if (Array.isArray(value)) return value.map(change);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        key === 'compound' && typeof one === 'string' ? compound : change(one),
      ]),
    );
  }

  return {
    // The shape stays: only texts that are ids change.
    apply: <T>(record: T) => change(record) as T,
    meet(table, id) {
      const key = `${table} ${id}`;
      if (met.has(key) || given.has(id)) return;
      met.add(key);
      if (db.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined)
        given.set(id, randomUUID());
    },
  };
}
