/** The catalogue. A folder under `shared/systems` and an entry here: nothing else knows a system by name. */
import { airNoise } from './air-noise/index.ts';
import { broadcast } from './broadcast/index.ts';
import { cctv } from './cctv/index.ts';
import type { PointDeclaration, SystemDeclaration } from './declaration.ts';
import { deviceHealth } from './device-health/index.ts';
import { drainage } from './drainage/index.ts';
import { ebikeCharger } from './ebike-charger/index.ts';
import { elderCare } from './elder-care/index.ts';
import { electricalFire } from './electrical-fire/index.ts';
import { evCharger } from './ev-charger/index.ts';
import { fallSos } from './fall-sos/index.ts';
import { fireLane } from './fire-lane/index.ts';
import { firePanel } from './fire-panel/index.ts';
import { gas } from './gas/index.ts';
import { groundLock } from './ground-lock/index.ts';
import { healthKiosk } from './health-kiosk/index.ts';
import { heatGasMeter } from './heat-gas-meter/index.ts';
import { hydrant } from './hydrant/index.ts';
import { infoScreen } from './info-screen/index.ts';
import { iotNetwork } from './iot-network/index.ts';
import { lift } from './lift/index.ts';
import { lighting } from './lighting/index.ts';
import { locker } from './locker/index.ts';
import { notice } from './notice/index.ts';
import { parkingBay } from './parking-bay/index.ts';
import { pedestrianGate } from './pedestrian-gate/index.ts';
import { perimeter } from './perimeter/index.ts';
import { powerMeter } from './power-meter/index.ts';
import { publicPower } from './public-power/index.ts';
import { sharedParking } from './shared-parking/index.ts';
import { smoke } from './smoke/index.ts';
import { stereoGarage } from './stereo-garage/index.ts';
import { throwCamera } from './throw-camera/index.ts';
import { unitDoor } from './unit-door/index.ts';
import { vehicleGate } from './vehicle-gate/index.ts';
import { visitorPopulation } from './visitor-population/index.ts';
import { waste } from './waste/index.ts';
import { waterMeter } from './water-meter/index.ts';
import { workOrder } from './work-order/index.ts';

/** In the order in which lists show them: what saves lives first. */
export const systems: readonly SystemDeclaration[] = [
  smoke,
  firePanel,
  gas,
  electricalFire,
  hydrant,
  fireLane,
  throwCamera,
  cctv,
  perimeter,
  pedestrianGate,
  unitDoor,
  vehicleGate,
  visitorPopulation,
  lift,
  parkingBay,
  stereoGarage,
  sharedParking,
  groundLock,
  evCharger,
  ebikeCharger,
  broadcast,
  lighting,
  infoScreen,
  locker,
  workOrder,
  notice,
  fallSos,
  elderCare,
  healthKiosk,
  publicPower,
  powerMeter,
  waterMeter,
  heatGasMeter,
  airNoise,
  drainage,
  waste,
  iotNetwork,
  deviceHealth,
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
