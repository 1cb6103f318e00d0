/** What a hub is started with, and what is known of one that runs. */
import type { GlobeSources } from '#shared/protocol/globe.ts';
import type { CompoundFault } from '#shared/compounds/faults.ts';
import type { Gateway } from './gateway/index.ts';
import type { ModelRoom } from './models/index.ts';
import type { CompoundData } from './twin/index.ts';

export interface HubOptions {
  readonly host: string;
  readonly port: number;
  readonly mqttPort: number;
  readonly mqttUrl: string | null;
  readonly dataDir: string;
  readonly token: string | null;
  /** Address of the proxy whose word on who asks is believed. */
  readonly trustedProxy?: string | null;
  /** Certificate and key in PEM: HTTP, the socket and the embedded broker speak TLS alone. */
  readonly tls?: { readonly cert: string; readonly key: string } | null;
  readonly version: string;
  readonly rendererDir: string;
  readonly mediaDir: string;
  /** The product's procedures, a file each; null or absent: rules say their steps themselves. */
  readonly proceduresDir?: string | null;
  /** The product's scenarios of drills, a file each; null or absent: none come along. */
  readonly drillsDir?: string | null;
  /** Those to serve; the first is home. The devices of their plans are known at once, broker or not. */
  readonly compounds: readonly [CompoundData, ...CompoundData[]];
  /** Compounds of the data directory that are not served, and what is wrong with them. */
  readonly compoundFaults?: Readonly<Record<string, readonly CompoundFault[]>>;
  /** What covers the globe beside what it brings along; without it nothing. */
  readonly globe?: GlobeSources;
  /** Demo compounds live a day of their own. */
  readonly simulate: boolean;
  /** Steps of ended alarms and commands, and events, are kept so long; null = for ever, as without it. */
  readonly recordYears?: number | null;
  /** Names and plates of visitors, and who passed where, are kept so many days after; without it thirty. */
  readonly personalDays?: number;
  /** For tests: the hub's clock, milliseconds since 1970; without it the machine's. */
  readonly now?: () => number;
  /** For tests: `linli.db` may not grow beyond so many pages. */
  readonly mostRecordPages?: number;
}

export interface Hub {
  readonly url: string;
  readonly mqttUrl: string;
  readonly mqttMoved: boolean;
  readonly models: ModelRoom;
  readonly gateway: Pick<Gateway, 'registrations' | 'requests'>;
  stop(): Promise<void>;
}
