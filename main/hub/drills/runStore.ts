/** Each time that a drill was played, as records of `linli.db`: what is written counts at once for whoever asks. */
import { Compile } from 'typebox/compile';
import { DrillRun } from '#shared/protocol/drill.ts';
import { createUnstored, type Records } from '../records/index.ts';

export interface RunStore {
  write(run: DrillRun): void;
  find(id: string): DrillRun | null;
  /** Newest first. */
  list(compound: string, limit: number): readonly DrillRun[];
  /** Of all compounds. */
  running(): readonly DrillRun[];
}

const isRun = Compile(DrillRun);

export function createRunStore(records: Records): RunStore {
  const { db } = records;
  const unstored = createUnstored<DrillRun>();
  const one = db.prepare<[string], string>('SELECT record FROM drill_runs WHERE id = ?').pluck();
  const newest = db
    .prepare<[string, number], string>(
      'SELECT record FROM drill_runs WHERE compound = ? ORDER BY started_ms DESC LIMIT ?',
    )
    .pluck();
  const open = db
    .prepare<[], string>("SELECT record FROM drill_runs WHERE record ->> '$.state' = 'running'")
    .pluck();

  function withFresh(found: readonly DrillRun[], isMeant: (run: DrillRun) => boolean): readonly DrillRun[] {
    const byId = new Map(found.map((run) => [run.id, run]));
    for (const fresh of unstored.values()) byId.set(fresh.id, fresh);
    return [...byId.values()].filter(isMeant).sort((a, b) => b.startedAtMs - a.startedAtMs);
  }
  return {
    write(run) {
      const release = unstored.hold(run.id, run);
      records.write(
        [
          {
            sql: 'INSERT OR REPLACE INTO drill_runs (id, compound, incident, started_ms, record) VALUES (?, ?, ?, ?, ?)',
            params: [run.id, run.compound, run.incidentId, run.startedAtMs, JSON.stringify(run)],
          },
        ],
        (stored) => {
          if (stored) release();
        },
      );
    },
    find(id) {
      const text = one.get(id);
      return unstored.get(id) ?? (text === undefined ? null : parsed(text));
    },
    list: (compound, limit) =>
      withFresh(newest.all(compound, limit).map(parsed), (run) => run.compound === compound).slice(0, limit),
    running: () => withFresh(open.all().map(parsed), ({ state }) => state === 'running'),
  };
}

function parsed(text: string): DrillRun {
  const value: unknown = JSON.parse(text);
  if (!isRun.Check(value)) throw new Error('a drill in linli.db is damaged');
  return value;
}
