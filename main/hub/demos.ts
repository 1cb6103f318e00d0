/** Demo compounds beside real ones: each that is a demo has a simulation of its own; no other is ever spoken for. */
import type { PlannedDevice, PointValue } from '#shared/protocol/device.ts';
import { failure, type Result } from '#shared/protocol/result.ts';
import type { History } from './history/index.ts';
import { createSimulation, type Simulation, type VisitedRooms } from './simulation/index.ts';
import type { CompoundData, CompoundTwin, Twin } from './twin/index.ts';

export interface Demos {
  start(): void;
  /** A message on the broker. */
  hear(topic: string, payload: Uint8Array): void;
  run(compound: string, scenario: 'fire' | 'throw', pace?: number): Result<null>;
  fault(compound: string, deviceKey: string, faultId: string): Result<null>;
  stop(): void;
}

export function createDemos(options: {
  readonly compounds: readonly CompoundData[];
  /** Compounds without any history: their first hours are invented. */
  readonly unlived: ReadonlySet<string>;
  readonly twin: Twin;
  readonly rooms: VisitedRooms;
  readonly now: () => number;
  readonly publish: (topic: string, payload: string, retain?: boolean) => void;
  readonly inject: (topic: string, payload: Uint8Array) => void;
}): Demos {
  const { twin, now, publish, inject } = options;
  const demos = new Map<string, Simulation>();
  for (const { manifest, plan, devices, scenarios } of options.compounds) {
    const compound = twin.compounds.get(manifest.id);
    // What a recording of a demo shows has been invented already.
    if (manifest.demo !== true || manifest.recording || !compound) continue;
    const simulation = createSimulation({
      rooms: options.rooms,
      manifest,
      plan,
      devices,
      scenarios: scenarios ?? {},
      seed: manifest.facts.built,
      now,
      publish,
      inject,
      recall: (device) => lastValues(compound, device),
      emptyHistory: options.unlived.has(manifest.id),
    });
    demos.set(manifest.id, simulation);
  }
  twin.onReading((from, device, _index, _value, timeMs, _quality, role) => {
    if (role === 'new') demos.get(from.id)?.heard(device.record.key, timeMs);
  });
  return {
    start() {
      for (const demo of demos.values()) demo.start();
    },
    hear(topic, payload) {
      for (const demo of demos.values()) demo.hear(topic, payload);
    },
    run: (compound, scenario, pace) => demos.get(compound)?.run(scenario, pace) ?? failure('no-demo'),
    fault: (compound, deviceKey, faultId) =>
      demos.get(compound)?.fault(deviceKey, faultId) ?? failure('no-demo'),
    stop() {
      for (const demo of demos.values()) demo.stop();
    },
  };
}

export async function withoutHistory(
  compounds: readonly CompoundData[],
  history: History,
): Promise<ReadonlySet<string>> {
  const unlived = new Set<string>();
  for (const { manifest } of compounds) {
    const range = await history.range(manifest.id);
    if (range.ok && range.value === null) unlived.add(manifest.id);
  }
  return unlived;
}

function lastValues(compound: CompoundTwin, { system, id }: PlannedDevice): Record<string, PointValue> {
  const values: Record<string, PointValue> = {};
  const device = compound.devices.get(`${system}/${id}`);
  for (const slot of device?.slots.values() ?? []) {
    if (!device) break;
    const value = compound.toValue(device.record, slot.id, compound.columns.values[slot.index] ?? NaN);
    if (value !== null) values[slot.id] = value;
  }
  return values;
}
