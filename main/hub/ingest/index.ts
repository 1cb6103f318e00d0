/**
 * The ingest room: brokers, the dialects that devices speak, and the core that takes in what they say. Every message
 * belongs to one dialect of the broker it came from; whatever a message makes go wrong, it is that message that is refused.
 */
import type { HomeOf } from '#shared/compounds/foreignName.ts';
import type { ForeignDevice, SourceReport } from '#shared/protocol/foreign.ts';
import { fault, type Fault } from '#shared/protocol/result.ts';
import { withoutLogin } from '#shared/protocol/url.ts';
import type { Twin } from '../twin/index.ts';
import { createApply, type Arrival, type EventListener, type ReplyListener } from './apply.ts';
import { nativeOwner } from './dialects/native/index.ts';
import type { CommandOrder, DeviceAddress, DeviceMessage, Dialect, OwnMessage } from './message.ts';
import { createFormerAddresses } from './formerAddresses.ts';
import { createOwnership } from './ownership.ts';
import { createPlaceNames } from './placeNames.ts';
import { withLastValues } from './lastValues.ts';
import { createRejections, type Rejections } from './rejections.ts';
import { createSource, type Source } from './source.ts';
import { httpSettings, httpSource, mainSource, usualSources, type SourceSettings } from './sourcesFile.ts';

export type { Rejections } from './rejections.ts';
export type { EventListener } from './apply.ts';
export { addressOf, type CommandOrder, type DeviceAddress } from './message.ts';
export type { Broker } from './broker.ts';
export { startBroker } from './startBroker.ts';
export { createFurtherBrokers, type FurtherBrokers } from './furtherBrokers.ts';
export { createViidPlatform, type ViidPlatform } from './viid/platform.ts';
export { createSourceRoom, type SourceRoom } from './sourceRoom.ts';
export { readMeterOnce } from './modbus/readMeterOnce.ts';
export { addressed, type Addressed } from './dialects/native/envelope.ts';
export { readSources, type ReadSources } from './readSources.ts';
export { httpSource, mainSource } from './sourcesFile.ts';

const textOfNothing = new Uint8Array();

export interface Ingest {
  /** `retained`: the broker had kept it from before. `source`: over which it came. */
  accept(topic: string, payload: Uint8Array, retained?: boolean, source?: string): void;
  /** The same for somebody who waits to hear what became of it. */
  take(
    topic: string,
    payload: Uint8Array,
    source: string,
  ): { readonly taken: boolean; readonly refusals: readonly Fault[] };
  /** Whether a dialect listens to this topic. */
  owns(topic: string, source?: string): boolean;
  dialects(source?: string): readonly Dialect[];
  /** In the words of the dialect that speaks for the device, for its source; null where it does not know the command. */
  encode(order: CommandOrder): { readonly message: OwnMessage; readonly source: string } | null;
  onEvent(listener: EventListener): void;
  onReply(listener: ReplyListener): void;
  readonly rejections: Rejections;
  /** Messages taken since start. */
  accepted(): number;
  /** Devices of other systems, of all sources. */
  foreignDevices(): readonly ForeignDevice[];
  /** Mappings changed: devices go where they belong now. */
  remap(): void;
  /** Whoever holds the connections says so. */
  noteConnection(source: string, connected: boolean): void;
  sources(): readonly SourceReport[];
  /** One more source. */
  open(settings: SourceSettings): void;
  /** Nothing is heard over it any more; its devices fall silent. */
  close(source: string): void;
}

export interface IngestOptions {
  readonly twin: Twin;
  readonly now: () => number;
  /** Where a device of another system belongs. */
  readonly homeOf: HomeOf;
  readonly settings?: readonly SourceSettings[];
  /** Of Home Assistant's, beside the usual one. */
  readonly discoveryPrefixes?: readonly string[];
  /** Compounds with one are not taken for silent. */
  readonly hasOpenAlarm: (compound: string) => boolean;
  /** A dialect has learnt of one more topic to listen to. */
  readonly listen: (topic: string, source: string) => void;
  /** A dialect answers of itself. */
  readonly answer: (message: OwnMessage, source: string) => void;
}

