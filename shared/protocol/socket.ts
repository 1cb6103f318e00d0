/** The socket.io protocol, typed on both sides. Requests answer with a `Result`. */
import type { Person } from '#shared/access/may.ts';
import type { CompoundManifest } from '#shared/twin/compound.ts';
import type { ShownBooking } from './booking.ts';
import type { CommandRecord, CommandStep } from './commands.ts';
import type { ImportProgress } from './model.ts';
import type {
  ActionRecord,
  AlarmRecord,
  AlarmTransition,
  Alert,
  DeviceRecord,
  EventRecord,
  IncidentDelta,
  IncidentRecord,
  OutOfService,
  RejectionReport,
} from './records.ts';
import type { RequestName, RequestOf } from './requests.ts';
import type { Fault, Result } from './result.ts';
import type { Passage, ShownPass } from './visitorPass.ts';

export const PROTOCOL_VERSION = 1;

/** `packReadings` output. A browser receives an ArrayBuffer, Node a Buffer; the hub must send a Buffer. */
export type PackedColumns = ArrayBuffer | Uint8Array;

export interface CompoundSummary {
  readonly id: string;
  readonly manifest: CompoundManifest;
  readonly devices: number;
  /** Open alarms that ask somebody to act, P1 to P4. */
  readonly asking: readonly [number, number, number, number];
  /** Alarms that are not over, seen or not, P1 to P4. */
  readonly open: readonly [number, number, number, number];
  /** Devices that are silent or were never heard. */
  readonly offline: number;
  /** Grows with each step of an alarm there: whoever lists them asks again. */
  readonly alarmTurn: number;
}

export interface Hello {
  readonly protocol: typeof PROTOCOL_VERSION;
  readonly version: string;
  readonly hubTimeMs: number;
  readonly user: string;
  /** What the person may do; the hub decides again at each request. */
  readonly person: Person;
  /** No user exists yet: the first administrator can be created. */
  readonly firstRun: boolean;
  readonly compounds: readonly CompoundSummary[];
  /** Of the list of models: one of a lower revision is an old one. */
  readonly modelsRevision: number;
  /** The compound the hub was started with. */
  readonly home: string | null;
  readonly alerts: readonly Alert[];
}

/** An event whose data is JSON text. */
export type WireEvent = Omit<EventRecord, 'data'> & { readonly data: string };

export function fromWire({ data, ...event }: WireEvent): EventRecord {
  return { ...event, data: JSON.parse(data) as EventRecord['data'] };
}

/** Texts by code: those that the readings beside them name. */
export type Words = readonly (readonly [code: number, text: string])[];

/** Everything a screen needs to show a compound. `columns` holds what changed after the asked `lastSeq`. */
export interface Hydration {
  readonly compound: string;
  readonly seq: number;
  readonly full: boolean;
  readonly hubTimeMs: number;
  readonly devices: readonly DeviceRecord[];
  readonly words: Words;
  readonly columns: PackedColumns;
  readonly alarms: readonly AlarmRecord[];
  readonly incidents: readonly IncidentRecord[];
  /** The newest of all devices. */
  readonly commands: readonly CommandRecord[];
  readonly historyFromMs: number | null;
}

/** State of everything at an instant. `incidents` are those begun by then, as they are today. */
export interface Snapshot {
  /** Stood then and were removed since; of those that are there now the hydration tells. */
  readonly formerDevices: readonly DeviceRecord[];
  readonly atMs: number;
  readonly columns: PackedColumns;
  readonly words: Words;
  readonly alarms: readonly AlarmRecord[];
  readonly incidents: readonly IncidentRecord[];
  readonly outOfService: Readonly<Record<string, OutOfService>>;
  /** Of the ten minutes before, as they stood. */
  readonly commands: readonly CommandRecord[];
  /** Of the ten minutes before, oldest first. */
  readonly events: readonly WireEvent[];
  readonly actions: readonly ActionRecord[];
}

