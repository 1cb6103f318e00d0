/** Whether the records of a compound fit themselves and each other. Pure: who has read them calls this. */
import { crsDefinition } from '../geo/crsDefinitions.ts';
import type { PlannedDevice } from '../protocol/device.ts';
import { PlannedDevices } from './devices.ts';
import { faultOf, shapeFaults, type CompoundFault } from './faults.ts';
import { CompoundManifest } from './manifest.ts';
import { CompoundMapping } from './mapping.ts';
import { CompoundPlan } from './plan.ts';

/** Each fault of the records, in the order of the files; none: they can be served. */
export interface CompoundRecords {
  readonly manifest: unknown;
  readonly plan: unknown;
  readonly devices: unknown;
  readonly mapping?: unknown;
}

export function checkManifest(value: unknown): CompoundFault[] {
  const shape = shapeFaults('manifest.json', CompoundManifest, value).map((fault) =>
    fault.at === 'id'
      ? faultOf(
          'manifest.json',
          'id',
          '须为小写字母、数字和短横线，最多 40 个字符',
          'must be small letters, digits and dashes, at most 40',
        )
      : fault,
  );
  if (shape.length > 0) return shape;
  const { origin, models } = value as CompoundManifest;
  const faults: CompoundFault[] = [];
  if (!isTimeZone(origin.timeZone))
    faults.push(
      faultOf(
        'manifest.json',
        'origin.timeZone',
        `没有时区“${origin.timeZone}”`,
        `there is no time zone “${origin.timeZone}”`,
      ),
    );
  if (crsDefinition(origin.crs) === null)
    faults.push(
      faultOf(
        'manifest.json',
        'origin.crs',
        `坐标系“${origin.crs}”未知，例如 EPSG:4547`,
        `the coordinate system “${origin.crs}” is not known; one is EPSG:4547`,
      ),
    );
  return [
    ...faults,
    ...twice(models, ({ id }) => id).map(([nth, id]) =>
      faultOf(
        'manifest.json',
        `models[${nth}].id`,
        `模型“${id}”出现两次`,
        `the model “${id}” is there twice`,
      ),
    ),
  ];
}

export function checkPlan(value: unknown): CompoundFault[] {
  const shape = shapeFaults('plan.json', CompoundPlan, value);
  if (shape.length > 0) return shape;
  const { places, bays } = value as CompoundPlan;
  const parents = new Map(places.map(({ id, parentId }) => [id, parentId]));
  const faults = [
    ...twice(places, ({ id }) => id).map(([nth, id]) =>
      faultOf('plan.json', `places[${nth}].id`, `位置“${id}”出现两次`, `the place “${id}” is there twice`),
    ),
    ...twice(bays, ({ id }) => id).map(([nth, id]) =>
      faultOf('plan.json', `bays[${nth}].id`, `车位“${id}”出现两次`, `the bay “${id}” is there twice`),
    ),
  ];
  places.forEach(({ id, parentId }, nth) => {
    if (parentId === null) return;
    const at = `places[${nth}].parentId`;
    if (!parents.has(parentId))
      faults.push(
        faultOf('plan.json', at, `没有上级位置“${parentId}”`, `there is no place “${parentId}” to be in`),
      );
    else if (isInItself(id, parents))
      faults.push(faultOf('plan.json', at, `位置“${id}”在自身之内`, `the place “${id}” lies in itself`));
  });
  return faults;
}

export function checkDevices(value: unknown): CompoundFault[] {
  const shape = shapeFaults('devices.json', PlannedDevices, value);
  if (shape.length > 0) return shape;
  const devices = value as readonly PlannedDevice[];
  const faults = twice(devices, ({ system, id }) => `${system}/${id}`).map(([nth, key]) =>
    faultOf('devices.json', `[${nth}].id`, `设备“${key}”出现两次`, `the device “${key}” is there twice`),
  );
  devices.forEach(({ points = [] }, nth) =>
    points.forEach(({ id, min, max }, point) => {
      if (min !== undefined && max !== undefined && min > max)
        faults.push(
          faultOf(
            'devices.json',
            `[${nth}].points[${point}]`,
            `测点“${id}”的下限 ${min} 高于上限 ${max}`,
            `min ${min} of the point “${id}” is above its max ${max}`,
          ),
        );
    }),
  );
  return faults;
}

export function checkMapping(value: unknown): CompoundFault[] {
  return shapeFaults('mapping.json', CompoundMapping, value);
}

export function checkCompound({ manifest, plan, devices, mapping }: CompoundRecords): CompoundFault[] {
  return [
    ...checkManifest(manifest),
    ...checkPlan(plan),
    ...checkDevices(devices),
    ...(mapping === undefined ? [] : checkMapping(mapping)),
  ];
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Those that repeat an earlier one, with their index. */
function twice<T>(list: readonly T[], nameOf: (one: T) => string): [nth: number, name: string][] {
  const seen = new Set<string>();
  return list.flatMap<[number, string]>((one, nth) => {
    const name = nameOf(one);
    if (seen.has(name)) return [[nth, name]];
    seen.add(name);
    return [];
  });
}

function isInItself(id: string, parents: ReadonlyMap<string, string | null>): boolean {
  let above = parents.get(id) ?? null;
  for (let steps = 0; above !== null && steps < 50; steps++) {
    if (above === id) return true;
    above = parents.get(above) ?? null;
  }
  return false;
}
