/**
 * The simulation room: announces the demo compound's devices, lives their day, fills the hours before the first start
 * so that the time bar has something to show, plays its scenarios and lets things go wrong. It speaks the native dialect like any
 * gateway; nothing in the hub knows that it is there.
 */
import type { Scenarios } from '#shared/compounds/scenario.ts';
import type { DeviceCommand, PlannedDevice, PointValue } from '#shared/protocol/device.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { CompoundManifest, CompoundPlan } from '#shared/twin/compound.ts';
import type { SimulatedEvent } from '#shared/systems/declaration.ts';
import { findSystem } from '#shared/systems/index.ts';
import { parseTopic, topicOf } from '#shared/twin/topic.ts';
import { createFaults } from './faults.ts';
import { createSimulator, type Say } from './simulator.ts';
import { createVisitors, type VisitedRooms } from './visitors.ts';

export type { VisitedRooms } from './visitors.ts';

/** Hours of the past that a first start invents. */
const pastMs = 3 * 3_600_000;
const pastStepMs = 5_000;
/** A device takes a moment. */
const answerAfterMs = 400;

export interface Simulation {
  start(): void;
  /** A message on the broker: a command to one of its devices is carried out and answered, as a device would. */
  hear(topic: string, payload: Uint8Array): void;
  /** A reading of one of its devices, its own among them. */
  heard(key: string, timeMs: number): void;
  /** `pace`: so many times as fast as it would really go. */
  run(scenario: 'fire' | 'throw', pace?: number): Result<null>;
  /** Something goes wrong with a device now, as its system declares. */
  fault(deviceKey: string, faultId: string): Result<null>;
  stop(): void;
}

export interface SimulationOptions {
  readonly rooms: VisitedRooms;
  readonly manifest: CompoundManifest;
  readonly plan: CompoundPlan;
  readonly scenarios: Scenarios;
  readonly devices: readonly PlannedDevice[];
  readonly seed: number;
  readonly now: () => number;
  /** Over the broker. */
  readonly publish: (topic: string, payload: string, retain?: boolean) => void;
  /** Straight into ingest, for the invented past. */
  readonly inject: (topic: string, payload: Uint8Array) => void;
  readonly recall: (device: PlannedDevice) => Record<string, PointValue>;
  readonly emptyHistory: boolean;
}

export function createSimulation(options: SimulationOptions): Simulation {
  const { manifest, now } = options;
  const startMs = options.emptyHistory ? now() - pastMs : now();
  const simulator = createSimulator({
    devices: options.devices,
    timeZone: manifest.origin.timeZone,
    seed: options.seed,
    startMs,
    recall: options.recall,
  });
  const timers = new Set<NodeJS.Timeout>();
  let running = false;

  const stateOf = (timeMs: number, v: Readonly<Record<string, unknown>>) => JSON.stringify({ t: timeMs, v });

  const channelOf = ({ system, id }: PlannedDevice, channel: 'state' | 'event' | 'meta') =>
    topicOf(manifest.id, system, id, channel);
  const eventOf = (id: string, timeMs: number, { type, data }: SimulatedEvent) =>
    JSON.stringify({ t: timeMs, id: `${id}-${timeMs}`, type, data });
  const faults = createFaults({
    devices: options.devices,
    seed: options.seed,
    startMs: now(),
    recall: options.recall,
    speech: {
      state(device, patch, nowMs, stillUntilMs) {
        simulator.put(`${device.system}/${device.id}`, patch, nowMs, stillUntilMs);
        options.publish(channelOf(device, 'state'), stateOf(nowMs, patch));
      },
      event(device, type, data, nowMs) {
        options.publish(channelOf(device, 'event'), eventOf(`fault-${type}`, nowMs, { type, data }));
      },
      isFree: ({ system, id }, nowMs) => simulator.isFree(`${system}/${id}`, nowMs),
    },
  });

  const saying =
    (send: (topic: string, payload: string) => void): Say =>
    (device, timeMs, patch, event) => {
      send(channelOf(device, 'state'), stateOf(timeMs, patch));
      if (event) send(channelOf(device, 'event'), eventOf(event.type, timeMs, event));
    };
  const visitors = createVisitors(options.rooms, {
    compound: manifest.id,
    timeZone: manifest.origin.timeZone,
    plan: options.plan,
    devices: options.devices,
    seed: options.seed,
    startMs: now(),
    speech: {
      event: (device, event, nowMs) =>
        options.publish(channelOf(device, 'event'), eventOf('visit', nowMs, event)),
      state(device, patch, nowMs) {
        simulator.put(`${device.system}/${device.id}`, patch, nowMs);
        options.publish(channelOf(device, 'state'), stateOf(nowMs, patch));
      },
      isFree: ({ system, id }, nowMs) => simulator.isFree(`${system}/${id}`, nowMs),
    },
  });

  function later(afterMs: number, act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, afterMs);
    timers.add(timer);
  }

  return {
    start() {
      for (const device of options.devices) {
        const { id: _id, system: _system, ...meta } = device;
        options.publish(channelOf(device, 'meta'), JSON.stringify(meta), true);
      }
      if (options.emptyHistory) {
        for (let at = startMs; at < now(); at += pastStepMs) {
          simulator.advance(
            at,
            saying((topic, payload) => options.inject(topic, Buffer.from(payload))),
          );
        }
      }
      const timer = setInterval(() => {
        simulator.advance(now(), saying(options.publish));
        visitors.advance(now());
        faults.advance(now());
      }, 1000);
      timers.add(timer);
    },
    hear(topic, payload) {
      const asked = parseTopic(topic);
      if (asked?.channel !== 'command' || asked.compound !== manifest.id) return;
      const key = `${asked.system}/${asked.device}`;
      const declared = findSystem(asked.system)?.commands?.find(({ id }) => id === asked.command);
      const device = options.devices.find(({ system, id }) => `${system}/${id}` === key);
      if (!device || !declared) return;
      const { id, params } = JSON.parse(Buffer.from(payload).toString('utf8')) as DeviceCommand;
      later(answerAfterMs, () => {
        const at = now();
        const effect = declared.effect(params);
        options.publish(channelOf(device, 'state'), stateOf(at, simulator.put(key, effect, at)));
        options.publish(`${topic}/reply`, JSON.stringify({ id, ok: true, t: at }));
        faults.obeyed(key, declared.id, effect, at);
      });
    },
    heard: (key, timeMs) => simulator.heard(key, timeMs, now()),
    run(id, pace = 1) {
      if (running) return failure('demo-running');
      const script = options.scenarios[id] ?? [];
      if (script.length === 0) return failure('demo-missing');
      running = true;
      const held = new Set(script.map((message) => `${message.system}/${message.device}`));
      for (const key of held) simulator.hold(key);
      let lastMs = 0;
      script.forEach((message, n) => {
        const afterMs = message.afterMs / pace;
        lastMs = Math.max(lastMs, afterMs);
        later(afterMs, () => {
          const at = now();
          if ('state' in message) {
            options.publish(
              topicOf(manifest.id, message.system, message.device, 'state'),
              stateOf(at, message.state),
            );
          } else {
            const body = {
              t: at,
              id: `${id}-${at}-${n}`,
              type: message.event.type,
              data: message.event.data,
            };
            options.publish(
              topicOf(manifest.id, message.system, message.device, 'event'),
              JSON.stringify(body),
            );
          }
        });
      });
      later(lastMs + 500, () => {
        for (const key of held) simulator.release(key);
        running = false;
      });
      return success(null);
    },
    fault: (deviceKey, faultId) => faults.begin(deviceKey, faultId, now()),
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
