/**
 * Values that are about a person never travel with the others, live or past: each look at them is asked for by itself, by
 * whoever was granted their class, and stands in the audit log.
 */
import type { PersonalClass } from '#shared/access/verbs.ts';
import { findPoint } from '#shared/systems/index.ts';
import type { Readings } from '#shared/twin/packed.ts';
import type { CompoundTwin } from '../twin/index.ts';

/** Null: the point is about nobody. */
export function personalClassOf(deviceKey: string, pointId: string): PersonalClass | null {
  const system = deviceKey.slice(0, deviceKey.indexOf('/'));
  return findPoint(system, pointId)?.personal ?? null;
}

/** By compound and point index: whether it is about a person. Indices are never given to another point. */
const known = new WeakMap<CompoundTwin, boolean[]>();

export function isPersonal(compound: CompoundTwin, index: number): boolean {
  let marks = known.get(compound);
  if (!marks) known.set(compound, (marks = []));
  const owner = compound.pointOwners[index];
  if (!owner) return false;
  return (marks[index] ??= personalClassOf(owner.device, owner.point) !== null);
}

/** The same readings where none of them is personal. */
export function withoutPersonal(compound: CompoundTwin, readings: Readings): Readings {
  const kept: number[] = [];
  for (let i = 0; i < readings.count; i++) if (!isPersonal(compound, readings.index[i] ?? 0)) kept.push(i);
  if (kept.length === readings.count) return readings;
  const take = (column: ArrayLike<number>) => kept.map((i) => column[i] ?? 0);
  return {
    count: kept.length,
    index: Uint32Array.from(take(readings.index)),
    value: Float64Array.from(take(readings.value)),
    timeMs: Float64Array.from(take(readings.timeMs)),
    quality: Uint8Array.from(take(readings.quality)),
  };
}