export function createIngest(options: IngestOptions): Ingest {
  const {
    twin,
    now,
    homeOf,
    settings = usualSources,
    discoveryPrefixes = [],
    hasOpenAlarm,
    listen,
  } = options;
  const rejections = createRejections(now);
  const eventListeners: EventListener[] = [];
  const replyListeners: ReplyListener[] = [];
  const placesOf = createPlaceNames(twin);
  const formerOf = createFormerAddresses(twin);
  const zoneOf = (compound: string) =>
    twin.compounds.get(compound)?.manifest.origin.timeZone ?? 'Asia/Shanghai';
  const sourceOf = (one: SourceSettings) =>
    createSource(one, { homeOf, placesOf, now, zoneOf, formerOf, discoveryPrefixes, listen });
  const sources = new Map([...settings, httpSettings].map((one) => [one.id, sourceOf(one)]));
  const connected = new Set<string>([httpSource]);
  /** Native devices that described themselves elsewhere than on the first broker: where their commands go. */
  const nativeAt = new Map<string, string>();
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
  /** Of whom the message speaks that is taken in now. */
  let spokenOf: DeviceAddress | null = null;
  /** For whoever waits for them. */
  let refusals: Fault[] | null = null;

  function applied(message: DeviceMessage, arrival: Arrival): boolean {
    spokenOf = message.device;
    const taken = apply(message, arrival);
    spokenOf = null;
    return taken;
  }

  function noteNative({ id }: Source, { kind, device }: DeviceMessage): void {
    if (kind !== 'describe') return;
    const at = `${device.compound}/${device.key}`;
    // Over HTTP nobody listens: its commands are on the first broker.
    if (id === mainSource || id === httpSource) nativeAt.delete(at);
    else nativeAt.set(at, id);
  }

  function take(source: Source, topic: string, payload: Uint8Array, retained: boolean): void {
    const receivedMs = now();
    const dialect = source.dialectOf(topic);
    if (!dialect) return;
    const decoded = dialect.decode(topic, payload, retained);
    const refuse = (refusal: Fault) => {
      source.counters.refused();
      refusals?.push(refusal);
      rejections.add(topic, refusal, payload, source.id, spokenOf ?? decoded.of);
    };
    const { messages, answers, isOwnWord = false } = decoded;
    if (!isOwnWord) source.counters.heard(receivedMs);
    for (const refusal of decoded.refusals) refuse(refusal);
    for (const message of answers ?? []) options.answer(message, source.id);
    const arrival: Arrival = { receivedMs, payload, retained, from: dialect.id, refuse };
    for (const message of source.takeReleased()) applied(message, arrival);
    if (messages.length === 0) return;
    let taken = false;
    for (const message of messages) {
      if (dialect.id === nativeOwner || message.from === nativeOwner) noteNative(source, message);
      taken = applied(message, arrival) || taken;
    }
    if (!taken || isOwnWord) return;
    accepted++;
    source.counters.took();
  }

  function accept(topic: string, payload: Uint8Array, retained = false, id = mainSource): void {
    const source = sources.get(id);
    if (!source) return;
    try {
      take(source, topic, payload, retained);
    } catch (error) {
      spokenOf = null;
      const reason = error instanceof Error ? error.message : String(error);
      rejections.add(topic, fault('message-failed', { reason }), payload, id);
      process.stderr.write(`ingest: ${topic.slice(0, 200)}: ${reason}\n`);
    }
  }

  return {
    rejections,
    dialects: (id = mainSource) => sources.get(id)?.dialects ?? [],
    owns: (topic, id = mainSource) => Boolean(sources.get(id)?.dialectOf(topic)),
    encode(order) {
      const { compound: compoundId, key } = order.device;
      const compound = twin.compounds.get(compoundId);
      const device = compound?.devices.get(key);
      const owner = compound && device ? ownership.ownerOf(compound, device) : nativeOwner;
      const nativeSource = nativeAt.get(`${compoundId}/${key}`) ?? mainSource;
      for (const source of sources.values())
        for (const dialect of source.dialects) {
          if (dialect.id === nativeOwner && source.id !== nativeSource) continue;
          const message = dialect.encode(order, owner);
          if (message) return { message, source: source.id };
        }
      return null;
    },
    accepted: () => accepted,
    onEvent: (listener) => void eventListeners.push(listener),
    onReply: (listener) => void replyListeners.push(listener),
    accept,
    take(topic, payload, id) {
      const before = accepted;
      const told: Fault[] = [];
      refusals = told;
      accept(topic, payload, false, id);
      refusals = null;
      return { taken: accepted > before, refusals: told };
    },
    foreignDevices: () =>
      [...sources.values()].flatMap(({ id, dialects }) =>
        dialects.flatMap(({ foreign }) =>
          (foreign?.list() ?? []).map((listing) => ({ source: id, ...withLastValues(twin, listing) })),
        ),
      ),
    remap() {
      for (const { id, dialects } of sources.values())
        for (const { id: from, foreign } of dialects)
          for (const message of foreign?.remap() ?? [])
            apply(message, {
              receivedMs: now(),
              payload: textOfNothing,
              // Nothing was heard: it does not show that the device lives.
              retained: true,
              from,
              refuse: (refusal) =>
                rejections.add(`${message.device.compound}/${message.device.key}`, refusal, '', id),
            });
    },
    open: (one) => void sources.set(one.id, sourceOf(one)),
    close(id) {
      sources.delete(id);
      connected.delete(id);
      for (const [at, source] of nativeAt) if (source === id) nativeAt.delete(at);
    },
    noteConnection: (id, is) => void (is ? connected.add(id) : connected.delete(id)),
    sources: () =>
      [...sources.values()].map(({ id, url, dialects, counters }) => {
        const counted = dialects.flatMap(({ id: dialect, foreign }) =>
          foreign ? [{ id: dialect, ...foreign.count() }] : [],
        );
        const sum = (of: 'devices' | 'unmapped') => counted.reduce((all, one) => all + one[of], 0);
        return {
          id,
          url: url === null ? null : withoutLogin(url),
          connected: connected.has(id),
          ...counters.report(now()),
          devices: sum('devices'),
          unmapped: sum('unmapped'),
          dialects: counted,
        };
      }),
  };
}
