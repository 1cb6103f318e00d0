/** What the person at the screen has chosen: where to look, what is open. Nothing of it outlives the page. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ElementRef, TrackPath, WallMark } from '#scene/contract.ts';
import type { StoreyRef } from '#scene/toolContract.ts';
import type { ElementDetail } from '#shared/protocol/model.ts';
import type { IncidentState } from '#shared/protocol/records.ts';
import type { MarkKind, Snapshot } from '#shared/protocol/socket.ts';
import type { Fault } from '#shared/protocol/result.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { WarningKind } from '#shared/protocol/notice.ts';
import type { BookmarkDraft } from '#shared/protocol/bookmark.ts';
import type { DeviceChange } from './changes.ts';
import type { TimeRange } from './clock.ts';
import { wholeView, type AlarmView } from './alarmView.ts';
import type { Comparison } from './comparison.ts';

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

/** Dialogs that lie over the whole screen, one at a time. */
export type Overlay =
  | 'search'
  | 'keys'
  | 'models'
  | 'plan'
  | 'rejections'
  | 'acknowledge-note'
  | 'shelve'
  | 'new-incident'
  | 'incident-reason'
  | 'new-order'
  | 'calibration'
  | 'coverage'
  | 'bookmarks'
  | 'bookmark';

export interface CalibrationMarks {
  readonly deviceKey: string;
  /** Of the picture that they were set in, pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** By corner. */
  readonly marks: ReadonlyMap<string, { readonly xPx: number; readonly yPx: number }>;
}

/** A point whose past is drawn. */
export interface ChartedPoint {
  readonly device: string;
  readonly point: string;
}

/** A field of values over the ground, as a system declares it. */
export interface HeatChoice {
  readonly system: string;
  readonly point: string;
}

export interface Choices {
  readonly selection: Selection;
  /** In the order in which they were chosen; the last is the one that is shown in full. */
  readonly chosenAlarmIds: readonly string[];
  /** As they stand in the list, worked out by the list: what `next` means. */
  readonly shownAlarmIds: readonly string[];
  readonly alarmView: AlarmView;
  readonly openIncidentId: string | null;
  /** In replay the camera follows the open incident's path, until a hand moves it. */
  readonly followsPath: boolean;
  /** The fire that is commanded where none is open: it stays, whatever else begins to burn. */
  readonly heldFireId: string | null;
  readonly openOrderId: string | null;
  /** What the work order that is being written is about. */
  readonly orderSubject: {
    readonly alarmId: string | null;
    readonly deviceKey: string | null;
    readonly placeId: string | null;
  } | null;
  /** The point that a rule is asked for; a new object each time. */
  readonly ruleSubject: { readonly system: string; readonly point: string; readonly device: string } | null;
  /** The warning to residents that is being written: of what and where. */
  readonly warningDraft: { readonly kind: WarningKind; readonly placeIds: readonly string[] };
  /** Drawn over each other on one axis; empty: nothing was chosen yet. */
  readonly charted: readonly ChartedPoint[];
  /** In the panel of systems; null: that of the selected device. */
  readonly openSystem: string | null;
  readonly heat: HeatChoice | null;
  readonly hiddenSystems: ReadonlySet<string>;
  /** Shown alone with what lies below it: of a building of the plan, or of an imported model. */
  readonly storey: StoreyRef | null;
  /** The one whose plan is open or was last. */
  readonly planOf: StoreyRef | null;
  /** Of two models or phases; null: none is on the screen. */
  readonly comparison: Comparison | null;
  /** A throw that was traced back and is shown with what is thought of it; null: as its camera tells it. */
  readonly tracedThrow: TrackPath | null;
  /** Windows by how well throw cameras judge them; empty: they are not painted. */
  readonly wallMarks: readonly WallMark[];
  /** The camera that is being calibrated. */
  readonly calibrated: string | null;
  /** Marks that were set and not saved: the dialog opens with them again. */
  readonly calibrationDraft: CalibrationMarks | null;
  /** How many calibrations were saved here: what rests on them is asked anew. */
  readonly calibrations: number;
  /** Of the time bar; null: none is chosen. */
  readonly range: TimeRange | null;
  /** What changed between the ends of a stretch, while it is shown; `found` null: it is being asked for, or could not be had. */
  readonly changes: {
    readonly range: TimeRange;
    readonly found: readonly DeviceChange[] | null;
    readonly fault: Fault | null;
    /** All that was true at its beginning, once that is there. */
    readonly begun: Snapshot | null;
    /** The scene shows the beginning left of a divider, the shown instant right of it. */
    readonly isSwiped: boolean;
    /** Its list makes room for what it tells of. */
    readonly isFolded: boolean;
  } | null;
  /** The bookmark that is being written; `id` null: a new one. */
  readonly bookmarkDraft: { readonly id: string | null; readonly draft: BookmarkDraft } | null;
  /** What one steps to on the time bar; never none. */
  readonly stepKinds: ReadonlySet<MarkKind>;
  readonly xray: boolean;
  readonly orbiting: boolean;
  readonly overlay: Overlay | null;
  /** An incident that cannot be put away without a reason, and what the hub said about it. */
  readonly reasonAsked: {
    readonly incidentId: string;
    readonly state: IncidentState;
    readonly fault: Fault;
  } | null;
  /** Hub time; null = not muted. */
  readonly mutedUntilMs: number | null;
}

export type ChoiceStore = StoreApi<Choices>;

/** What holds for one compound only. */
export const nothingChosen = {
  selection: null,
  chosenAlarmIds: [],
  openIncidentId: null,
  followsPath: false,
  heldFireId: null,
  openOrderId: null,
  orderSubject: null,
  ruleSubject: null,
  charted: [],
  heat: null,
  openSystem: null,
  warningDraft: { kind: 'fire', placeIds: [] },
  storey: null,
  planOf: null,
  comparison: null,
  tracedThrow: null,
  wallMarks: [],
  calibrationDraft: null,
  calibrated: null,
  range: null,
  changes: null,
  bookmarkDraft: null,
} as const satisfies Partial<Choices>;

export function createChoices(): ChoiceStore {
  return createStore<Choices>(() => ({
    ...nothingChosen,
    shownAlarmIds: [],
    alarmView: wholeView,
    hiddenSystems: new Set(),
    calibrations: 0,
    stepKinds: new Set(['alarm', 'event']),
    xray: false,
    orbiting: false,
    overlay: null,
    reasonAsked: null,
    mutedUntilMs: null,
  }));
}
