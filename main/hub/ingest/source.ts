/**
 * One broker as the message core sees it: the dialects that are spoken there, which of them each topic belongs to, and what
 * was counted. A topic that a Home Assistant configuration names is Home Assistant's, whoever spoke for it before.
 */
import type { HomeOf } from '#shared/compounds/foreignName.ts';
import { createCounters, type Counters } from './counters.ts';
import { createDialects } from './dialects/createDialects.ts';
import { createDirectDialects } from './dialects/createDirectDialects.ts';
import type { DeviceAddress, DeviceMessage, Dialect } from './message.ts';
import { mainSource, type SourceSettings } from './sourcesFile.ts';

const mostRemembered = 100_000;

export interface Source {
  readonly id: string;
  readonly url: string | null;
  readonly dialects: readonly Dialect[];
  readonly counters: Counters;
  dialectOf(topic: string): Dialect | null;
  /** What left one dialect for another since it was asked last. */
  takeReleased(): readonly DeviceMessage[];
}

export interface SourceOptions {
  readonly homeOf: HomeOf;
  readonly placesOf: (compound: string) => ReadonlySet<string>;
  readonly now: () => number;
  readonly zoneOf: (compound: string) => string;
  readonly formerOf: (owner: string) => DeviceAddress | null;
  /** Of Home Assistant's on the first broker, beside those of the settings. */
  readonly discoveryPrefixes: readonly string[];
  /** One more topic that a dialect listens to. */
  readonly listen: (topic: string, source: string) => void;
}

export function createSource(
  { id, url, dialects: choices, ...direct }: SourceSettings,
  options: SourceOptions,
): Source {
  const owners = new Map<string, Dialect | null>();
  let released: DeviceMessage[] = [];

  const ofBrokers = createDialects(choices, {
    ...options,
    discoveryPrefixes: id === mainSource ? options.discoveryPrefixes : [],
    scopeOf: (base) => (id === mainSource ? base : `${base}@${id}`),
    listen(topic) {
      owners.delete(topic);
      for (const dialect of dialects) released.push(...(dialect.release?.(topic) ?? []));
      options.listen(topic, id);
    },
  });
  const dialects = [...createDirectDialects(direct, options), ...ofBrokers];

  return {
    id,
    url,
    dialects,
    counters: createCounters(),
    dialectOf(topic) {
      const known = owners.get(topic);
      if (known !== undefined) return known;
      const found = dialects.find((one) => one.owns(topic)) ?? null;
      if (owners.size >= mostRemembered) owners.clear();
      owners.set(topic, found);
      return found;
    },
    takeReleased() {
      if (released.length === 0) return [];
      const taken = released;
      released = [];
      return taken;
    },
  };
}
