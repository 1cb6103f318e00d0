/**
 * The demo compound's daily life: each device takes the steps its system declares, on its own seeded randomness.
 * It only speaks messages; whether they go over MQTT (live) or straight in (the day before the first start) is the
 * caller's business. A device a scenario holds keeps still until it is let go.
 */
import type { PlannedDevice, PointValue } from '#shared/protocol/device.ts';
import type { PointPatch, SimulationStep } from '#shared/systems/declaration.ts';
import { findSystem, systemOrUnknown } from '#shared/systems/index.ts';
import { localTime } from '#shared/time/localTime.ts';
import { createRandom, hashText } from './random.ts';

export type Say = (device: PlannedDevice, timeMs: number, patch: PointPatch) => void;

interface Actor {
  readonly device: PlannedDevice;
  readonly simulate: SimulationStep;
  readonly random: () => number;
  readonly intervalMs: number;
  last: Record<string, PointValue>;
  steppedMs: number;
  nextMs: number;
  saidMs: number;
}

export interface Simulator {
  /** Runs every step due up to `nowMs`. */
  advance(nowMs: number, say: Say): void;
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
    });
  }
  const held = new Set<string>();

  function step(actor: Actor, nowMs: number, hour: number, weekend: boolean, say: Say): void {
    const patch = actor.simulate.step({
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
      say(actor.device, nowMs, patch);
      actor.saidMs = nowMs;
    } else if (nowMs - actor.saidMs >= actor.intervalMs) {
      // Alive, nothing new: a heartbeat without points.
      say(actor.device, nowMs, {});
      actor.saidMs = nowMs;
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
    hold: (key) => void held.add(key),
    release: (key) => void held.delete(key),
  };
}
