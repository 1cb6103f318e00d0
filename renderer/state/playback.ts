/** Windows of history, loaded ahead of the clock, played into a world up to an instant. */
import type { HistoryWindow } from '#shared/protocol/socket.ts';
import { fromWire } from '#shared/protocol/socket.ts';
import { unpackReadings, type Readings } from '#shared/twin/packed.ts';
import type { World } from './world.ts';

export interface Playback {
  /** Adds what follows the last window. */
  add(window: HistoryWindow): void;
  /** Where the last window ends; null without any. */
  reachMs(): number | null;
  /** Everything up to and with the instant happens in the world, each thing once. */
  playTo(instantMs: number): void;
  clear(): void;
}

/** What happens at instants, and how far it has been played. */
interface Lane {
  playTo(instantMs: number): void;
}

function lane<T>(items: readonly T[], atOf: (item: T) => number, apply: (item: T) => void): Lane {
  let at = 0;
  return {
    playTo(instantMs) {
      for (let item = items[at]; item !== undefined && atOf(item) <= instantMs; item = items[++at])
        apply(item);
    },
  };
}

function readingsLane(world: World, readings: Readings): Lane {
  let at = 0;
  return {
    playTo(instantMs) {
      const start = at;
      while (at < readings.count && (readings.timeMs[at] ?? Infinity) <= instantMs) at++;
      if (at > start) world.apply(slice(readings, start, at));
    },
  };
}

export function createPlayback(world: World): Playback {
  let parts: { readonly toMs: number; readonly lanes: readonly Lane[] }[] = [];
  return {
    add({ toMs, columns, transitions, events, actions, commands }) {
      const atMs = (one: { readonly atMs: number }) => one.atMs;
      parts.push({
        toMs,
        lanes: [
          readingsLane(world, unpackReadings(columns)),
          lane(transitions, atMs, (one) => world.transition(one)),
          lane(events.map(fromWire), atMs, (one) => world.event(one)),
          lane(actions, atMs, (one) => world.action(one)),
          lane(commands, atMs, (one) => world.command(one.command)),
        ],
      });
    },
    reachMs: () => parts.at(-1)?.toMs ?? null,
    playTo(instantMs) {
      for (const { lanes } of parts) for (const one of lanes) one.playTo(instantMs);
      // The last one stays: where it ends is how far one can play.
      parts = parts.filter(({ toMs }, i) => toMs > instantMs || i === parts.length - 1);
    },
    clear() {
      parts = [];
    },
  };
}

function slice(readings: Readings, from: number, to: number): Readings {
  return {
    count: to - from,
    index: readings.index.subarray(from, to),
    value: readings.value.subarray(from, to),
    timeMs: readings.timeMs.subarray(from, to),
    quality: readings.quality.subarray(from, to),
  };
}
