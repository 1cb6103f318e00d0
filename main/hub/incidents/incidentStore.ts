/**
 * Incidents on disk: one record each without its timeline, and the entries of the timeline as rows that are only ever
 * added. What is written counts at once for whoever asks for one incident.
 */
import { firstShown, newestOfPeople, newestShown, shownEntries } from '#shared/incidents/timeline.ts';
import type {
  IncidentAttachment,
  IncidentEntry,
  IncidentHead,
  IncidentRecord,
  IncidentState,
} from '#shared/protocol/records.ts';
import { createUnstored, type Heard, type Records, type Statement } from '../records/index.ts';

export interface IncidentStore {
  /** `incident` as it is now, `added` what of its timeline is new. */
  write(incident: IncidentRecord, added: readonly IncidentEntry[], heard: Heard): void;
  find(id: string): IncidentRecord | null;
  /** Of all compounds, those that people are still at work on. */
  standing(): IncidentRecord[];
  list(compound: string, limit: number): IncidentRecord[];
  startedWithin(compound: string, fromMs: number, toMs: number): IncidentRecord[];
  /** Begun next or before. */
  beside(compound: string, atMs: number, direction: 1 | -1): IncidentRecord | null;
  /** Newest first, those begun before an instant; of each timeline only how it began and its changes of state. */
  inStates(
    compound: string,
    states: readonly IncidentState[],
    beforeMs: number | null,
    limit: number,
  ): IncidentRecord[];
  /** The newest `limit` that had begun by an instant. */
  startedBy(compound: string, atMs: number, limit: number): IncidentRecord[];
  /** `limit` entries from number `fromSeq` on, in order of arrival. */
  entries(id: string, fromSeq: number, limit: number): IncidentEntry[];
  /** Whether its timeline names this picture. */
  hasPicture(id: string, sha256: string): boolean;
  pictureCount(id: string): number;
  /** As its timeline names it. */
  attachment(id: string, sha256: string): IncidentAttachment | null;
  attachmentCount(id: string): number;
  /** How many entries devices' events have made. */
  eventCount(id: string): number;
}

/** An incident can be taken up again a few times, not without end. */
const turnsShown = 50;

const putHead = 'INSERT OR REPLACE INTO incidents (id, compound, started_ms, record) VALUES (?, ?, ?, ?)';
const addEntry =
  'INSERT OR IGNORE INTO incident_entries (incident, seq, at_ms, kind, entry) VALUES (?, ?, ?, ?, ?)';

interface Row {
  readonly record: string;
}

