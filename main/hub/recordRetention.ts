/**
 * Old records go in small units, once a day, beside the live: steps of alarms that ended, events, and steps of commands
 * that ended, all older than they are kept; never what was not backed up since, nor the newest ten thousand of a kind.
 * Alarms, incidents, commands, actions and the audit log themselves stay, and so does what happened while an incident whose
 * evidence is locked. An action tells of each compound how many went.
 */
import type { Actions } from './access/index.ts';
import type { Records } from './records/index.ts';

const dayMs = 86_400_000;
const rowsOfUnit = 500;
/** Between two units others write. */
const pauseMs = 20;
const firstAfterMs = 5 * 60_000;
/** GB 25506 asks for at least so many records. */
const leastKept = 10_000;

export interface Removed {
  readonly transitions: number;
  readonly events: number;
  readonly commandSteps: number;
}

interface Kind {
  readonly name: keyof Removed;
  readonly table: string;
  /** The next rows to go: compound, time, limit. */
  readonly next: string;
}

/** What happened in the time of an incident whose evidence is locked stays. */
const unlocked = (row: string): string => `NOT EXISTS (SELECT 1 FROM evidence_locks AS l
  WHERE l.compound = @compound AND ${row}.at_ms >= l.from_ms AND ${row}.at_ms <= l.to_ms)`;

const kinds: readonly Kind[] = [
  {
    name: 'transitions',
    table: 'transitions',
    next: `SELECT t.seq FROM transitions AS t JOIN alarms AS a ON a.id = t.alarm
      WHERE t.compound = @compound AND t.at_ms < @beforeMs AND a.state = 'normal' AND a.ended_ms < @beforeMs
        AND ${unlocked('t')} ORDER BY t.at_ms LIMIT @limit`,
  },
  {
    name: 'events',
    table: 'events',
    next: `SELECT e.seq FROM events AS e WHERE e.compound = @compound AND e.at_ms < @beforeMs
      AND e.received_ms < @beforeMs AND ${unlocked('e')} ORDER BY e.at_ms LIMIT @limit`,
  },
  {
    name: 'commandSteps',
    table: 'command_steps',
    next: `SELECT s.seq FROM command_steps AS s JOIN commands AS c ON c.id = s.command
      WHERE s.compound = @compound AND s.at_ms < @beforeMs AND c.state NOT IN ('requested', 'sent')
        AND ${unlocked('s')} ORDER BY s.at_ms LIMIT @limit`,
  },
];

export interface RecordRetention {
  /** Removes what is too old now; called by itself once a day. */
  remove(): Promise<void>;
  /** Resolves when the unit under way is done and told. */
  stop(): Promise<void>;
}

export function startRecordRetention(options: {
  readonly records: Records;
  readonly actions: Pick<Actions, 'record'>;
  readonly compounds: () => readonly string[];
  readonly now: () => number;
  /** Null keeps everything. */
  readonly years: number | null;
  /** When the last backup began, ms; null: there was none, and nothing goes. */
  readonly backedUpMs: () => number | null;
  /** For tests. */
  readonly keepAtLeast?: number;
}): RecordRetention {
  const { records, now, years, keepAtLeast = leastKept } = options;
  let stopped = false;
  let running: Promise<void> | null = null;
  const steps = kinds.map(({ name, table, next }) => ({
    name,
    next: records.db.prepare<[{ compound: string; beforeMs: number; limit: number }], number>(next).pluck(),
    /** Before the newest of those that stay in any case. */
    kept: records.db
      .prepare<[{ compound: string; keep: number }], number>(
        `SELECT at_ms FROM ${table} WHERE compound = @compound ORDER BY at_ms DESC LIMIT 1 OFFSET @keep - 1`,
      )
      .pluck(),
    sql: `DELETE FROM ${table} WHERE seq IN (SELECT value FROM json_each(?))`,
  }));

  /** False where the disk refuses; what is left goes another day. */
  async function removeUnit(sql: string, rows: readonly number[]): Promise<boolean> {
    const stored = await records.stored([{ sql, params: [JSON.stringify(rows)] }]);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    return stored;
  }

  async function removeOf(compound: string, beforeMs: number): Promise<Removed> {
    const removed = { transitions: 0, events: 0, commandSteps: 0 };
    for (const { name, next, kept, sql } of steps) {
      const firstKeptMs = keepAtLeast === 0 ? Infinity : kept.get({ compound, keep: keepAtLeast });
      // Fewer than stay in any case.
      if (firstKeptMs === undefined) continue;
      const untilMs = Math.min(beforeMs, firstKeptMs);
      for (;;) {
        const rows = stopped ? [] : next.all({ compound, beforeMs: untilMs, limit: rowsOfUnit });
        if (rows.length === 0 || !(await removeUnit(sql, rows))) break;
        removed[name] += rows.length;
      }
    }
    return removed;
  }

  async function removeAll(keptYears: number): Promise<void> {
    const backedUpMs = options.backedUpMs();
    if (backedUpMs === null) return;
    const beforeMs = Math.min(now() - keptYears * 365.25 * dayMs, backedUpMs);
    for (const compound of options.compounds()) {
      const removed = await removeOf(compound, beforeMs);
      if (Object.values(removed).every((rows) => rows === 0)) continue;
      options.actions.record({
        compound,
        atMs: now(),
        by: 'system',
        verb: 'remove-old-records',
        target: new Date(beforeMs).toISOString(),
        note: JSON.stringify(removed),
      });
    }
  }

  const remove = async () => {
    if (years === null || stopped) return;
    running ??= removeAll(years).finally(() => (running = null));
    await running;
  };
  const first = setTimeout(() => void remove(), firstAfterMs);
  const daily = setInterval(() => void remove(), dayMs);
  return {
    remove,
    async stop() {
      stopped = true;
      clearTimeout(first);
      clearInterval(daily);
      await running;
    },
  };
}
