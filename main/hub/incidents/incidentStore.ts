/** Incidents on disk, one JSON record each; the list of open ones is kept by the room. */
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { HubDatabase } from '../database.ts';

export interface IncidentStore {
  write(incident: IncidentRecord): void;
  find(id: string): IncidentRecord | null;
  /** Of all compounds, those that people are still at work on. */
  standing(): IncidentRecord[];
  list(compound: string, limit: number): IncidentRecord[];
  startedWithin(compound: string, fromMs: number, toMs: number): IncidentRecord[];
  /** The newest `limit` that had begun by an instant. */
  startedBy(compound: string, atMs: number, limit: number): IncidentRecord[];
}

export function createIncidentStore(db: HubDatabase): IncidentStore {
  const put = db.prepare(
    'INSERT OR REPLACE INTO incidents (id, compound, started_ms, record) VALUES (?, ?, ?, ?)',
  );
  const one = db.prepare<[string], { record: string }>('SELECT record FROM incidents WHERE id = ?');
  const unfinished = db.prepare<[], { record: string }>(
    "SELECT record FROM incidents WHERE record ->> '$.state' IN ('new', 'in-progress')",
  );
  const newest = db.prepare<[string, number], { record: string }>(
    'SELECT record FROM incidents WHERE compound = ? ORDER BY started_ms DESC LIMIT ?',
  );
  const between = db.prepare<[string, number, number], { record: string }>(
    'SELECT record FROM incidents WHERE compound = ? AND started_ms >= ? AND started_ms < ? ORDER BY started_ms',
  );
  const begun = db.prepare<[string, number, number], { record: string }>(
    'SELECT record FROM incidents WHERE compound = ? AND started_ms <= ? ORDER BY started_ms DESC LIMIT ?',
  );
  const parse = (row: { record: string }) => JSON.parse(row.record) as IncidentRecord;
  return {
    write: (incident) =>
      void put.run(incident.id, incident.compound, incident.startedAtMs, JSON.stringify(incident)),
    find: (id) => {
      const row = one.get(id);
      return row ? parse(row) : null;
    },
    standing: () => unfinished.all().map(parse),
    list: (compound, limit) => newest.all(compound, limit).map(parse),
    startedBy: (compound, atMs, limit) => begun.all(compound, atMs, limit).map(parse),
    startedWithin: (compound, fromMs, toMs) => between.all(compound, fromMs, toMs).map(parse),
  };
}
