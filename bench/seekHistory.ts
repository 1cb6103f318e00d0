/**
 * The invented past of `bench:seek` and `bench:point`: devices of one to three neighbouring points that report together, every one to
 * ten minutes with a second of jitter, in milliseconds. Temperatures and sound levels wander in steps of 0.1, powers in
 * 0.01, counters grow, states mostly repeat. Seeded, so that both sides and every child process get the same.
 */
import { ReadingsBuilder, type Readings } from '#shared/twin/packed.ts';

/** As many as `bench:seek` has. */
export const seekPoints = 20_000;
export const firstMs = 1_760_000_000_000;
export const dayMs = 86_400_000;
/** Virtual time handed over at once; shorter than any device's period. */
export const stepMs = 30_000;

interface Device {
  readonly first: number;
  readonly count: number;
  readonly periodMs: number;
  nextMs: number;
}

export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Yields readings in order of arrival, one step of virtual time after the other. */
export function* inventHistory(days: number, points = seekPoints): Generator<Readings> {
  const random = createRandom(1998);
  const devices: Device[] = [];
  for (let first = 0; first < points;) {
    const count = Math.min(points - first, 1 + Math.floor(random() * 3));
    const periodMs = [60_000, 300_000, 300_000, 600_000, 600_000][Math.floor(random() * 5)] ?? 300_000;
    devices.push({ first, count, periodMs, nextMs: firstMs + random() * periodMs });
    first += count;
  }
  const kinds = Uint8Array.from({ length: points }, () => Math.floor(random() * 5));
  const values = Float64Array.from(kinds, (kind) => [210, 520, 12_000, 0, 40_000][kind] ?? 0);
  const due = new Map<number, Device[]>();
  const plan = (device: Device) => {
    const slot = Math.floor(device.nextMs / stepMs);
    const list = due.get(slot);
    if (list) list.push(device);
    else due.set(slot, [device]);
  };
  devices.forEach(plan);
  const builder = new ReadingsBuilder();
  const lastSlot = Math.floor((firstMs + days * dayMs) / stepMs);
  for (let slot = Math.floor(firstMs / stepMs); slot < lastSlot; slot++) {
    const now = due.get(slot) ?? [];
    due.delete(slot);
    now.sort((a, b) => a.nextMs - b.nextMs);
    for (const device of now) {
      const timeMs = Math.floor(device.nextMs);
      for (let index = device.first; index < device.first + device.count; index++) {
        builder.push(index, step(kinds[index] ?? 0, values, index, random), timeMs, 0);
      }
      device.nextMs += device.periodMs + Math.floor((random() - 0.5) * 2000);
      plan(device);
    }
    if (builder.count > 0) yield builder.take();
  }
}

/** Whole numbers walk inside, so that a value is the nearest double of a short decimal, as devices send it. */
function step(kind: number, values: Float64Array, index: number, random: () => number): number {
  const before = values[index] ?? 0;
  if (kind === 3) {
    if (random() < 0.03) values[index] = Math.floor(random() * 4);
    return values[index] ?? 0;
  }
  const after =
    before + (kind === 4 ? Math.floor(random() * 5) : Math.round((random() - 0.5) * (kind === 2 ? 200 : 6)));
  values[index] = after;
  return kind === 2 ? after / 100 : kind === 4 ? after : after / 10;
}
