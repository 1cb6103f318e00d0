/** Records that hub and screens share: devices, alarms, events, incidents, actions. Every persisted one has a version. */
import type { Verb } from '#shared/access/verbs.ts';
import type { CameraStop } from '#shared/incidents/cameraPath.ts';
import type { Step } from '#shared/incidents/procedure.ts';
import type { AlarmPriority, IncidentKind } from '#shared/systems/declaration.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { FaultParams } from './result.ts';
import type { FaultCode } from '../i18n/faults/words.ts';
import type { CommandState } from './commands.ts';
import type { CameraMeta, PointMeta, VideoSource } from './device.ts';

/** `<system>/<device>`, unique in a compound. */
export type DeviceKey = string;

export interface DeviceRecord {
  readonly key: DeviceKey;
  readonly compound: string;
  readonly system: string;
  readonly id: string;
  readonly name: LocalText;
  readonly positionEnu: Enu | null;
  readonly placeId: string | null;
  readonly intervalS: number;
  /** It is what the hub learnt, not what the device or its system declares; absent in records of older versions. */
  readonly isIntervalLearnt?: boolean;
  /** Key of the gateway it speaks through; absent in records of older versions. */
  readonly via?: string | null;
  /** Maker and model, and the version of its software, where it told them; absent in records of older versions. */
  readonly model?: string | null;
  readonly firmware?: string | null;
  readonly camera: CameraMeta | null;
  readonly video: VideoSource | null;
  /** Point id → index in the columns. */
  readonly points: Readonly<Record<string, number>>;
  readonly pointMeta: readonly PointMeta[];
  /** Set while it is out of service: its alarms are kept, but ask nobody to act. */
  readonly outOfService: OutOfService | null;
}

export interface OutOfService {
  readonly by: string;
  readonly sinceMs: number;
  readonly note: string;
}

export type AlarmState =
  | 'normal'
  | 'unacknowledged'
  | 'acknowledged'
  | 'returned-unacknowledged'
  | 'shelved'
  | 'suppressed-by-design'
  | 'out-of-service';

export interface AlarmRecord {
  readonly version: 1;
  readonly id: string;
  readonly compound: string;
  readonly deviceKey: DeviceKey;
  readonly deviceName: LocalText;
  readonly placeId: string | null;
  readonly positionEnu: Enu | null;
  readonly system: string;
  readonly ruleId: string;
  readonly name: LocalText;
  readonly consequence: LocalText;
  readonly action: LocalText;
  readonly priority: AlarmPriority;
  readonly responseS: number;
  readonly state: AlarmState;
  readonly conditionActive: boolean;
  readonly acknowledged: boolean;
  /** Whether its latest onset has asked somebody to act; what was withheld or shelved from the start has not. */
  readonly announced: boolean;
  readonly latching: boolean;
  readonly shelvable: boolean;
  readonly shelvedUntilMs: number | null;
  /** Why it asks nobody to act although its condition stands; visible all the same. */
  readonly withheld: 'suppressed-by-design' | 'out-of-service' | null;
  readonly firstAtMs: number;
  /** When its device says that it happened, and when the hub learnt of it; absent in records of older versions. */
  readonly happenedAtMs?: number;
  readonly learntAtMs?: number;
  readonly lastAtMs: number;
  readonly returnedAtMs: number | null;
  readonly acknowledgedAtMs: number | null;
  readonly acknowledgedBy: string | null;
  /** Its response time passed and nobody had acknowledged it; absent or null: not since its latest onset. */
  readonly escalatedAtMs?: number | null;
  /** Repeats of the condition while the record was open; the first counts. */
  readonly count: number;
  /** Value that raised it, as shown, for example `0.21 dB/m`. */
  readonly value: string;
  readonly note: string;
  readonly incidentKind: IncidentKind | null;
  readonly eventId: string | null;
  /** Only while told and shown: the disk refuses its last step for now. Never on disk. */
  readonly notStored?: true;
}

export type AlarmVerb =
  | 'raised'
  | 'repeated'
  | 'returned'
  | 'acknowledged'
  | 'reset'
  | 'shelved'
  | 'unshelved'
  | 'withheld'
  | 'released'
  | 'withdrawn'
  | 'escalated';

/** One step of an alarm's life; the record is as it was after the step, so that any instant can be shown again. */
export interface AlarmTransition {
  readonly seq: number;
  readonly atMs: number;
  readonly verb: AlarmVerb;
  readonly by: string | null;
  readonly note: string;
  readonly alarm: AlarmRecord;
}

