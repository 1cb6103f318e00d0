/**
 * A system is data: what its devices measure, when that asks an operator to act, what it is called and how its
 * devices look. Hub, scene, panels, history and search read these declarations and know no system by name.
 */
import type { CommandDeclaration } from '#shared/commands/declaration.ts';
import type { WarningKind } from '#shared/protocol/notice.ts';
import type { ProcedureStep } from '#shared/incidents/procedure.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { PersonalClass } from '#shared/access/verbs.ts';
import type { PointValue } from '#shared/protocol/device.ts';

export interface NamedState {
  readonly id: string;
  readonly name: LocalText;
}

/**
 * `number` is kept as it is, `boolean` as 0/1, `state` as the index in `states`, `text` as an interned word.
 * Numbers outside [min, max] are rejected; a device's own description may narrow or widen the range.
 */
export interface PointDeclaration {
  readonly id: string;
  readonly name: LocalText;
  readonly kind: 'number' | 'boolean' | 'state' | 'text';
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
  readonly states?: readonly NamedState[];
  /** It only grows, as a meter's register does: what counts is the difference over a span. */
  readonly isCounter?: true;
  /** Its values are about a person: they never travel with the others nor enter the scene; each look needs this class. */
  readonly personal?: PersonalClass;
}

export type AlarmPriority = 1 | 2 | 3 | 4;

export type AlarmCondition =
  | { readonly kind: 'above'; readonly limit: number; readonly deadband: number }
  | { readonly kind: 'below'; readonly limit: number; readonly deadband: number }
  /** Boolean points: 1 or 0; state points: the state's id. */
  | { readonly kind: 'equals'; readonly value: string | number }
  /** Each other value asks once; it is over at once and waits to be seen. */
  | { readonly kind: 'changed' }
  /** The point is stale or bad. */
  | { readonly kind: 'stale' }
  /** Change per minute, in the unit of the point, over at least `overS` seconds. */
  | {
      readonly kind: 'rate';
      readonly perMinute: number;
      readonly direction: 'rising' | 'falling' | 'either';
      readonly overS: number;
    }
  /** Nothing was heard of the point for so long. */
  | { readonly kind: 'absent'; readonly forS: number }
  /** Over the devices of the system, or those at a place; `count` and `share` of those within `from`…`to`. */
  | {
      readonly kind: 'aggregate';
      readonly of: 'count' | 'share' | 'min' | 'max' | 'mean' | 'sum';
      readonly from?: number;
      readonly to?: number;
      readonly placeId?: string;
      readonly is: 'above' | 'below';
      readonly limit: number;
      readonly deadband: number;
    }
  /** A message on `…/event`; `when` compares fields of its data. */
  | { readonly kind: 'event'; readonly type: string; readonly when?: Readonly<Record<string, PointValue>> };

/** `fire`, `throw` and `other` are known by name; a compound may have more. */
export type IncidentKind = string;

export interface AlarmRule {
  readonly id: string;
  /** Absent for conditions on events. */
  readonly point?: string;
  readonly condition: AlarmCondition;
  readonly onDelayMs: number;
  readonly offDelayMs: number;
  readonly priority: AlarmPriority;
  readonly name: LocalText;
  readonly consequence: LocalText;
  /** What the operator should do now. */
  readonly action: LocalText;
  /** Steps in order; each names something that exists: a device, a household, a number that can be called. */
  readonly procedure: readonly ProcedureStep[];
  readonly responseS: number;
  /** Stays until an operator resets it, even when the condition is gone. */
  readonly latching: boolean;
  /** Fire and SOS alarms are never shelved. */
  readonly shelvable: boolean;
  /** While another point of the device has this value, the alarm is suppressed by design: what it says is wanted then. */
  readonly suppressedWhen?: { readonly point: string; readonly value: string | number };
  /** A text point of the device that tells what the alarm is about, a zone; another word asks again. */
  readonly toldBy?: string;
  /** Local hours [from, to) in which the rule holds, wrapping at midnight. */
  readonly hours?: readonly [number, number];
  /** The device reports for the whole compound: its alarm joins an open incident of the same kind wherever that is. */
  readonly speaksForCompound?: boolean;
  /** What residents of the unit would be warned of; absent: of an incident of its kind, if at all. */
  readonly warns?: WarningKind;
  /** Opens an incident of this kind; P1 rules without it open `other`. */
  readonly incident?: IncidentKind;
  /** Opens an incident whatever its priority is; those of priority 1 always do. */
  readonly opensIncident?: boolean;
}

/** An open list: the screen knows names for some and shows others as they are. */
export type SystemGroup = string;

/**
 * What its devices are to a procedure or a fire card, whatever the system is called: `hydrant`, `lift`, `unit-door`,
 * `vehicle-gate`. An open list.
 */
export type SystemRole = string;

/** One number out of the last values of a system's devices; those never heard of are left out. */
export type Measure =
  | { readonly of: 'sum' | 'min' | 'max' | 'mean'; readonly point: string }
  /** Devices whose value is this (boolean points 1 or 0, state points the state's id), or lies within [from, to]. */
  | {
      readonly of: 'count';
      readonly point: string;
      readonly equals?: string | number;
      readonly from?: number;
      readonly to?: number;
    };

/** What the compound's overview counts of a system. */
export interface Figure {
  readonly id: string;
  readonly name: LocalText;
  /** Added up where there are several. */
  readonly value: readonly Measure[];
  /** "12 / 31": the whole that the value is a part of, added up. */
  readonly outOf?: readonly Measure[];
  readonly unit?: string;
  readonly decimals?: number;
  /** It is said loudly beyond these. */
  readonly loud?: { readonly above?: number; readonly below?: number };
  /** Those with the lowest stand first, where not all have room. */
  readonly rank: number;
}

