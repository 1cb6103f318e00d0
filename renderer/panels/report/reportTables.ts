/** A report's figures and rows: the same on paper and in a spreadsheet. Pure. */
import { momentsOf } from '#shared/incidents/moments.ts';
import { askingOf } from '#shared/incidents/steps.ts';
import type { IncidentEntry, IncidentRecord } from '#shared/protocol/records.ts';
import { localTime } from '#shared/time/localTime.ts';
import { stopwatch } from '#ui/useText.ts';
import type { WordsIn } from '#ui/useWordsIn.ts';

export interface ReportTables {
  readonly moments: readonly {
    readonly code: string;
    readonly name: string;
    readonly at: string;
    readonly after: string;
    readonly by: string;
  }[];
  readonly steps: readonly {
    readonly text: string;
    readonly state: string;
    readonly isLate: boolean;
    readonly at: string;
    readonly by: string;
    readonly result: string;
  }[];
  readonly timeline: readonly {
    readonly seq: number;
    readonly at: string;
    readonly kind: string;
    readonly text: string;
    readonly by: string;
  }[];
}

export const timeOf = (atMs: number, zone: string): string => {
  const { date, clock } = localTime(atMs, zone);
  return `${date} ${clock}`;
};

export function reportTables(
  incident: IncidentRecord,
  entries: readonly IncidentEntry[],
  zone: string,
  { t, local, person }: WordsIn,
): ReportTables {
  const whole = { ...incident, entries };
  const name = (by: string | null): string => (by === null ? '' : person(by));
  return {
    moments: momentsOf(whole).map(({ code, atMs, afterMs, by }) => ({
      code,
      name: t(`moment.${code}`),
      at: atMs === null ? t('incidentReport.untold') : timeOf(atMs, zone),
      after: afterMs === null ? '' : stopwatch(afterMs),
      by: name(by),
    })),
    steps: incident.procedure.map((step, i) => {
      const { doneAtMs, withinS, choices, choice } = step;
      const lateMs =
        doneAtMs !== null && withinS !== undefined ? doneAtMs - incident.startedAtMs - withinS * 1000 : 0;
      const chosen = choices?.find(({ id }) => id === choice);
      const asking = askingOf(incident.procedure, i);
      const state = t(doneAtMs === null ? `incidentReport.step.${asking}` : 'incidentReport.step.done');
      return {
        text: local(step.text),
        state:
          lateMs > 0 ? `${state} · ${t('incidentReport.step.late', { time: stopwatch(lateMs) })}` : state,
        isLate: lateMs > 0,
        at: doneAtMs === null ? '' : timeOf(doneAtMs, zone),
        by: name(step.doneBy),
        result: [...(chosen ? [local(chosen.text)] : []), ...(step.result ? [step.result] : [])].join(' · '),
      };
    }),
    timeline: entries
      .toSorted((a, b) => a.atMs - b.atMs || a.seq - b.seq)
      .map(({ seq, atMs, kind, text, by }) => ({
        seq,
        at: timeOf(atMs, zone),
        kind: t(`incident.entry.${kind}`),
        text: local(text),
        by: name(by),
      })),
  };
}
