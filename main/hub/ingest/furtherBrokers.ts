/**
 * What is listened to beside the first broker: brokers, each with a session of its own that lasts, meters and cameras. One
 * that is away holds up none of the others; they come and go while the hub runs.
 */
import type { Result } from '#shared/protocol/result.ts';
import { failure, success } from '#shared/protocol/result.ts';
import { isReadableUrl } from '#shared/protocol/url.ts';
import type { Broker, BrokerOptions } from './broker.ts';
import { connectExternalBroker } from './externalBroker.ts';
import type { Dialect } from './message.ts';
import { startCamera } from './cameras/startCamera.ts';
import { startMeters } from './modbus/startMeters.ts';
import type { SourceSettings } from './sourcesFile.ts';
import type { ViidPlatform } from './viid/platform.ts';

export interface FurtherBrokerOptions extends Pick<BrokerOptions, 'devices' | 'clientId' | 'whenKept'> {
  readonly viid: ViidPlatform;
  readonly dialectsOf: (source: string) => readonly Dialect[];
  readonly onMessage: (topic: string, payload: Uint8Array, retained: boolean, source: string) => void;
  readonly onConnection: (connected: boolean, source: SourceSettings) => void;
  readonly onRefused: (...refused: [...Parameters<BrokerOptions['onRefused']>, source: string]) => void;
}

export interface FurtherBrokers {
  of(source: string): Broker | undefined;
  /** One without an address is none. What is wrong with one is told and costs the others nothing. */
  open(source: SourceSettings): Promise<Result<null>>;
  close(source: string): Promise<void>;
  stop(): Promise<void>;
}

export function createFurtherBrokers(options: FurtherBrokerOptions): FurtherBrokers {
  const brokers = new Map<string, Broker>();

  async function close(id: string): Promise<void> {
    const broker = brokers.get(id);
    brokers.delete(id);
    await broker?.stop();
  }

  async function opened(source: SourceSettings): Promise<Result<null>> {
    const { id, url, meters, camera, viid } = source;
    const line = {
      onMessage: (topic: string, payload: Uint8Array) => options.onMessage(topic, payload, false, id),
      onConnection: (connected: boolean) => options.onConnection(connected, source),
    };
    if (meters) brokers.set(id, startMeters(meters, line));
    if (camera) brokers.set(id, startCamera(camera, line));
    if (viid)
      brokers.set(
        id,
        options.viid.start(viid, {
          ...line,
          whenKept: options.whenKept,
          onRefused: (refusal, from) => options.onRefused(refusal, from, id),
        }),
      );
    if (url === null || camera) return success(null);
    // What it still has to say on its way out is nobody's word any more.
    const isOpen = () => brokers.get(id) === broker;
    let broker: Broker | undefined;
    const started = await connectExternalBroker(
      {
        host: '',
        port: 0,
        tls: null,
        url,
        devices: options.devices,
        clientId: `${options.clientId}-${id}`,
        dialects: options.dialectsOf(id),
        onMessage: (topic, payload, retained) => options.onMessage(topic, payload, retained, id),
        takes: () => true,
        whenKept: options.whenKept,
        onRefused: (refusal, from) => options.onRefused(refusal, from, id),
        onConnection: (connected) => isOpen() && options.onConnection(connected, source),
      },
      url,
    );
    if (!started.ok) return started;
    broker = started.value;
    brokers.set(id, broker);
    return success(null);
  }

  return {
    of: (id) => brokers.get(id),
    close,
    async open(source) {
      if (source.url !== null && !isReadableUrl(source.url))
        return failure('source-url', { source: source.id });
      try {
        return await opened(source);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return failure('source-unopened', { source: source.id, reason });
      }
    },
    async stop() {
      await Promise.all([...brokers.keys()].map(close));
    },
  };
}
