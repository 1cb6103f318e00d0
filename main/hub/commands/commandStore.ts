/** Commands on disk: the latest record of each, and every step, which is what replay reads. */
import type { CommandRecord, CommandStep } from '#shared/protocol/commands.ts';
import { createUnstored, type Records } from '../records/index.ts';

export interface CommandStore {
  write(command: CommandRecord, atMs: number, heard: (step: CommandStep, stored: boolean) => void): void;
  find(id: string): CommandRecord | null;
  /** Newest first; `deviceKey` null = of all devices. */
  list(compound: string, deviceKey: string | null, limit: number): CommandRecord[];
  /** The newest `limit` requested in [fromMs, toMs). */
  newest(compound: string, fromMs: number, toMs: number, limit: number): CommandRecord[];
  /** Requested next or before. */
  beside(compound: string, atMs: number, direction: 1 | -1): CommandRecord | null;
  /** Those that still wait. */
  open(): CommandRecord[];
  window(compound: string, fromMs: number, toMs: number): CommandStep[];
  /** Commands requested in [fromMs, toMs), as they stood at `atMs`. */
  at(compound: string, fromMs: number, atMs: number): CommandRecord[];
}

interface Row {
  readonly record: string;
}

interface StepRow {
  readonly seq: number;
  readonly at_ms: number;
  readonly body: string;
}

const put = `INSERT OR REPLACE INTO commands (id, compound, device, state, requested_ms, record) VALUES (?, ?, ?, ?, ?, ?)`;
const log =
  'INSERT OR IGNORE INTO command_steps (seq, compound, at_ms, command, body) VALUES (?, ?, ?, ?, ?)';
const stepsInWindow = 5000;

export function createCommandStore(records: Records): CommandStore {
  const { db } = records;
  const unstored = createUnstored<CommandRecord>();
  const one = db.prepare<[string], Row>('SELECT record FROM commands WHERE id = ?');
  const recent = db.prepare<[{ compound: string; device: string | null; limit: number }], Row>(
    `SELECT record FROM commands WHERE compound = @compound AND (@device IS NULL OR device = @device)
     ORDER BY requested_ms DESC LIMIT @limit`,
  );
  const within = db.prepare<[string, number, number, number], Row>(
    `SELECT record FROM commands WHERE compound = ? AND requested_ms >= ? AND requested_ms < ?
     ORDER BY requested_ms DESC LIMIT ?`,
  );
  const next = db.prepare<[string, number], Row>(
    'SELECT record FROM commands WHERE compound = ? AND requested_ms > ? ORDER BY requested_ms LIMIT 1',
  );
  const previous = db.prepare<[string, number], Row>(
    'SELECT record FROM commands WHERE compound = ? AND requested_ms < ? ORDER BY requested_ms DESC LIMIT 1',
  );
  const waiting = db.prepare<[], Row>("SELECT record FROM commands WHERE state IN ('requested', 'sent')");
  const between = db.prepare<[string, number, number], StepRow>(
    `SELECT seq, at_ms, body FROM command_steps WHERE compound = ? AND at_ms >= ? AND at_ms < ?
     ORDER BY at_ms, seq LIMIT ${stepsInWindow}`,
  );
  const standing = db.prepare<[{ compound: string; from: number; at: number }], { body: string }>(
    `SELECT body FROM command_steps WHERE seq IN (SELECT max(s.seq) FROM command_steps AS s
       JOIN commands AS c ON c.id = s.command WHERE c.compound = @compound AND c.requested_ms >= @from
       AND s.at_ms <= @at GROUP BY s.command) ORDER BY at_ms`,
  );
  const parse = ({ record }: Row) => JSON.parse(record) as CommandRecord;

  return {
    write(command, atMs, heard) {
      const { id, compound, deviceKey, state, requestedAtMs } = command;
      const body = JSON.stringify(command);
      const seq = records.nextSeq('command_steps');
      const release = unstored.hold(id, command);
      records.write(
        [
          { sql: put, params: [id, compound, deviceKey, state, requestedAtMs, body] },
          { sql: log, params: [seq, compound, atMs, id, body] },
        ],
        (stored) => {
          if (stored) release();
          heard({ seq, atMs, command: stored ? command : { ...command, notStored: true } }, stored);
        },
      );
    },
    find(id) {
      const fresh = unstored.get(id);
      if (fresh) return fresh;
      const row = one.get(id);
      return row ? parse(row) : null;
    },
    list(compound, deviceKey, limit) {
      const found = new Map(
        recent.all({ compound, device: deviceKey, limit }).map((row) => {
          const command = parse(row);
          return [command.id, command];
        }),
      );
      for (const command of unstored.values())
        if (command.compound === compound && (deviceKey === null || command.deviceKey === deviceKey))
          found.set(command.id, command);
      return [...found.values()].sort((a, b) => b.requestedAtMs - a.requestedAtMs).slice(0, limit);
    },
    newest: (compound, fromMs, toMs, limit) => within.all(compound, fromMs, toMs, limit).map(parse),
    beside(compound, atMs, direction) {
      const row = (direction > 0 ? next : previous).get(compound, atMs);
      return row ? parse(row) : null;
    },
    open: () => waiting.all().map(parse),
    window: (compound, fromMs, toMs) =>
      between
        .all(compound, fromMs, toMs)
        .map(({ seq, at_ms: atMs, body }) => ({ seq, atMs, command: JSON.parse(body) as CommandRecord })),
    at: (compound, fromMs, atMs) =>
      standing.all({ compound, from: fromMs, at: atMs }).map(({ body }) => JSON.parse(body) as CommandRecord),
  };
}
