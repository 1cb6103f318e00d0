/**
 * What the hub said, and what the shown world holds: a mirror that people only look at. Readings stay in the worlds'
 * columns; the store hands them out anew a few times a second, so that panels can follow without rendering at 20 Hz.
 */
import type { Bookmark } from '#shared/protocol/bookmark.ts';
import type { SavedViewSummary } from '#shared/protocol/savedView.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Person } from '#shared/access/may.ts';
import type { CompoundManifest } from '#shared/compounds/manifest.ts';
import type { RecordingMark } from '#shared/compounds/recording.ts';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { ImportProgress, ModelManifest } from '#shared/protocol/model.ts';
import type {
  ActionRecord,
  AlarmRecord,
  Alert,
  DeviceRecord,
  EventRecord,
  IncidentRecord,
  OutOfService,
} from '#shared/protocol/records.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { emptyPlan, type CompoundPlan } from '#shared/twin/compound.ts';
import { TwinColumns } from '#shared/twin/columns.ts';
import type { ClockState } from './clock.ts';
import type { Missed } from './missed.ts';
import type { ReplayState } from './replay.ts';

export interface Facts {
  readonly connected: boolean;
  readonly everConnected: boolean;
  /** The live state of the compound that is shown has been had since the hub was last out of reach. */
  readonly current: boolean;
  readonly user: string;
  /** Null until the hub has said who is signed in. */
  readonly person: Person | null;
  /** No user exists yet: the first administrator can be created. */
  readonly firstRun: boolean;
  readonly version: string;
  readonly compounds: readonly CompoundSummary[];
  readonly compoundId: string | null;
  readonly plan: CompoundPlan;
  readonly devices: ReadonlyMap<string, DeviceRecord>;
  /** Texts of points by code: those of the shown world. */
  readonly words: ReadonlyMap<number, string>;
  readonly historyFromMs: number | null;
  /** Of the shown world: live or replayed. */
  readonly alarms: readonly AlarmRecord[];
  /** Of the live world, whatever is shown. */
  readonly liveAlarms: readonly AlarmRecord[];
  readonly events: readonly EventRecord[];
  readonly actions: readonly ActionRecord[];
  /** Of the shown world, newest first. */
  readonly commands: readonly CommandRecord[];
  /** Of the replayed instant; null when live, where the devices' records tell. */
  readonly replayedService: ReadonlyMap<string, OutOfService> | null;
  /** Newest first; in replay as they are today. */
  readonly incidents: readonly IncidentRecord[];
  /** The shown world's columns; a new object whenever readings changed, a few times a second. */
  readonly shown: { readonly columns: TwinColumns };
  /** Grow by one with each word of the hub on passages, passes and bookings: whoever shows them asks again. */
  readonly told: { readonly passages: number; readonly passes: number; readonly bookings: number };
  readonly alerts: readonly Alert[];
  readonly rejected: { readonly total: number; readonly byCode: Readonly<Record<string, number>> };
  readonly imports: ReadonlyMap<string, ImportProgress>;
  /** Those that stand in the shown phases. */
  readonly models: readonly ModelManifest[];
  /** Of every phase of the compound. */
  readonly allModels: readonly ModelManifest[];
  /** Phases of the compound that are shown; null: as it stands now. */
  readonly phases: readonly string[] | null;
  /** Kept for everybody of the compound. */
  readonly savedViews: readonly SavedViewSummary[];
  /** Of the compound's past, kept for everybody, in the order of the time they mark. */
  readonly bookmarks: readonly Bookmark[];
  readonly clock: ClockState;
  readonly replay: ReplayState;
  /** What changed while the hub was away; null once it was read. */
  readonly missed: Missed | null;
  /** The browser keeps the page silent until it is touched. */
  readonly soundBlocked: boolean;
  readonly sceneFault: string | null;
  /** 0…1 of what the scene has to load. */
  readonly sceneLoading: number;
}

export type FactStore = StoreApi<Facts>;

export function createFacts(): FactStore {
  return createStore<Facts>(() => ({
    connected: false,
    everConnected: false,
    user: '',
    person: null,
    firstRun: false,
    version: '',
    compounds: [],
    compoundId: null,
    plan: emptyPlan,
    devices: new Map(),
    words: new Map(),
    historyFromMs: null,
    alarms: [],
    liveAlarms: [],
    events: [],
    actions: [],
    commands: [],
    replayedService: null,
    incidents: [],
    shown: { columns: new TwinColumns(0) },
    told: { passages: 0, passes: 0, bookings: 0 },
    alerts: [],
    rejected: { total: 0, byCode: {} },
    imports: new Map(),
    models: [],
    allModels: [],
    phases: null,
    savedViews: [],
    bookmarks: [],
    current: false,
    clock: { mode: 'live', playing: true, rate: 1, looping: false },
    missed: null,
    replay: { loading: false, fault: null },
    soundBlocked: false,
    sceneFault: null,
    sceneLoading: 1,
  }));
}

/** Of the shown instant. */
export function outOfServiceOf(
  device: DeviceRecord,
  { replayedService }: Pick<Facts, 'replayedService'>,
): OutOfService | null {
  return replayedService ? (replayedService.get(device.key) ?? null) : device.outOfService;
}

type ShownCompound = Pick<Facts, 'compounds' | 'compoundId'>;

/** Of the compound that is shown. */
export function manifestOf({ compounds, compoundId }: ShownCompound): CompoundManifest | undefined {
  return compounds.find((one) => one.id === compoundId)?.manifest;
}

/** Of the compound that is shown, where it is a recording. */
export function recordingOf(facts: ShownCompound): RecordingMark | null {
  return manifestOf(facts)?.recording ?? null;
}

/** Of the compound that is shown; Shanghai's before there is one. */
export function zoneOf(facts: ShownCompound): string {
  return manifestOf(facts)?.origin.timeZone ?? 'Asia/Shanghai';
}
