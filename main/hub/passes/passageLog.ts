/** Who passed where, once each: the stream of doors and gates at any instant. Old rows go, in small units. */
import type { Passage } from '#shared/protocol/visitorPass.ts';
import { createUnstored, type Records } from '../records/index.ts';

export interface PassageLog {
  /** False for a repeat. `told` after the commit. */
  write(passage: Omit<Passage, 'seq'>, id: string, sentMs: number, told: (passage: Passage) => void): boolean;
  /** Newest first, up to and with an instant. */
  list(asked: PassageQuery): Passage[];
  remove(beforeMs: number): Promise<void>;
}

export interface PassageQuery {
  readonly compound: string;
  readonly deviceKey: string | null;
  readonly system: string | null;
  readonly refusedOnly: boolean;
  readonly untilMs: number;
  readonly limit: number;
}

const insert = `INSERT OR IGNORE INTO passages (seq, compound, system, device, id, sent_ms, at_ms, refused, body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const rowsOfUnit = 500;

export function createPassageLog(records: Records): PassageLog {
  const { db } = records;
  const unstored = createUnstored<Passage>();
  const same = db
    .prepare<[string, string, string, number], number>(
      'SELECT seq FROM passages WHERE compound = ? AND device = ? AND id = ? AND sent_ms = ?',
    )
    .pluck();
  const some = (by: string, refusedOnly: boolean) =>
    db
      .prepare<[Record<string, string | number | null>], string>(
        `SELECT body FROM passages WHERE compound = @compound AND at_ms <= @untilMs ${by}
         ${refusedOnly ? 'AND refused = 1' : ''} ORDER BY at_ms DESC, seq DESC LIMIT @limit`,
      )
      .pluck();
  // One for each question, so that each has its index: the planner finds none for "this device, where one is named".
  const by = { all: '', system: 'AND system = @system', device: 'AND device = @deviceKey' } as const;
  const questions = (refusedOnly: boolean) => ({
    all: some(by.all, refusedOnly),
    system: some(by.system, refusedOnly),
    device: some(by.device, refusedOnly),
  });
  const [everybody, refusedOnes] = [questions(false), questions(true)];
  const old = db
    .prepare<[number, number], number>('SELECT seq FROM passages WHERE at_ms < ? LIMIT ?')
    .pluck();

  return {
    write(given, id, sentMs, told) {
      const { compound, deviceKey, atMs, result } = given;
      const key = JSON.stringify([compound, deviceKey, id, sentMs]);
      if (unstored.get(key) || same.get(compound, deviceKey, id, sentMs) !== undefined) return false;
      const passage = { ...given, seq: records.nextSeq('passages') };
      const release = unstored.hold(key, passage);
      const refused = result === 'refused' ? 1 : 0;
      const system = deviceKey.slice(0, deviceKey.indexOf('/'));
      const params = [
        passage.seq,
        compound,
        system,
        deviceKey,
        id,
        sentMs,
        atMs,
        refused,
        JSON.stringify(passage),
      ];
      records.write([{ sql: insert, params }], (stored) => {
        if (!stored) return;
        release();
        told(passage);
      });
      return true;
    },
    list({ compound, deviceKey, system, refusedOnly, untilMs, limit }) {
      const question = deviceKey !== null ? 'device' : system !== null ? 'system' : 'all';
      // Written and read by this file alone.
      return (refusedOnly ? refusedOnes : everybody)[question]
        .all({ compound, deviceKey, system, untilMs, limit })
        .map((body) => JSON.parse(body) as Passage);
    },
    async remove(beforeMs) {
      for (;;) {
        const rows = old.all(beforeMs, rowsOfUnit);
        if (rows.length === 0) return;
        const sql = 'DELETE FROM passages WHERE seq IN (SELECT value FROM json_each(?))';
        if (!(await records.stored([{ sql, params: [JSON.stringify(rows)] }]))) return;
      }
    },
  };
}
