/**
 * What may leave with a recording (decision 21): no point that is about a person, nothing of a device whose very being
 * there tells of one, and no address of a camera.
 */
import type { RecordedFormer } from '#shared/compounds/recording.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { findPoint, findSystem } from '#shared/systems/index.ts';
import { ReadingsBuilder, type Readings } from '#shared/twin/packed.ts';
import type { CompoundTwin, FormerDevice } from '../twin/index.ts';

const systemOf = (deviceKey: string): string => deviceKey.split('/')[0] ?? '';

export function deviceTravels(deviceKey: string): boolean {
  return findSystem(systemOf(deviceKey))?.discreet === undefined;
}

/** By index: whether the point goes along. What nobody ever described does not: nobody could say what it meant. */
export function createPointFilter(
  twin: CompoundTwin,
  former: readonly DeviceRecord[],
): (index: number) => boolean {
  const known = new Map<number, boolean>();
  const removed = new Set(former.flatMap(({ points }) => Object.values(points)));
  return (index) => {
    let travels = known.get(index);
    if (travels === undefined) {
      const owner = twin.pointOwners[index];
      travels =
        owner !== undefined &&
        (twin.devices.get(owner.device)?.slots.has(owner.point) === true || removed.has(index)) &&
        deviceTravels(owner.device) &&
        findPoint(systemOf(owner.device), owner.point)?.personal === undefined;
      known.set(index, travels);
    }
    return travels;
  };
}

export function addTravelling(
  builder: ReadingsBuilder,
  readings: Readings,
  travels: (index: number) => boolean,
): void {
  for (let i = 0; i < readings.count; i++) {
    const index = readings.index[i] ?? 0;
    if (travels(index))
      builder.push(index, readings.value[i] ?? NaN, readings.timeMs[i] ?? 0, readings.quality[i] ?? 0);
  }
}

/** Every device that is described now, as a plan lists it: on the other hub nobody will speak for it. */
export function travellingDevices(twin: CompoundTwin): PlannedDevice[] {
  return [...twin.devices.values()]
    .filter(({ record }) => deviceTravels(record.key))
    .map(({ record }) => plannedOf(record));
}

/** Those that are removed since and of which something is told. `used`: indices of readings. */
export function travellingFormer(
  former: readonly FormerDevice[],
  used: ReadonlySet<number>,
): RecordedFormer[] {
  return former
    .filter(
      ({ record }) =>
        deviceTravels(record.key) && Object.values(record.points).some((index) => used.has(index)),
    )
    .map(({ record, untilMs }) => ({ device: plannedOf(record), untilMs }));
}

function plannedOf(record: DeviceRecord): PlannedDevice {
  const { id, system, name, positionEnu, placeId, intervalS, via, model, firmware, camera, pointMeta } =
    record;
  return {
    id,
    system,
    name,
    ...(positionEnu ? { positionEnu: [...positionEnu] } : {}),
    ...(placeId === null ? {} : { placeId }),
    intervalS,
    ...(pointMeta.length > 0 ? { points: [...pointMeta] } : {}),
    ...(via ? { via } : {}),
    ...(model ? { model } : {}),
    ...(firmware ? { firmware } : {}),
    ...(camera ? { camera } : {}),
  };
}
