/**
 * The screen's store: what the hub said (compounds, devices, alarms, incidents) and what the person chose (selection,
 * layers, theme, language). Readings stay in the worlds' columns; the store hands them out anew a few
 * times a second, so that panels can follow without rendering at 20 Hz.
 */
import { create } from 'zustand';
import type { Person } from '#shared/access/may.ts';
import type { ElementRef } from '#scene/contract.ts';
import type { ElementDetail, ImportProgress, ModelManifest } from '#shared/protocol/model.ts';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type {
  ActionRecord,
  AlarmRecord,
  Alert,
  DeviceRecord,
  EventRecord,
  IncidentRecord,
  OutOfService,
} from '#shared/protocol/records.ts';
import { type Fault } from '#shared/protocol/result.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { emptyPlan, type CompoundPlan, type Enu } from '#shared/twin/compound.ts';
import { TwinColumns } from '#shared/twin/columns.ts';
import type { Language } from '#shared/twin/text.ts';
import { faultText } from '#shared/i18n/faults/faultText.ts';
import type { ClockState } from './clock.ts';

export type Theme = 'duty' | 'showcase';
export type Selection =
  | { readonly kind: 'device'; readonly key: string }
  | { readonly kind: 'place'; readonly id: string }
  | {
      readonly kind: 'element';
      readonly element: ElementRef;
      readonly positionEnu: Enu;
      readonly detail: ElementDetail | null;
    }
  | null;

export interface Toast {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly text: string;
}

export interface OperationsState {
  readonly connected: boolean;
  readonly everConnected: boolean;
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
  /** Hub time; null = not muted. */
  readonly mutedUntilMs: number | null;
  /** The browser keeps the page silent until it is touched. */
  readonly soundBlocked: boolean;
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
  readonly alerts: readonly Alert[];
  readonly rejected: { readonly total: number; readonly byCode: Readonly<Record<string, number>> };
  readonly imports: ReadonlyMap<string, ImportProgress>;
  readonly models: readonly ModelManifest[];
  readonly clock: ClockState;
  readonly seeking: boolean;
  readonly replayFault: Fault | null;

  readonly selection: Selection;
  readonly selectedAlarmId: string | null;
  /** Alarm whose acknowledgement asks for a note. */
  readonly notingAlarmId: string | null;
  readonly openIncidentId: string | null;
  readonly hiddenSystems: ReadonlySet<string>;
  /** Shown alone with what lies below it: of a building of the plan, or of an imported model. */
  readonly storey:
    | { readonly kind: 'building'; readonly buildingId: string; readonly level: number }
    | { readonly kind: 'model'; readonly modelId: string; readonly storey: number }
    | null;
  readonly xray: boolean;
  readonly theme: Theme;
  readonly daylight: 'auto' | 'day' | 'night';
  readonly language: Language;
  readonly orbiting: boolean;
  readonly overlay: 'none' | 'search' | 'keys' | 'models' | 'rejections';
  readonly toasts: readonly Toast[];
  readonly sceneFault: string | null;
  readonly sceneLoading: number;
}

function remembered<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
  const found = globalThis.localStorage?.getItem(`linli.${key}`);
  return allowed.find((one) => one === found) ?? fallback;
}

export const useOperations = create<OperationsState>(() => ({
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
  mutedUntilMs: null,
  soundBlocked: false,
  events: [],
  actions: [],
  commands: [],
  replayedService: null,
  shown: { columns: new TwinColumns(0) },
  incidents: [],
  alerts: [],
  rejected: { total: 0, byCode: {} },
  imports: new Map(),
  models: [],
  clock: { mode: 'live', playing: true, rate: 1 },
  seeking: false,
  replayFault: null,
  selection: null,
  selectedAlarmId: null,
  notingAlarmId: null,
  openIncidentId: null,
  hiddenSystems: new Set(),
  storey: null,
  xray: false,
  theme: remembered('theme', ['duty', 'showcase'], 'duty'),
  daylight: remembered('daylight', ['auto', 'day', 'night'], 'day'),
  language: remembered('language', ['zh', 'en'], 'zh'),
  orbiting: false,
  overlay: 'none',
  toasts: [],
  sceneFault: null,
  sceneLoading: 1,
}));

/** Of the shown instant. */
export function outOfServiceOf(
  device: DeviceRecord,
  { replayedService }: Pick<OperationsState, 'replayedService'>,
): OutOfService | null {
  return replayedService ? (replayedService.get(device.key) ?? null) : device.outOfService;
}

export const setOperations = useOperations.setState;

export function remember(key: 'theme' | 'language' | 'daylight', value: string): void {
  globalThis.localStorage?.setItem(`linli.${key}`, value);
}

let toastId = 0;
const toastMs = 6000;

export function toast(tone: Toast['tone'], text: string): void {
  const id = ++toastId;
  setOperations((state) => ({ toasts: [...state.toasts.slice(-3), { id, tone, text }] }));
  setTimeout(
    () => setOperations((state) => ({ toasts: state.toasts.filter((one) => one.id !== id) })),
    toastMs,
  );
}

/** A fault of the hub, in the screen's language. */
export function toastFault(fault: Fault): void {
  const { message, tip } = faultText(fault, useOperations.getState().language);
  toast('error', [message, tip].filter(Boolean).join(' · '));
}
