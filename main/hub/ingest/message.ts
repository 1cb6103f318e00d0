/** The message core's own language (decision 15): what any dialect's words come down to, and what a dialect is. */
import type {
  CommandParams,
  CommandReply,
  DeviceMeta,
  PointValue,
  Quality,
} from '#shared/protocol/device.ts';
import type { ForeignListing } from '#shared/protocol/foreign.ts';
import type { Fault } from '#shared/protocol/result.ts';

/** Of whom a message speaks. */
export interface DeviceAddress {
  readonly compound: string;
  readonly system: string;
  readonly id: string;
  /** `<system>/<id>` */
  readonly key: string;
}

export type DeviceMessage = {
  /** Who says it, where a dialect knows devices by names of their own; absent: the dialect. It owns what it describes. */
  readonly from?: string;
} & DeviceSaying;

type DeviceSaying =
  | { readonly kind: 'describe'; readonly device: DeviceAddress; readonly meta: DeviceMeta }
  | { readonly kind: 'gone'; readonly device: DeviceAddress }
  | {
      readonly kind: 'state';
      readonly device: DeviceAddress;
      /** Device time, ms since epoch; null where the dialect has none: the receive time counts. */
      readonly tMs: number | null;
      readonly values: Readonly<Record<string, PointValue>>;
      readonly quality: Quality | undefined;
    }
  | {
      readonly kind: 'event';
      readonly device: DeviceAddress;
      readonly tMs: number | null;
      readonly id: string;
      readonly type: string;
      readonly data: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'availability'; readonly device: DeviceAddress; readonly online: boolean }
  | { readonly kind: 'reply'; readonly device: DeviceAddress; readonly reply: CommandReply };

export interface Decoded {
  readonly messages: readonly DeviceMessage[];
  /** What could not be understood; the rest of the message stands. */
  readonly refusals: readonly Fault[];
  /** What the dialect says to that, of itself. */
  readonly answers?: readonly OwnMessage[];
  /** It is the hub's own word on a connection, no device's: it is not counted as heard. */
  readonly isOwnWord?: boolean;
  /** Of whom it was, where its place alone tells: what is refused of it is that device's. */
  readonly of?: DeviceAddress;
}

/** What a decoder gathers on its way through a message. */
export interface Told extends Decoded {
  readonly messages: DeviceMessage[];
  readonly refusals: Fault[];
  readonly answers: OwnMessage[];
  isOwnWord?: boolean;
}

/** What the hub asks of a device. */
export interface CommandOrder {
  readonly device: DeviceAddress;
  readonly name: string;
  readonly id: string;
  readonly atMs: number;
  readonly expiresMs: number;
  readonly params: CommandParams;
}

export interface OwnMessage {
  readonly topic: string;
  readonly payload: string | Uint8Array;
  readonly retain?: boolean;
  readonly qos?: 0 | 1;
}

/** Devices of another system, for those who map them. */
export interface ForeignBook {
  list(): readonly ForeignListing[];
  /** Known, and known but mapped by nobody. */
  count(): { readonly devices: number; readonly unmapped: number };
  /** After mappings changed: what is new of where its devices are. */
  remap(): readonly DeviceMessage[];
}

export interface Dialect {
  readonly id: string;
  /** MQTT filters of everything it listens to, in the order in which a broker should be asked for them. */
  readonly subscriptions: readonly string[];
  /** Whether a topic is one of its own. */
  owns(topic: string): boolean;
  decode(topic: string, payload: Uint8Array, retained: boolean): Decoded;
  /** `owner`: whose the device is. Null where it does not speak for that one, or knows no such command of it. */
  encode(order: CommandOrder, owner: string): OwnMessage | null;
  /** The devices it knows by names of their own; absent where they have none. */
  readonly foreign?: ForeignBook;
  /** Another dialect speaks for a topic from now on. */
  release?(topic: string): readonly DeviceMessage[];
  /** What it says at the beginning and the end of a session with a broker. */
  readonly birth?: OwnMessage;
  readonly will?: OwnMessage;
}

export function newTold(): Told {
  return { messages: [], refusals: [], answers: [] };
}

export function decoded(...messages: readonly DeviceMessage[]): Decoded {
  return { messages, refusals: [] };
}

export function refused(fault: Fault): Decoded {
  return { messages: [], refusals: [fault] };
}

export function addressOf(compound: string, system: string, id: string): DeviceAddress {
  return { compound, system, id, key: `${system}/${id}` };
}
