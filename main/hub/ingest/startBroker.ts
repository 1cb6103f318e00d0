/** The broker that the options name. */
import { failure, type Result } from '#shared/protocol/result.ts';
import { isReadableUrl } from '#shared/protocol/url.ts';
import type { Broker, BrokerOptions } from './broker.ts';
import { startEmbeddedBroker } from './embeddedBroker.ts';
import { connectExternalBroker } from './externalBroker.ts';
import { mainSource } from './sourcesFile.ts';

export async function startBroker(options: BrokerOptions): Promise<Result<Broker>> {
  const { url } = options;
  if (url === null) return startEmbeddedBroker(options);
  return isReadableUrl(url)
    ? connectExternalBroker(options, url)
    : failure('source-url', { source: mainSource });
}
