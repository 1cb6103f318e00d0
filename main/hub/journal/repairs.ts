/** How long silent devices took to be heard again, by system: out of the alarms that said so and ended by themselves. */
import type Database from 'better-sqlite3';
import { deviceHealthRules } from '#shared/systems/deviceHealth.ts';

export interface RepairsQuestion {
  readonly compound: string;
  readonly fromMs: number;
}

export interface Repairs {
  readonly system: string;
  readonly count: number;
  readonly meanMs: number;
}

const rules = JSON.stringify(Object.values(deviceHealthRules).map(({ id }) => id));

/** What was withdrawn because a group alarm spoke for it was not repaired then. */
export function createRepairsReader(
  db: Database.Database,
): (question: RepairsQuestion) => readonly Repairs[] {
  const rows = db.prepare<[{ compound: string; from: number; rules: string }], Repairs>(
    `SELECT body ->> '$.alarm.system' AS system, count(*) AS count,
       avg(at_ms - (body ->> '$.alarm.lastAtMs')) AS meanMs
     FROM transitions WHERE compound = @compound AND at_ms >= @from AND onset IS NULL
       AND body ->> '$.verb' = 'returned'
       AND body ->> '$.alarm.ruleId' IN (SELECT value FROM json_each(@rules))
     GROUP BY 1`,
  );
  return ({ compound, fromMs }) => rows.all({ compound, from: fromMs, rules });
}
