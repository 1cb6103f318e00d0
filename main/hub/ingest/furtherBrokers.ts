/** Brokers beside the first: each has a session of its own that lasts, and one that is away holds up none of the others. */
import type { Result } from '#shared/protocol/result.ts';
import { success } from '#shared/protocol/result.ts';
import type { Broker, BrokerOptions } from './broker.ts';
import { connectExternalBroker } from './externalBroker.ts';
import type { Dialect } from './message.ts';
import type { SourceSettings } from './sourcesFile.ts';

export interface FurtherBrokerOptions extends Pick<BrokerOptions, 'devices' | 'clientId' | 'whenKept'> {
  readonly settings: readonly SourceSettings[];
  readonly dialectsOf: (source: string) => readonly Dialect[];
  readonly onMessage: (topic: string, payload: Uint8Array, retained: boolean, source: string) => void;
  readonly onConnection: (connected: boolean, source: SourceSettings) => void;
  readonly onRefused: BrokerOptions['onRefused'];
}

/** By the id of their source; those without an address are none. */
export async function startFurtherBrokers(
  options: FurtherBrokerOptions,
): Promise<Result<ReadonlyMap<string, Broker>>> {
  const brokers = new Map<string, Broker>();
  for (const source of options.settings) {
    const { id, url } = source;
    if (url === null) continue;
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
        onRefused: options.onRefused,
        onConnection: (connected) => options.onConnection(connected, source),
      },
      url,
    );
    if (!started.ok) {
      for (const broker of brokers.values()) await broker.stop();
      return started;
    }
    brokers.set(id, started.value);
  }
  return success(brokers);
}
