/**
 * The demo compound's daily life: each device takes the steps its system declares, on its own seeded randomness.
 * It only speaks messages; whether they go over MQTT (live) or straight in (the day before the first start) is the
 * caller's business. A device a scenario holds keeps still until it is let go; one that somebody else speaks for only
 * lives on for a while.
 */
import type { PlannedDevice, PointValue } from '#shared/protocol/device.ts';
import type { PointPatch, SimulatedEvent, SimulationStep } from '#shared/systems/declaration.ts';
import { findSystem, systemOrUnknown } from '#shared/systems/index.ts';
import { localTime } from '#shared/time/localTime.ts';
import { createRandom, hashText } from './random.ts';

/** So long after foreign words the simulation says nothing of its own. */
const yieldMs = 5 * 60_000;
/** So long a commanded device stays as it was told, before its own day goes on. */
const commandedMs = 20_000;

/** `event`: what goes with it, where something does. */
export type Say = (
  device: PlannedDevice,
  timeMs: number,
  patch: PointPatch,
  event: SimulatedEvent | null,
) => void;

interface Actor {
  readonly device: PlannedDevice;
  readonly simulate: SimulationStep;
  readonly random: () => number;
  readonly intervalMs: number;
  last: Record<string, PointValue>;
  steppedMs: number;
  nextMs: number;
  saidMs: number;
  saidBeforeMs: number;
  yieldsUntilMs: number;
}

export interface Simulator {
  /** Runs every step due up to `nowMs`. */
  advance(nowMs: number, say: Say): void;
  /** A reading came from this device; if it is not the simulation's own, a person or a gateway speaks for it. */
  heard(key: string, timeMs: number, nowMs: number): void;
  /**
   * What a command or a fault has made of a device; its day goes on from there, or from `stillUntilMs` on, where it must
   * stay so. The value: what it says now.
   */
  put(key: string, patch: PointPatch, nowMs: number, stillUntilMs?: number): PointPatch;
  /** No scenario holds it, and nobody else speaks for it. */
  isFree(key: string, nowMs: number): boolean;
  hold(key: string): void;
  release(key: string): void;
}

export function createSimulator(options: {
  readonly devices: readonly PlannedDevice[];
  readonly timeZone: string;
  readonly seed: number;
  readonly startMs: number;
  /** What the twin knows of a device, so that a restarted day goes on where it stopped. */
  readonly recall: (device: PlannedDevice) => Record<string, PointValue>;
}): Simulator {
  const actors: Actor[] = [];
  for (const device of options.devices) {
    const simulate = findSystem(device.system)?.simulate;
    if (!simulate) continue;
    const random = createRandom(options.seed ^ hashText(`${device.system}/${device.id}`));
    actors.push({
      device,
      simulate,
      random,
      intervalMs: (device.intervalS ?? systemOrUnknown(device.system).intervalS) * 1000,
      last: options.recall(device),
      steppedMs: options.startMs,
      nextMs: options.startMs,
      saidMs: 0,
      saidBeforeMs: 0,
      yieldsUntilMs: 0,
    });
  }
  const byKey = new Map(actors.map((actor) => [`${actor.device.system}/${actor.device.id}`, actor]));
  const held = new Set<string>();

  function speak(actor: Actor, nowMs: number, patch: PointPatch, say: Say): void {
    actor.saidBeforeMs = actor.saidMs;
    actor.saidMs = nowMs;
    say(actor.device, nowMs, patch, actor.simulate.tells?.(patch) ?? null);
  }

  function step(actor: Actor, nowMs: number, hour: number, weekend: boolean, say: Say): void {
    const patch =
      nowMs < actor.yieldsUntilMs
        ? null
        : actor.simulate.step({
            nowMs,
            hour,
            weekend,
            elapsedS: (nowMs - actor.steppedMs) / 1000,
            random: actor.random,
            deviceId: actor.device.id,
            last: actor.last,
          });
    actor.steppedMs = nowMs;
    if (patch) {
      actor.last = { ...actor.last, ...patch };
      speak(actor, nowMs, patch, say);
    } else if (nowMs - actor.saidMs >= actor.intervalMs) {
      // Alive, nothing new: a heartbeat without points.
      speak(actor, nowMs, {}, say);
    }
  }

  return {
    advance(nowMs, say) {
      const { hour, weekend } = localTime(nowMs, options.timeZone);
      for (const actor of actors) {
        if (actor.nextMs > nowMs || held.has(`${actor.device.system}/${actor.device.id}`)) continue;
        // The first step of each is spread over its period, so that devices do not speak in chorus.
        const first = actor.saidMs === 0;
        step(actor, nowMs, hour, weekend, say);
        const everyMs = actor.simulate.everyS * 1000;
        actor.nextMs = nowMs + (first ? Math.floor(actor.random() * everyMs) : everyMs);
      }
    },
    heard(key, timeMs, nowMs) {
      const actor = byKey.get(key);
      if (!actor || held.has(key) || timeMs === actor.saidMs || timeMs === actor.saidBeforeMs) return;
      actor.yieldsUntilMs = Math.max(actor.yieldsUntilMs, nowMs + yieldMs);
    },
    put(key, patch, nowMs, stillUntilMs) {
      const actor = byKey.get(key);
      if (actor) {
        if (stillUntilMs !== undefined) actor.yieldsUntilMs = stillUntilMs;
        actor.last = { ...actor.last, ...patch };
        actor.saidBeforeMs = actor.saidMs;
        actor.saidMs = nowMs;
        actor.nextMs = nowMs + commandedMs;
      }
      return patch;
    },
    isFree: (key, nowMs) => !held.has(key) && (byKey.get(key)?.yieldsUntilMs ?? Infinity) <= nowMs,
    hold: (key) => void held.add(key),
    release: (key) => void held.delete(key),
  };
}
