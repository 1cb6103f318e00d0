/** The socket.io protocol, typed on both sides. Requests answer with a `Result`; packed columns travel as ArrayBuffer. */
import type { IncidentKind } from '#shared/systems/declaration.ts';
import type { CompoundManifest } from '#shared/twin/compound.ts';
import type { ImportProgress } from './model.ts';
import type {
  ActionRecord,
  AlarmRecord,
  AlarmTransition,
  Alert,
  DeviceRecord,
  EventRecord,
  IncidentRecord,
  IncidentState,
  RejectionReport,
} from './records.ts';
import type { Result } from './result.ts';

export const PROTOCOL_VERSION = 1;

export interface CompoundSummary {
  readonly id: string;
  readonly manifest: CompoundManifest;
  readonly devices: number;
}

export interface Hello {
  readonly protocol: typeof PROTOCOL_VERSION;
  readonly version: string;
  readonly hubTimeMs: number;
  readonly user: string;
  readonly compounds: readonly CompoundSummary[];
  readonly alerts: readonly Alert[];
}

/** Everything a screen needs to show a compound. `columns` holds what changed after the asked `lastSeq`. */
export interface Hydration {
  readonly compound: string;
  readonly seq: number;
  readonly full: boolean;
  readonly hubTimeMs: number;
  readonly devices: readonly DeviceRecord[];
  readonly words: readonly string[];
  readonly columns: ArrayBuffer;
  readonly alarms: readonly AlarmRecord[];
  readonly incidents: readonly IncidentRecord[];
  readonly historyFromMs: number | null;
}

/** State of everything at an instant. */
export interface Snapshot {
  readonly atMs: number;
  readonly columns: ArrayBuffer;
  readonly alarms: readonly AlarmRecord[];
}

/** What happened in [fromMs, toMs), for playing. */
export interface HistoryWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly columns: ArrayBuffer;
  readonly transitions: readonly AlarmTransition[];
  readonly events: readonly EventRecord[];
  readonly actions: readonly ActionRecord[];
}

export interface TimelineMark {
  readonly atMs: number;
  readonly kind: 'alarm' | 'event' | 'action' | 'incident';
  readonly priority: 1 | 2 | 3 | 4 | null;
  readonly label: { readonly zh: string; readonly en: string };
  readonly ref: string;
}

export interface Timeline {
  readonly fromMs: number;
  readonly toMs: number;
  /** Readings per bin, [bins]; zero where nothing was recorded. */
  readonly density: readonly number[];
  readonly marks: readonly TimelineMark[];
  readonly recorded: readonly { readonly fromMs: number; readonly toMs: number }[];
}

export interface ServerEvents {
  hello: (hello: Hello) => void;
  tick: (compound: string, columns: ArrayBuffer) => void;
  words: (compound: string, from: number, words: readonly string[]) => void;
  devices: (compound: string, changed: readonly DeviceRecord[], removed: readonly string[]) => void;
  alarm: (transition: AlarmTransition) => void;
  event: (event: EventRecord) => void;
  action: (action: ActionRecord) => void;
  incident: (incident: IncidentRecord) => void;
  models: (changed: readonly string[]) => void;
  importing: (progress: ImportProgress) => void;
  alert: (alert: Alert, standing: boolean) => void;
  rejections: (report: Pick<RejectionReport, 'total' | 'byCode'>) => void;
}

type Answer<T> = (result: Result<T>) => void;

export interface ClientRequests {
  subscribe: (request: { compound: string; lastSeq: number }, answer: Answer<Hydration>) => void;
  snapshot: (request: { compound: string; atMs: number }, answer: Answer<Snapshot>) => void;
  window: (request: { compound: string; fromMs: number; toMs: number }, answer: Answer<HistoryWindow>) => void;
  timeline: (
    request: { compound: string; fromMs: number; toMs: number; bins: number },
    answer: Answer<Timeline>,
  ) => void;
  nextEvent: (
    request: { compound: string; atMs: number; direction: 1 | -1 },
    answer: Answer<TimelineMark | null>,
  ) => void;
  acknowledge: (request: { alarmId: string; note: string }, answer: Answer<AlarmRecord>) => void;
  resetAlarm: (request: { alarmId: string; note: string }, answer: Answer<AlarmRecord>) => void;
  shelve: (request: { alarmId: string; reason: string; minutes: number }, answer: Answer<AlarmRecord>) => void;
  unshelve: (request: { alarmId: string }, answer: Answer<AlarmRecord>) => void;
  openIncident: (
    request: { compound: string; kind: IncidentKind; alarmId: string | null; placeId: string | null; title: string },
    answer: Answer<IncidentRecord>,
  ) => void;
  advanceIncident: (
    request: { incidentId: string; state: IncidentState; note: string },
    answer: Answer<IncidentRecord>,
  ) => void;
  noteIncident: (request: { incidentId: string; text: string }, answer: Answer<IncidentRecord>) => void;
  stepIncident: (
    request: { incidentId: string; step: number; done: boolean },
    answer: Answer<IncidentRecord>,
  ) => void;
  runDemo: (request: { scenario: 'fire' | 'throw' }, answer: Answer<null>) => void;
}

export type RequestName = keyof ClientRequests;
export type RequestOf<K extends RequestName> = Parameters<ClientRequests[K]>[0];
export type AnswerOf<K extends RequestName> =
  Parameters<Parameters<ClientRequests[K]>[1]>[0] extends Result<infer T> ? T : never;