/** What happened in [fromMs, toMs), for playing. */
export interface HistoryWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly columns: PackedColumns;
  readonly words: Words;
  readonly transitions: readonly AlarmTransition[];
  readonly events: readonly WireEvent[];
  readonly actions: readonly ActionRecord[];
  readonly commands: readonly CommandStep[];
  /** Begun within, as they are today. */
  readonly incidents: readonly IncidentRecord[];
}

export const markKinds = ['alarm', 'event', 'action', 'incident'] as const;
export type MarkKind = (typeof markKinds)[number];

export interface TimelineMark {
  readonly atMs: number;
  readonly kind: MarkKind;
  readonly priority: 1 | 2 | 3 | 4 | null;
  readonly label: { readonly zh: string; readonly en: string };
  readonly ref: string;
}

export interface Timeline {
  readonly fromMs: number;
  readonly toMs: number;
  /** Alarms raised or repeated per priority and bin, [4][bins]; row 0 is P1. */
  readonly alarms: readonly (readonly number[])[];
  /** The gravest alarms, the newest events and actions: enough to draw, not all there is. */
  readonly marks: readonly TimelineMark[];
  readonly recorded: readonly { readonly fromMs: number; readonly toMs: number }[];
}

export interface ServerEvents {
  hello: (hello: Hello) => void;
  /** All of them, when one came or what asks somebody to act changed. */
  compounds: (compounds: readonly CompoundSummary[]) => void;
  tick: (compound: string, columns: PackedColumns) => void;
  /** Texts that readings of the next ticks name by their codes. */
  words: (compound: string, words: Words) => void;
  devices: (compound: string, changed: readonly DeviceRecord[], removed: readonly string[]) => void;
  alarm: (transition: AlarmTransition) => void;
  event: (event: WireEvent) => void;
  action: (action: ActionRecord) => void;
  command: (step: CommandStep) => void;
  incident: (delta: IncidentDelta) => void;
  pass: (pass: ShownPass) => void;
  passage: (passage: Passage) => void;
  booking: (booking: ShownBooking) => void;
  models: (changed: readonly string[], revision: number) => void;
  importing: (progress: ImportProgress) => void;
  alert: (alert: Alert, standing: boolean) => void;
  rejections: (report: Pick<RejectionReport, 'total' | 'byCode'>) => void;
}

/** What each request is answered with. */
/** What became of messages that were handed in together. */
export interface Ingested {
  readonly accepted: number;
  /** `line`: its line, or its place in the list, from one. A message may be taken and some of its values refused. */
  readonly refused: readonly (Fault & { readonly line: number })[];
}

export interface IssuedPass {
  readonly pass: ShownPass;
  readonly token: string;
}

export interface Answers {
  subscribe: Hydration;
  snapshot: Snapshot;
  window: HistoryWindow;
  timeline: Timeline;
  nextEvent: TimelineMark | null;
  acknowledge: AlarmRecord;
  resetAlarm: AlarmRecord;
  shelve: AlarmRecord;
  unshelve: AlarmRecord;
  setService: null;
  openIncident: IncidentRecord;
  advanceIncident: IncidentRecord;
  noteIncident: IncidentRecord;
  setCameraPath: IncidentRecord;
  stepIncident: IncidentRecord;
  markIncident: IncidentRecord;
  musterHousehold: IncidentRecord;
  assignIncident: IncidentRecord;
  /** Newest first; of each timeline its first entry and the changes of state, with their reasons. */
  listIncidents: readonly IncidentRecord[];
  ingest: Ingested;
  sendCommand: readonly CommandRecord[];
  /** Newest first. */
  listPasses: readonly ShownPass[];
  /** The token is told this once. */
  issuePass: IssuedPass;
  revokePass: ShownPass;
  /** The earliest first. */
  listBookings: readonly ShownBooking[];
  book: ShownBooking;
  stepBooking: ShownBooking;
  runDemo: null;
}

export type ClientRequests = {
  [K in RequestName]: (request: RequestOf<K>, answer: (result: Result<Answers[K]>) => void) => void;
};
