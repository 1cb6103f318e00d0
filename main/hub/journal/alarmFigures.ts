/** The figures of a compound's alarms over a span, out of the steps that are on disk; reckoned where they are read. */
import type Database from 'better-sqlite3';
import { alarmKpis, type AlarmKpis, type AlarmStep } from '#shared/alarms/kpis.ts';
import type { AlarmVerb } from '#shared/protocol/records.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { localTime } from '#shared/time/localTime.ts';

export interface FiguresQuestion {
  readonly compound: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly timeZone: string;
}

/** What stands at the beginning began before it: so long before is read as well. */
const leadMs = 7 * 86_400_000;
const stepsAtMost = 500_000;

interface Row {
  readonly at_ms: number;
  readonly alarm: string;
  readonly onset: number | null;
  readonly verb: AlarmVerb;
  readonly by: string | null;
  readonly state: string;
  readonly priority: AlarmPriority;
  readonly response_s: number;
  readonly device: string;
  readonly rule: string;
  readonly name: string;
  readonly device_name: string;
}

export function createFiguresReader(db: Database.Database): (question: FiguresQuestion) => AlarmKpis {
  const rows = db.prepare<[{ compound: string; from: number; to: number; most: number }], Row>(
    `SELECT at_ms, alarm, onset, body ->> '$.verb' AS verb, body ->> '$.by' AS by, body ->> '$.alarm.state' AS state,
       body ->> '$.alarm.priority' AS priority, body ->> '$.alarm.responseS' AS response_s,
       body ->> '$.alarm.deviceKey' AS device, body ->> '$.alarm.ruleId' AS rule,
       body -> '$.alarm.name' AS name, body -> '$.alarm.deviceName' AS device_name
     FROM transitions WHERE compound = @compound AND at_ms >= @from AND at_ms < @to
     ORDER BY at_ms, seq LIMIT @most`,
  );
  return ({ compound, fromMs, toMs, timeZone }) => {
    const steps: AlarmStep[] = [];
    // The same words come again and again.
    const words = new Map<string, LocalText>();
    const textOf = (json: string): LocalText => {
      let text = words.get(json);
      if (!text) words.set(json, (text = JSON.parse(json) as LocalText));
      return text;
    };
    for (const row of rows.iterate({ compound, from: fromMs - leadMs, to: toMs, most: stepsAtMost }))
      steps.push({
        alarm: row.alarm,
        atMs: row.at_ms,
        verb: row.verb,
        by: row.by,
        isOnset: row.onset !== null,
        isEnd: row.state === 'normal',
        priority: row.priority,
        responseS: row.response_s,
        deviceKey: row.device,
        ruleId: row.rule,
        name: textOf(row.name),
        deviceName: textOf(row.device_name),
      });
    return alarmKpis(steps, fromMs, toMs, (atMs) => localTime(atMs, timeZone).date);
  };
}
