/** The catalogue. A folder under `shared/systems` and an entry here: nothing else knows a system by name. */
import { airNoise } from './air-noise/index.ts';
import { cctv } from './cctv/index.ts';
import type { PointDeclaration, SystemDeclaration } from './declaration.ts';
import { firePanel } from './fire-panel/index.ts';
import { hydrant } from './hydrant/index.ts';
import { lift } from './lift/index.ts';
import { parkingBay } from './parking-bay/index.ts';
import { smoke } from './smoke/index.ts';
import { throwCamera } from './throw-camera/index.ts';
import { unitDoor } from './unit-door/index.ts';
import { vehicleGate } from './vehicle-gate/index.ts';

export const systems: readonly SystemDeclaration[] = [
  smoke,
  firePanel,
  hydrant,
  throwCamera,
  cctv,
  unitDoor,
  vehicleGate,
  lift,
  parkingBay,
  airNoise,
];

const byId = new Map(systems.map((system) => [system.id, system]));

export function findSystem(id: string): SystemDeclaration | undefined {
  return byId.get(id);
}

/** What is shown of a system nobody declared: its own id and whatever points its devices announce. */
export function systemOrUnknown(id: string): SystemDeclaration {
  return (
    byId.get(id) ?? {
      id,
      name: { zh: id, en: id },
      short: { zh: id, en: id },
      group: 'other',
      points: [],
      rules: [],
      headline: [],
      intervalS: 300,
    }
  );
}

export function findPoint(systemId: string, pointId: string): PointDeclaration | undefined {
  return byId.get(systemId)?.points.find((point) => point.id === pointId);
}

/** The point that tells whether the bay of a device is taken; null where its system paints none. */
export function bayPoint(systemId: string): string | null {
  for (const one of byId.get(systemId)?.highlight ?? []) if (one.paints === 'bay') return one.point;
  return null;
}

export { deviceHealthRules } from './deviceHealth.ts';