export interface EventRecord {
  readonly seq: number;
  readonly compound: string;
  readonly deviceKey: DeviceKey;
  readonly id: string;
  readonly type: string;
  readonly atMs: number;
  readonly receivedMs: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export type IncidentState = 'new' | 'in-progress' | 'resolved' | 'closed' | 'false';

/** An incident without its timeline: what is on disk as one record. */
export interface IncidentHead {
  readonly version: 3;
  readonly id: string;
  readonly compound: string;
  readonly kind: IncidentKind;
  readonly title: LocalText;
  readonly state: IncidentState;
  readonly drill: boolean;
  readonly placeId: string | null;
  readonly positionEnu: Enu | null;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly openedBy: string;
  /** Who answers for it; null: nobody in particular. */
  readonly assignee: string | null;
  /** Devices whose alarms are this emergency, not merely near it; of very many the first. */
  readonly deviceKeys: readonly DeviceKey[];
  /** Of what sort it is, by the rule that opened it; absent where its kind and procedure say so. */
  readonly emergency?: string;
  /** Id of the procedure it is worked through by; absent where the rule's own words were taken. */
  readonly procedureId?: string;
  /** It turned out to be one with another, in which it goes on. */
  readonly mergedInto?: string;
  /** Too many of its sort stand at its place to be told apart: further alarms of that sort join it. */
  readonly collective?: true;
  readonly procedure: readonly IncidentStep[];
  /** From where its replay is looked at, as somebody set it; absent: it follows the timeline. */
  readonly cameraPath?: readonly CameraStop[];
  /** Of all that stand on its timeline. */
  readonly entryCount: number;
  /** Only while told and shown: the disk refuses its last change for now. Never on disk. */
  readonly notStored?: true;
}

export interface IncidentRecord extends IncidentHead {
  /** Ascending in time. Of a long timeline: the first, what people did, and the newest; `entryCount` tells of more. */
  readonly entries: readonly IncidentEntry[];
}

/** What changed of an incident. */
export interface IncidentDelta {
  readonly head: IncidentHead;
  readonly added: readonly IncidentEntry[];
}

export interface IncidentStep extends Step {
  readonly doneAtMs: number | null;
  readonly doneBy: string | null;
  /** By which of its choices it was done. */
  readonly choice?: string;
  /** What came of it, in the words of who did it. */
  readonly result: string | null;
}

/** What stands on an incident's timeline. */
export interface IncidentEntry {
  /** 0, 1, 2 … in order of arrival. */
  readonly seq: number;
  readonly atMs: number;
  readonly kind: 'alarm' | 'event' | 'action' | 'note' | 'state';
  readonly text: LocalText;
  readonly by: string | null;
  /** Id of the alarm or event. */
  readonly ref: string | null;
  readonly priority: AlarmPriority | null;
  /** What a person changed with it. */
  readonly change?: IncidentChange;
  readonly picture?: IncidentPicture;
  readonly attachment?: IncidentAttachment;
  /** What of which device it tells; absent where it tells of none, and in entries of older versions. */
  readonly of?: IncidentSubject;
}
export interface IncidentSubject {
  readonly deviceKey: DeviceKey;
  /** Of an alarm what became of it, of an event its type, of a command its name. */
  readonly verb: string;
  /** Of a command what had become of it. */
  readonly state?: CommandState;
  /** When the hub heard of it, by the hub's own clock. */
  readonly heardAtMs: number;
}

/** A camera's picture that somebody put there; its bytes are kept by their hash. */
export interface IncidentPicture {
  readonly sha256: string;
  readonly camera: DeviceKey;
  /** The instant it shows. */
  readonly atMs: number;
}

/** A file that somebody put there, as it came: a recorder's film, a scanned form. */
export interface IncidentAttachment {
  readonly sha256: string;
  /** As the file was called. */
  readonly name: string;
  readonly bytes: number;
}

export type IncidentChange =
  | { readonly kind: 'state'; readonly state: IncidentState }
  | {
      readonly kind: 'step';
      readonly step: number;
      readonly done: boolean;
      readonly result?: string;
      readonly choice?: string;
    }
  | { readonly kind: 'assignee'; readonly assignee: string | null }
  | { readonly kind: 'mark'; readonly mark: IncidentMark; readonly done: boolean }
  /** What another incident told was taken in: the `taken` entries right before this one. */
  | {
      readonly kind: 'merge';
      readonly incidentId: string;
      readonly taken?: number;
      readonly before?: IncidentBefore;
    }
  /** Devices went from this one into another, or this one came of another by that. */
  | { readonly kind: 'split'; readonly incidentId: string; readonly before?: IncidentBefore }
  | { readonly kind: 'muster'; readonly placeId: string; readonly muster: MusterState };

/** What a merge or a split took the place of; not told by hubs of before. `null`: there was no such incident. */
export type IncidentBefore = {
  readonly deviceKeys: readonly DeviceKey[];
  readonly startedAtMs: number;
} | null;

/** What whoever commands at a fire declares. */
export type IncidentMark = 'confirm' | 'call-119' | 'brigade-arrive' | 'under-control';
/** Of a household: all outside, somebody needs help, or nobody has heard of them yet. */
export type MusterState = 'out' | 'help' | 'unheard';

/** What a person did. */
export interface ActionRecord {
  readonly seq: number;
  readonly compound: string;
  readonly atMs: number;
  readonly by: string;
  readonly verb: string;
  readonly target: string;
  readonly note: string;
}

export interface Rejection {
  readonly seq: number;
  readonly atMs: number;
  readonly topic: string;
  /** Id of the broker it came from; absent where it came from none. */
  readonly source?: string;
  /** `<compound>/<system>/<device>`, where it was understood of whom it speaks. */
  readonly device?: string;
  readonly code: FaultCode;
  readonly params?: FaultParams;
  /** First bytes of the payload, printable. */
  readonly sample: string;
}

export interface RejectionReport {
  readonly total: number;
  readonly byCode: Readonly<Record<string, number>>;
  /** Newest first, a bounded ring. */
  readonly recent: readonly Rejection[];
}

/** A standing fault of the product itself, added and removed by id. */
export interface Alert {
  readonly id: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly code: FaultCode;
  readonly params?: FaultParams;
  readonly sinceMs: number;
  /** The compound it is about; absent = the hub. */
  readonly compound?: string;
  /** Shown to those who may do this, because they can mend it; absent = everybody. */
  readonly verb?: Verb;
}