/** What a system paints in the scene beside its symbols. */
export type Highlight =
  /** Alarms of this priority and graver paint the home, unit or zone that they are in. */
  | { readonly paints: 'home' | 'unit' | 'zone'; readonly from: AlarmPriority }
  /** The bay of the plan whose id is the device's: taken where this boolean point holds. */
  | { readonly paints: 'bay'; readonly point: string }
  /**
   * A rack of as many pallets as `capacity` says, on the place that the device stands at; the pallet whose number is
   * `pallet` is on its way while `cycle` runs, which takes `cycleS` seconds until it is on the ground.
   */
  | {
      readonly paints: 'pallets';
      readonly capacity: string;
      readonly pallet: string;
      readonly cycle: string;
      readonly cycleS: number;
    }
  /** A field over the ground between its devices, from `low` (nothing is painted) to `high`. */
  | { readonly paints: 'heat'; readonly point: string; readonly low: number; readonly high: number };

/** A chart of a device: one axis, so that its points share a unit. */
export interface Chart {
  readonly id: string;
  readonly name: LocalText;
  readonly points: readonly string[];
  /** Values hold until the next one, instead of running towards it. */
  readonly steps?: boolean;
}

export interface SimulatedEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Something that goes wrong in simulation, and what makes it right. */
export interface SimulatedFault {
  readonly id: string;
  readonly name: LocalText;
  /** The rule whose alarm it raises. */
  readonly rule: string;
  /** What the device says: readings, or an event. */
  readonly says: { readonly state: PointPatch } | { readonly event: SimulatedEvent };
  /** What it says once it is over; not for events, which are over at once. */
  readonly over?: PointPatch;
  /** A command of the system that makes it right, with its parameters; without one it ends by itself. */
  readonly command?: { readonly id: string; readonly params: Readonly<Record<string, PointValue>> };
  /** How often a device has it in the demo; absent: only when somebody asks for it. */
  readonly perYear?: number;
  /** Seconds until it ends by itself in the demo. */
  readonly lastsS: number;
}

export type PointPatch = Readonly<Record<string, PointValue>>;

/** What a simulator step may know. It must draw randomness from `random` alone, so that a seed fixes the day. */
export interface SimulationContext {
  readonly nowMs: number;
  /** Local hour of day, 0 ≤ h < 24. */
  readonly hour: number;
  readonly weekend: boolean;
  /** Seconds since this device's last step. */
  readonly elapsedS: number;
  readonly random: () => number;
  readonly deviceId: string;
  /** Last values of this device; the step returns what changed. */
  readonly last: Readonly<Record<string, PointValue>>;
}

export interface SimulationStep {
  /** Seconds between two steps. */
  readonly everyS: number;
  readonly step: (context: SimulationContext) => PointPatch | null;
  /** The event that goes with a step, where one does. */
  readonly tells?: (patch: PointPatch) => SimulatedEvent | null;
  readonly faults: readonly SimulatedFault[];
}

/**
 * Its devices let people or cars through and say so with an event of this type. What such an event carries is the same
 * for every system (`shared/passes/passage.ts`).
 */
export interface PassageDeclaration {
  readonly event: string;
  /** Which of its devices a visitor pass is for, where nobody says otherwise: the household's own, or all, on foot or by car. */
  readonly admits: 'household' | 'foot' | 'vehicle';
  /** Opens it for somebody it asks about. */
  readonly open: string;
  /** Commands by which a pass is put into a device and taken out of it. */
  readonly admit: string;
  readonly withdraw: string;
  /** 0…1: a plate that was read less surely opens nothing by itself. Of devices that tell how sure they are. */
  readonly leastConfidence: number;
}

/** Its devices can be booked for a time. */
export interface BookingDeclaration {
  /** Commands: let in whoever booked it, keep others out, show what is booked. */
  readonly lower: string;
  readonly raise: string;
  readonly show: string;
  /** A boolean point: something stands there. Nothing is raised before it says that nothing does. */
  readonly occupied: string;
  /** What keeps a booking from being used: these values of these points. */
  readonly troubles: readonly {
    readonly id: string;
    readonly point: string;
    readonly equals: string | number;
    readonly name: LocalText;
  }[];
  /** The event that says that somebody stays over the end of a booking. */
  readonly overstay: string;
}

export interface SystemDeclaration {
  readonly id: string;
  readonly name: LocalText;
  /** For narrow lists. */
  readonly short: LocalText;
  readonly group: SystemGroup;
  readonly role?: SystemRole;
  /** Words that name such a device elsewhere, in either language, beside this system's own names: `smoke`, `感烟`. */
  readonly recognises?: readonly string[];
  readonly points: readonly PointDeclaration[];
  readonly rules: readonly AlarmRule[];
  /** That somebody has such a device tells something of this class: it is on no map, and named to nobody else. */
  readonly discreet?: PersonalClass;
  /** Points to show first, in order. */
  readonly headline: readonly string[];
  readonly intervalS: number;
  readonly figures?: readonly Figure[];
  readonly highlight?: readonly Highlight[];
  readonly charts?: readonly Chart[];
  readonly passage?: PassageDeclaration;
  readonly booking?: BookingDeclaration;
  /** What its devices can be asked to do. */
  readonly commands?: readonly CommandDeclaration[];
  readonly simulate?: SimulationStep;
}
