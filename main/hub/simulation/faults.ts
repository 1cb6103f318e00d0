/**
 * What goes wrong in a demo compound: asked for by a person, or by chance as often as the systems declare. A device with
 * a fault stays as the fault left it, yet alive, until a command makes it right or its time is over; then it says so. It
 * speaks as the device would; nobody behind the broker knows better.
 */
import type { PlannedDevice, PointValue } from '#shared/protocol/device.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { PointPatch, SimulatedFault } from '#shared/systems/declaration.ts';
import { findSystem } from '#shared/systems/index.ts';
import { createRandom, hashText } from './random.ts';

const yearMs = 365.25 * 86_400_000;
/** Whoever has just started a demo wants to see it well first. */
const quietAtFirstMs = 30 * 60_000;
/** Air clears and people step back a moment after the command. */
const settlesAfterMs = 2000;

export interface FaultySpeech {
  /** The device says this now and keeps to it until then. */
  state(device: PlannedDevice, patch: PointPatch, nowMs: number, stillUntilMs: number): void;
  event(device: PlannedDevice, type: string, data: Readonly<Record<string, unknown>>, nowMs: number): void;
  /** Nobody else speaks for it. */
  isFree(device: PlannedDevice, nowMs: number): boolean;
}

export interface Faults {
  begin(deviceKey: string, faultId: string, nowMs: number): Result<null>;
  /** A command was carried out, with this effect. */
  obeyed(deviceKey: string, command: string, effect: PointPatch, nowMs: number): void;
  /** Called each second: faults that are over, and those that chance brings. */
  advance(nowMs: number): void;
}

interface Ongoing {
  readonly device: PlannedDevice;
  readonly fault: SimulatedFault;
  over: PointPatch;
  endsAtMs: number;
}

interface Chance {
  readonly device: PlannedDevice;
  readonly fault: SimulatedFault;
  /** Of all that can happen, up to and with this one. */
  readonly upToPerYear: number;
}

const keyOf = ({ system, id }: PlannedDevice) => `${system}/${id}`;
const faultsOfSystem = (system: string) => findSystem(system)?.simulate?.faults ?? [];

export function createFaults(options: {
  readonly devices: readonly PlannedDevice[];
  readonly seed: number;
  readonly startMs: number;
  readonly speech: FaultySpeech;
  /** Last values of a device, from before the hub was stopped. */
  readonly recall: (device: PlannedDevice) => Readonly<Record<string, PointValue>>;
}): Faults {
  const { devices, speech, startMs } = options;
  const random = createRandom(options.seed ^ hashText(`faults ${startMs}`));
  const ongoing = new Map<string, Ongoing>();
  const chances: Chance[] = [];
  let perYear = 0;
  for (const device of devices) {
    const last = options.recall(device);
    for (const fault of faultsOfSystem(device.system)) {
      const { says, over = {} } = fault;
      if (fault.perYear) chances.push({ device, fault, upToPerYear: (perYear += fault.perYear) });
      // The hub was stopped while it stood, and nobody would ever say that it is over.
      if ('state' in says && Object.entries(says.state).every(([point, value]) => last[point] === value))
        ongoing.set(keyOf(device), { device, fault, over, endsAtMs: startMs });
    }
  }

  const nextAfter = (ms: number) =>
    perYear > 0 ? ms + (-Math.log(1 - random()) * yearMs) / perYear : Infinity;
  let nextMs = nextAfter(startMs + quietAtFirstMs);

  function end(key: string, { device, over }: Ongoing, nowMs: number): void {
    ongoing.delete(key);
    speech.state(device, over, nowMs, nowMs);
  }

  function start(device: PlannedDevice, fault: SimulatedFault, nowMs: number): void {
    const key = keyOf(device);
    const before = ongoing.get(key);
    if (before) end(key, before, nowMs);
    if ('event' in fault.says)
      return speech.event(device, fault.says.event.type, fault.says.event.data, nowMs);
    const endsAtMs = nowMs + fault.lastsS * 1000;
    ongoing.set(key, { device, fault, over: fault.over ?? {}, endsAtMs });
    speech.state(device, fault.says.state, nowMs, endsAtMs);
  }

  return {
    begin(deviceKey, faultId, nowMs) {
      const device = devices.find((one) => keyOf(one) === deviceKey);
      if (!device) return failure('no-device', { device: deviceKey });
      const known = faultsOfSystem(device.system);
      const fault = known.find(({ id }) => id === faultId);
      if (!fault)
        return failure('demo-no-fault', { fault: faultId, known: known.map(({ id }) => id).join(', ') });
      start(device, fault, nowMs);
      return success(null);
    },
    obeyed(deviceKey, command, effect, nowMs) {
      const one = ongoing.get(deviceKey);
      if (one?.fault.command?.id !== command) return;
      // What the command has set stays as it was set: a valve that was closed is not opened by the air that clears.
      one.over = Object.fromEntries(Object.entries(one.over).filter(([point]) => !(point in effect)));
      one.endsAtMs = Math.min(one.endsAtMs, nowMs + settlesAfterMs);
    },
    advance(nowMs) {
      for (const [key, one] of ongoing) if (nowMs >= one.endsAtMs) end(key, one, nowMs);
      if (nowMs < nextMs) return;
      nextMs = nextAfter(nowMs);
      const at = random() * perYear;
      const chance = chances.find(({ upToPerYear }) => at < upToPerYear);
      if (!chance || ongoing.has(keyOf(chance.device)) || !speech.isFree(chance.device, nowMs)) return;
      start(chance.device, chance.fault, nowMs);
    },
  };
}