export function createIncidentStore(records: Records): IncidentStore {
  const { db } = records;
  const unstored = createUnstored<IncidentRecord>();
  const one = db.prepare<[string], Row>('SELECT record FROM incidents WHERE id = ?');
  const unfinished = db.prepare<[], Row>(
    "SELECT record FROM incidents WHERE record ->> '$.state' IN ('new', 'in-progress')",
  );
  const newest = db.prepare<[string, number], Row>(
    'SELECT record FROM incidents WHERE compound = ? ORDER BY started_ms DESC LIMIT ?',
  );
  const between = db.prepare<[string, number, number], Row>(
    'SELECT record FROM incidents WHERE compound = ? AND started_ms >= ? AND started_ms < ? ORDER BY started_ms',
  );
  const next = db.prepare<[string, number], Row>(
    'SELECT record FROM incidents WHERE compound = ? AND started_ms > ? ORDER BY started_ms LIMIT 1',
  );
  const previous = db.prepare<[string, number], Row>(
    'SELECT record FROM incidents WHERE compound = ? AND started_ms < ? ORDER BY started_ms DESC LIMIT 1',
  );
  const begun = db.prepare<[string, number, number], Row>(
    'SELECT record FROM incidents WHERE compound = ? AND started_ms <= ? ORDER BY started_ms DESC LIMIT ?',
  );
  const inState = db.prepare<[{ compound: string; state: string; before: number; limit: number }], Row>(
    `SELECT record FROM incidents WHERE compound = @compound AND record ->> '$.state' = @state
       AND started_ms < @before ORDER BY started_ms DESC LIMIT @limit`,
  );
  const turns = db
    .prepare<[string], string>(
      `SELECT entry FROM incident_entries WHERE incident = ? AND (seq = 0 OR kind = 'state')
       ORDER BY at_ms, seq LIMIT ${turnsShown}`,
    )
    .pluck();
  const shown = db
    .prepare<[{ id: string }], string>(
      `SELECT entry FROM (SELECT * FROM incident_entries WHERE incident = @id AND kind IN ('alarm', 'event')
         ORDER BY at_ms DESC, seq DESC LIMIT ${newestShown})
       UNION SELECT entry FROM incident_entries WHERE incident = @id AND seq < ${firstShown}
       UNION SELECT entry FROM (SELECT * FROM incident_entries WHERE incident = @id AND kind IN ('note', 'state', 'action')
         ORDER BY seq DESC LIMIT ${newestOfPeople})`,
    )
    .pluck();
  const page = db
    .prepare<[string, number, number], string>(
      'SELECT entry FROM incident_entries WHERE incident = ? AND seq >= ? ORDER BY seq LIMIT ?',
    )
    .pluck();
  const events = db
    .prepare<[string], number>("SELECT count(*) FROM incident_entries WHERE incident = ? AND kind = 'event'")
    .pluck();

  const named = db
    .prepare<[string, string], number>(
      "SELECT 1 FROM incident_entries WHERE incident = ? AND kind = 'note' AND entry ->> '$.picture.sha256' = ? LIMIT 1",
    )
    .pluck();
  const pictures = db
    .prepare<[string], number>(
      "SELECT count(*) FROM incident_entries WHERE incident = ? AND kind = 'note' AND entry ->> '$.picture' IS NOT NULL",
    )
    .pluck();

  const attached = db
    .prepare<[string, string], string>(
      "SELECT entry -> '$.attachment' FROM incident_entries WHERE incident = ? AND kind = 'note' AND entry ->> '$.attachment.sha256' = ? LIMIT 1",
    )
    .pluck();
  const attachments = db
    .prepare<[string], number>(
      "SELECT count(*) FROM incident_entries WHERE incident = ? AND kind = 'note' AND entry ->> '$.attachment' IS NOT NULL",
    )
    .pluck();

  function whole({ record }: Row): IncidentRecord {
    const head = JSON.parse(record) as IncidentHead;
    const fresh = unstored.get(head.id);
    if (fresh) return fresh;
    const entries = shown.all({ id: head.id }).map((text) => JSON.parse(text) as IncidentEntry);
    return { ...head, entries: shownEntries(entries) };
  }

  return {
    write(incident, added, heard) {
      const { entries: _timeline, notStored: _mark, ...head } = incident;
      const { id, compound, startedAtMs } = head;
      const release = unstored.hold(id, incident);
      const rows: Statement[] = added.map((entry) => ({
        sql: addEntry,
        params: [id, entry.seq, entry.atMs, entry.kind, JSON.stringify(entry)],
      }));
      const put = { sql: putHead, params: [id, compound, startedAtMs, JSON.stringify(head)] };
      records.write([put, ...rows], (stored) => {
        if (stored) release();
        heard(stored);
      });
    },
    find(id) {
      const fresh = unstored.get(id);
      if (fresh) return fresh;
      const row = one.get(id);
      return row ? whole(row) : null;
    },
    standing: () => unfinished.all().map(whole),
    list(compound, limit) {
      const found = new Map(
        newest
          .all(compound, limit)
          .map(whole)
          .map((incident) => [incident.id, incident]),
      );
      for (const incident of unstored.values())
        if (incident.compound === compound) found.set(incident.id, incident);
      return [...found.values()].sort((a, b) => b.startedAtMs - a.startedAtMs).slice(0, limit);
    },
    inStates(compound, states, beforeMs, limit) {
      const before = beforeMs ?? Number.MAX_SAFE_INTEGER;
      const heads = new Map<string, IncidentHead>();
      for (const state of new Set(states))
        for (const { record } of inState.all({ compound, state, before, limit })) {
          const head = JSON.parse(record) as IncidentHead;
          heads.set(head.id, head);
        }
      for (const { entries: _timeline, ...fresh } of unstored.values())
        if (fresh.compound === compound && fresh.startedAtMs < before && states.includes(fresh.state))
          heads.set(fresh.id, fresh);
        else heads.delete(fresh.id);
      return [...heads.values()]
        .sort((a, b) => b.startedAtMs - a.startedAtMs)
        .slice(0, limit)
        .map((head) => ({
          ...head,
          entries: turns.all(head.id).map((text) => JSON.parse(text) as IncidentEntry),
        }));
    },
    beside(compound, atMs, direction) {
      const row = (direction > 0 ? next : previous).get(compound, atMs);
      return row ? whole(row) : null;
    },
    startedBy: (compound, atMs, limit) => begun.all(compound, atMs, limit).map(whole),
    startedWithin: (compound, fromMs, toMs) => between.all(compound, fromMs, toMs).map(whole),
    entries: (id, fromSeq, limit) =>
      page.all(id, fromSeq, limit).map((text) => JSON.parse(text) as IncidentEntry),
    hasPicture: (id, sha256) =>
      named.get(id, sha256) !== undefined ||
      (unstored.get(id)?.entries.some(({ picture }) => picture?.sha256 === sha256) ?? false),
    pictureCount: (id) => pictures.get(id) ?? 0,
    attachment(id, sha256) {
      const kept = attached.get(id, sha256);
      if (kept !== undefined) return JSON.parse(kept) as IncidentAttachment;
      const fresh = unstored.get(id)?.entries.find(({ attachment }) => attachment?.sha256 === sha256);
      return fresh?.attachment ?? null;
    },
    attachmentCount: (id) => attachments.get(id) ?? 0,
    eventCount: (id) => events.get(id) ?? 0,
  };
}
