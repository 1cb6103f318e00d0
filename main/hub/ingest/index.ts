/**
 * The ingest room: brokers, the dialects that devices speak, and the core that takes in what they say. Every message
 * belongs to one dialect; whatever a message makes go wrong, it is that message that is refused.
 */
import type { Twin } from '../twin/index.ts';
import { createApply, type Arrival, type EventListener, type ReplyListener } from './apply.ts';
import { createHomeAssistant, usualPrefix, type HomeOf } from './dialects/home-assistant/index.ts';
import { createNative, nativeOwner } from './dialects/native/index.ts';
import type { CommandOrder, Dialect, OwnMessage } from './message.ts';
import { createOwnership } from './ownership.ts';
import { createRejections, type Rejections } from './rejections.ts';
import { fault } from '#shared/protocol/result.ts';

export type { Rejections } from './rejections.ts';
export type { HomeOf } from './dialects/home-assistant/index.ts';
export type { EventListener } from './apply.ts';
export { addressOf, type CommandOrder, type DeviceAddress } from './message.ts';
export type { Broker } from './broker.ts';
export { startBroker } from './startBroker.ts';

export interface Ingest {
  /** `retained`: the broker had kept it from before. */
  accept(topic: string, payload: Uint8Array, retained?: boolean): void;
  /** Whether a dialect listens to this topic. */
  owns(topic: string): boolean;
  readonly dialects: readonly Dialect[];
  /** In the words of the dialect that speaks for the device; null where it does not know the command. */
  encode(order: CommandOrder): OwnMessage | null;
  onEvent(listener: EventListener): void;
  onReply(listener: ReplyListener): void;
  readonly rejections: Rejections;
  /** Messages taken since start. */
  accepted(): number;
}

export interface IngestOptions {
  readonly twin: Twin;
  readonly now: () => number;
  /** Where a device of Home Assistant's belongs. */
  readonly homeOf: HomeOf;
  /** Discovery prefixes beside the usual one. */
  readonly discoveryPrefixes?: readonly string[];
  /** Compounds with one are not taken for silent. */
  readonly hasOpenAlarm: (compound: string) => boolean;
  /** A dialect has learnt of one more topic to listen to. */
  readonly listen: (topic: string) => void;
}

export function createIngest({
  twin,
  now,
  homeOf,
  discoveryPrefixes = [],
  hasOpenAlarm,
  listen,
}: IngestOptions): Ingest {
  const rejections = createRejections(now);
  const eventListeners: EventListener[] = [];
  const replyListeners: ReplyListener[] = [];
  const dialects: readonly Dialect[] = [
    createNative(),
    ...[...new Set([usualPrefix, ...discoveryPrefixes])].map((prefix) =>
      createHomeAssistant({ prefix, homeOf, listen }),
    ),
  ];
  const ownership = createOwnership(homeOf);
  const apply = createApply(twin, ownership, {
    hasOpenAlarm,
    event: (...event) => {
      for (const listener of eventListeners) listener(...event);
    },
    reply: (...reply) => {
      for (const listener of replyListeners) listener(...reply);
    },
  });
  let accepted = 0;

  function take(topic: string, payload: Uint8Array, retained: boolean): void {
    const dialect = dialects.find((one) => one.owns(topic));
    if (!dialect) return;
    const { messages, refusals } = dialect.decode(topic, payload, retained);
    for (const refusal of refusals) rejections.add(topic, refusal, payload);
    if (messages.length === 0) return;
    const arrival: Arrival = {
      receivedMs: now(),
      payload,
      retained,
      from: dialect.id,
      refuse: (refusal) => rejections.add(topic, refusal, payload),
    };
    let taken = false;
    for (const message of messages) taken = apply(message, arrival) || taken;
    if (taken) accepted++;
  }

  return {
    rejections,
    dialects,
    owns: (topic) => dialects.some((one) => one.owns(topic)),
    encode(order) {
      const compound = twin.compounds.get(order.device.compound);
      const device = compound?.devices.get(order.device.key);
      const owner = compound && device ? ownership.ownerOf(compound, device) : nativeOwner;
      for (const dialect of dialects) {
        const message = dialect.encode(order, owner);
        if (message) return message;
      }
      return null;
    },
    accepted: () => accepted,
    onEvent: (listener) => void eventListeners.push(listener),
    onReply: (listener) => void replyListeners.push(listener),
    accept(topic, payload, retained = false) {
      try {
        take(topic, payload, retained);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        rejections.add(topic, fault('message-failed', { reason }), payload);
        process.stderr.write(`ingest: ${topic.slice(0, 200)}: ${reason}\n`);
      }
    },
  };
}
