/**
 * The room of drills: plays a scenario into an incident of its own, which is marked as a drill. It speaks to that incident
 * alone: no alarm is raised, no device and no resident hears of it. Over when people end the incident, and scored then;
 * stopped by whoever may, or because the hub ended.
 */
import { randomUUID } from 'node:crypto';
import { isOver } from '#shared/incidents/incidentAt.ts';
import { scoreDrill } from '#shared/incidents/score.ts';
import type { DrillRun, DrillScenario } from '#shared/protocol/drill.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { LocalText } from '#shared/twin/text.ts';
import {
  drillAcknowledged,
  drillAlarmed,
  drillEnded,
  drillTold,
  type DrillAlarm,
  type Incidents,
} from '../incidents/index.ts';
import type { Records } from '../records/index.ts';
import type { CompoundTwin, Twin } from '../twin/index.ts';
import { plannedOf, type PlannedInjection } from './planned.ts';
import { createRunStore } from './runStore.ts';
import { createScenarioBook, type ScenarioBook } from './scenarioBook.ts';

export interface Drills extends Pick<ScenarioBook, 'list' | 'remove' | 'own' | 'replace'> {
  keep(compound: string, scenario: DrillScenario): Result<DrillScenario>;
  /** Newest first. */
  runs(compound: string): readonly DrillRun[];
  /** One at a time in a compound. */
  run(compound: string, id: string, by: string): Result<DrillRun>;
  stopRun(compound: string, id: string, by: string): Result<DrillRun>;
  /** The alarms that a drill has played, of which nobody else knows. */
  acknowledge(incidentId: string, by: string): Result<IncidentRecord>;
  stop(): void;
}

const runsShown = 50;
const entriesRead = 5000;

const cutOff: LocalText = {
  zh: '中心服务重启，演练已停止，不计分',
  en: 'The hub was restarted: the drill is stopped and not scored',
};
const stopped: LocalText = { zh: '演练已停止，不计分', en: 'The drill is stopped and not scored' };

export function createDrills(options: {
  readonly records: Records;
  readonly now: () => number;
  readonly dir: string | null;
  readonly twin: Pick<Twin, 'compounds'>;
  readonly incidents: Pick<Incidents, 'openDrill' | 'changeDrill' | 'onChange' | 'store'>;
  readonly roleOf: (name: string) => string | null;
  /** Kinds of incidents that a compound's procedures are for. */
  readonly kindsOf: (compound: string) => readonly string[];
}): Drills {
  const { records, now, twin, incidents } = options;
  const book = createScenarioBook(options);
  const store = createRunStore(records);
  /** What is still to be played, by incident. */
  const timers = new Map<string, readonly NodeJS.Timeout[]>();

  function clear(incidentId: string): void {
    for (const timer of timers.get(incidentId) ?? []) clearTimeout(timer);
    timers.delete(incidentId);
  }

  function ended(run: DrillRun, state: DrillRun['state'], score: DrillRun['score'] = null): DrillRun {
    clear(run.incidentId);
    const over = { ...run, state, endedAtMs: now(), score };
    store.write(over);
    return over;
  }

  function inject(incidentId: string, { what }: PlannedInjection): void {
    const edit =
      what.kind === 'alarm' ? drillAlarmed(what.alarm, now()) : drillTold(what.kind, what.text, now());
    records.together(() => incidents.changeDrill(incidentId, edit));
  }

  function planned(id: string, scenario: DrillScenario): Result<readonly PlannedInjection[]> {
    const compound: CompoundTwin | undefined = twin.compounds.get(id);
    return compound
      ? plannedOf(compound, scenario, options.kindsOf(id))
      : failure('no-compound', { compound: id });
  }

  for (const run of store.running())
    records.together(() => {
      ended(run, 'cut-off');
      incidents.changeDrill(run.incidentId, drillEnded(cutOff, null, now()));
    });

  incidents.onChange(({ head }) => {
    if (!head.drill || !isOver(head.state)) return;
    const run = store.running().find(({ incidentId }) => incidentId === head.id);
    const incident = run && incidents.store.find(head.id);
    if (!run || !incident) return;
    const whole = { ...incident, entries: incidents.store.entries(head.id, 0, entriesRead) };
    records.together(() => ended(run, 'finished', scoreDrill(whole, run.scenario.expected, options.roleOf)));
  });

  return {
    list: book.list,
    own: book.own,
    replace: book.replace,
    remove: book.remove,
    keep(compound, scenario) {
      const checked = planned(compound, scenario);
      return checked.ok ? book.keep(compound, scenario) : checked;
    },
    runs: (compound) => store.list(compound, runsShown),
    run(compound, id, by) {
      const scenario = book.list(compound).find((one) => one.scenario.id === id)?.scenario;
      if (!scenario) return failure('no-drill');
      if (store.running().some((run) => run.compound === compound)) return failure('drill-running');
      const found = planned(compound, scenario);
      if (!found.ok) return found;
      const { kind, name, placeId } = scenario;
      const incident = incidents.openDrill(
        { compound, kind, name, placeId, alarm: firstAlarm(found.value) },
        by,
      );
      const run: DrillRun = {
        version: 1,
        id: randomUUID(),
        compound,
        incidentId: incident.id,
        scenario,
        by,
        state: 'running',
        startedAtMs: incident.startedAtMs,
        endedAtMs: null,
        score: null,
      };
      store.write(run);
      for (const one of found.value.filter(({ afterS }) => afterS === 0)) inject(incident.id, one);
      timers.set(
        incident.id,
        found.value
          .filter(({ afterS }) => afterS > 0)
          .map((one) => setTimeout(() => inject(incident.id, one), one.afterS * 1000)),
      );
      return success(run);
    },
    stopRun(compound, id, by) {
      const run = store.find(id);
      if (run?.compound !== compound) return failure('no-drill');
      if (run.state !== 'running') return failure('drill-over');
      const over = ended(run, 'stopped');
      incidents.changeDrill(run.incidentId, drillEnded(stopped, by, now()));
      return success(over);
    },
    acknowledge: (incidentId, by) => incidents.changeDrill(incidentId, drillAcknowledged(by, now())),
    stop() {
      for (const incidentId of timers.keys()) clear(incidentId);
    },
  };
}

function firstAlarm(planned: readonly PlannedInjection[]): DrillAlarm | null {
  for (const { what } of planned) if (what.kind === 'alarm') return what.alarm;
  return null;
}
