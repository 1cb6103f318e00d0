/** Whether the records of a compound fit themselves and each other. Pure: who has read them calls this. */
import { Type } from 'typebox';
import { crsDefinition } from '../geo/crsDefinitions.ts';
import type { PlannedDevice } from '../protocol/device.ts';
import { checkDrawing } from '../drawing/checkDrawing.ts';
import { checkProcedure, mostOwnProcedures, Procedure } from '../incidents/procedureBook.ts';
import { DrillScenario, mostOwnDrills } from '../protocol/drill.ts';
import { Households, type Household } from '../protocol/household.ts';
import { PlannedDevices } from './devices.ts';
import { faultOf, shapeFaults, type CompoundFault } from './faults.ts';
import { CompoundManifest } from './manifest.ts';
import { CompoundMapping, migrateMapping } from './mapping.ts';
import { CompoundPlan } from './plan.ts';
import { isStretch, longestRecordingMs } from './recording.ts';
import { Scenarios } from './scenario.ts';

/** Each fault of the records, in the order of the files; none: they can be served. */
export interface CompoundRecords {
  readonly manifest: unknown;
  readonly plan: unknown;
  readonly devices: unknown;
  readonly mapping?: unknown;
  readonly households?: unknown;
  readonly drawing?: unknown;
}

export function checkManifest(value: unknown): CompoundFault[] {
  const shape = shapeFaults('manifest.json', CompoundManifest, value).map((fault) =>
    fault.at === 'id' ? faultOf('manifest.json', 'id', 'file-id') : fault,
  );
  if (shape.length > 0) return shape;
  const { origin, models, phases = [], recording } = value as CompoundManifest;
  const faults: CompoundFault[] = [];
  if (!isTimeZone(origin.timeZone))
    faults.push(faultOf('manifest.json', 'origin.timeZone', 'file-time-zone', { timeZone: origin.timeZone }));
  if (crsDefinition(origin.crs) === null)
    faults.push(faultOf('manifest.json', 'origin.crs', 'file-crs', { crs: origin.crs }));
  if (recording && !isStretch(recording))
    faults.push(
      faultOf('manifest.json', 'recording', 'file-recording', { most: longestRecordingMs / 86_400_000 }),
    );
  return [
    ...faults,
    ...twice(models, ({ id }) => id).map(([nth, id]) =>
      faultOf('manifest.json', `models[${nth}].id`, 'file-model-twice', { id }),
    ),
    ...models.flatMap(({ phases: own = [] }, nth) =>
      own
        .filter((id) => !phases.some((phase) => phase.id === id))
        .map((id) => faultOf('manifest.json', `models[${nth}].phases`, 'file-phase-absent', { id })),
    ),
    ...phasesOutOfOrder(phases),
  ];
}

/** As soon as one has a day, each after the first needs one, later than that before it. */
function phasesOutOfOrder(phases: NonNullable<CompoundManifest['phases']>): CompoundFault[] {
  if (phases.every(({ from }) => from === undefined)) return [];
  return phases.flatMap(({ id, from }, nth) =>
    nth === 0 || (from !== undefined && from > (phases[nth - 1]?.from ?? ''))
      ? []
      : faultOf('manifest.json', `phases[${nth}].from`, 'file-phase-day', { id }),
  );
}

export function checkPlan(value: unknown): CompoundFault[] {
  const shape = shapeFaults('plan.json', CompoundPlan, value);
  if (shape.length > 0) return shape;
  const { places, bays } = value as CompoundPlan;
  const parents = new Map(places.map(({ id, parentId }) => [id, parentId]));
  const faults = [
    ...twice(places, ({ id }) => id).map(([nth, id]) =>
      faultOf('plan.json', `places[${nth}].id`, 'file-place-twice', { id }),
    ),
    ...twice(bays, ({ id }) => id).map(([nth, id]) =>
      faultOf('plan.json', `bays[${nth}].id`, 'file-bay-twice', { id }),
    ),
  ];
  places.forEach(({ id, parentId }, nth) => {
    if (parentId === null) return;
    const at = `places[${nth}].parentId`;
    if (!parents.has(parentId)) faults.push(faultOf('plan.json', at, 'file-place-absent', { id: parentId }));
    else if (isInItself(id, parents)) faults.push(faultOf('plan.json', at, 'file-place-circle', { id }));
  });
  return faults;
}

export function checkDevices(value: unknown): CompoundFault[] {
  const shape = shapeFaults('devices.json', PlannedDevices, value);
  if (shape.length > 0) return shape;
  const devices = value as readonly PlannedDevice[];
  const faults = twice(devices, ({ system, id }) => `${system}/${id}`).map(([nth, key]) =>
    faultOf('devices.json', `[${nth}].id`, 'file-device-twice', { id: key }),
  );
  devices.forEach(({ points = [] }, nth) =>
    points.forEach(({ id, min, max }, point) => {
      if (min !== undefined && max !== undefined && min > max)
        faults.push(
          faultOf('devices.json', `[${nth}].points[${point}]`, 'file-point-limits', { id, min, max }),
        );
    }),
  );
  return faults;
}

/** Of any version that `migrateMapping` knows. */
export function checkMapping(value: unknown): CompoundFault[] {
  return shapeFaults('mapping.json', CompoundMapping, migrateMapping(value));
}

export function checkScenarios(value: unknown): CompoundFault[] {
  return shapeFaults('scenarios.json', Scenarios, value);
}

/** Procedures of a compound's own. */
export function checkOwnProcedures(value: unknown): CompoundFault[] {
  const file = 'procedures.json';
  const shape = shapeFaults(file, Type.Array(Procedure, { maxItems: mostOwnProcedures }), value);
  if (shape.length > 0) return shape;
  const procedures = value as readonly Procedure[];
  return [
    ...procedures.flatMap((procedure, nth): CompoundFault[] => {
      const checked = checkProcedure(procedure);
      return checked.ok ? [] : [{ ...checked.error, file, at: `[${nth}]` }];
    }),
    ...twice(procedures, ({ id }) => id).map(([nth, id]) =>
      faultOf(file, `[${nth}].id`, 'file-own-twice', { id }),
    ),
  ];
}

/** Drills of a compound's own. */
export function checkOwnDrills(value: unknown): CompoundFault[] {
  const file = 'drills.json';
  const shape = shapeFaults(file, Type.Array(DrillScenario, { maxItems: mostOwnDrills }), value);
  if (shape.length > 0) return shape;
  return twice(value as readonly DrillScenario[], ({ id }) => id).map(([nth, id]) =>
    faultOf(file, `[${nth}].id`, 'file-own-twice', { id }),
  );
}

export function checkHouseholds(value: unknown): CompoundFault[] {
  const shape = shapeFaults('households.json', Households, value);
  if (shape.length > 0) return shape;
  return twice(value as readonly Household[], ({ placeId }) => placeId).map(([nth, id]) =>
    faultOf('households.json', `[${nth}].placeId`, 'file-household-twice', { id }),
  );
}

export function checkCompound({
  manifest,
  plan,
  devices,
  mapping,
  households,
  drawing,
}: CompoundRecords): CompoundFault[] {
  return [
    ...checkManifest(manifest),
    ...checkPlan(plan),
    ...checkDevices(devices),
    ...(mapping === undefined ? [] : checkMapping(mapping)),
    ...(households === undefined ? [] : checkHouseholds(households)),
    ...(drawing === undefined ? [] : checkDrawing(drawing)),
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
