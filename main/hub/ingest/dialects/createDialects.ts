/** The dialects of one broker, by its settings: all of them under their usual topics where nothing else is said. */
import type { HomeOf } from '#shared/compounds/foreignName.ts';
import { createForeignDevices, type ForeignDevices } from '../foreign/foreignDevices.ts';
import type { DeviceAddress, Dialect } from '../message.ts';
import type { DialectChoices } from '#shared/protocol/sources.ts';
import { createFrigate } from './frigate/index.ts';
import { createHomeAssistant } from './home-assistant/index.ts';
import { createNative } from './native/index.ts';
import { createSparkplug } from './sparkplug/index.ts';
import { createTasmota } from './tasmota/index.ts';
import { createThingsboard } from './thingsboard/index.ts';
import { createZigbee2mqtt } from './zigbee2mqtt/index.ts';

export interface DialectOptions {
  readonly homeOf: HomeOf;
  readonly placesOf: (compound: string) => ReadonlySet<string>;
  readonly now: () => number;
  readonly formerOf: (owner: string) => DeviceAddress | null;
  readonly discoveryPrefixes: readonly string[];
  /** What devices under this topic are told apart by. */
  readonly scopeOf: (base: string) => string;
  readonly listen: (topic: string) => void;
}

/** What a dialect of foreign devices is made with. */
export interface ForeignDialectOptions {
  /** Without a slash at its end. */
  readonly base: string;
  readonly devices: ForeignDevices;
  /** Another dialect speaks for this topic. */
  readonly isClaimed: (topic: string) => boolean;
  readonly now: () => number;
}

const foreign: Readonly<
  Record<string, { usual: string; create: (options: ForeignDialectOptions) => Dialect }>
> = {
  frigate: { usual: 'frigate', create: createFrigate },
  sparkplug: { usual: 'spBv1.0', create: createSparkplug },
  tasmota: { usual: 'tasmota', create: createTasmota },
  thingsboard: { usual: 'v1/gateway', create: createThingsboard },
  zigbee2mqtt: { usual: 'zigbee2mqtt', create: createZigbee2mqtt },
};

export function createDialects(choices: DialectChoices, options: DialectOptions): readonly Dialect[] {
  const { homeOf, placesOf, now, formerOf, scopeOf, listen } = options;
  const { native, 'home-assistant': homeAssistant, ...others } = choices;
  const dialects: Dialect[] = [];
  if (native?.on !== false) dialects.push(createNative());
  const prefixes = new Set([
    ...(homeAssistant?.baseTopics ?? ['homeassistant']),
    ...options.discoveryPrefixes,
  ]);
  const announcing =
    homeAssistant?.on === false
      ? []
      : [...prefixes].map((prefix) =>
          createHomeAssistant({ prefix, scope: scopeOf(prefix), homeOf, placesOf, listen }),
        );
  dialects.push(...announcing);
  const isClaimed = (topic: string) => announcing.some((one) => one.owns(topic));
  const chosen: Readonly<Record<string, { on?: boolean; baseTopics?: string[] } | undefined>> = others;
  for (const [dialect, { usual, create }] of Object.entries(foreign)) {
    const { on = true, baseTopics = [usual] } = chosen[dialect] ?? {};
    if (!on) continue;
    for (const base of new Set(baseTopics)) {
      const devices = createForeignDevices({
        dialect,
        scope: scopeOf(base),
        homeOf,
        placesOf,
        now,
        formerOf,
      });
      dialects.push(create({ base, devices, isClaimed, now }));
    }
  }
  return dialects;
}
