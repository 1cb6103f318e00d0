/** The broker that the options name. */
import type { Result } from '#shared/protocol/result.ts';
import type { Broker, BrokerOptions } from './broker.ts';
import { startEmbeddedBroker } from './embeddedBroker.ts';
import { connectExternalBroker } from './externalBroker.ts';

export function startBroker(options: BrokerOptions): Promise<Result<Broker>> {
  return options.url === null ? startEmbeddedBroker(options) : connectExternalBroker(options, options.url);
}
