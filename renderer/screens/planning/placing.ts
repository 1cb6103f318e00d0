/** Devices put in their place: on a storey of the ground plan, or on what was clicked in the scene. Pure. */
import type { At } from '#shared/drawing/drawing.ts';
import { frameOf } from '#shared/drawing/buildingFrame.ts';
import { placeAt } from '#shared/drawing/placeAt.ts';
import { isInside, rounded } from '#shared/drawing/rings.ts';
import { keyOfDevice, type Sketch } from '#shared/drawing/things.ts';
import type { CameraMeta, PlannedDevice } from '#shared/protocol/device.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { CompoundPlan, Enu } from '#shared/twin/compound.ts';

export interface PlacingOrder {
  readonly system: string;
  /** Storey of the building that is clicked. */
  readonly level: number;
  /** Above its floor, or above the ground. */
  readonly heightM: number;
}

export const usualOrder: PlacingOrder = { system: 'smoke', level: 1, heightM: 2.4 };

const newCamera: CameraMeta = { headingRad: 0, pitchRad: -0.3, fovRad: 1.2, rangeM: 30 };

export const isCamera = (system: string): boolean => /camera/.test(findSystem(system)?.role ?? '');

/** In a building: on the storey that was ordered; beside it on the ground. */
export function planPoint({ drawing }: Sketch, at: At, { level, heightM }: PlacingOrder): Enu {
  const building = drawing.buildings.find(({ ring }) => isInside(ring, at));
  if (!building) return [at[0], at[1], heightM];
  const storey = Math.min(building.storeys, Math.max(1, level));
  const floorM = (storey - 1) * building.storeyHeightM;
  return [at[0], at[1], rounded(floorM + Math.min(heightM, building.storeyHeightM - 0.2))];
}

/** A new device of the system there; its id is its system's next number. */
export function placedDevice(sketch: Sketch, plan: CompoundPlan, system: string, at: Enu): PlannedDevice {
  const place = placeAt(plan, at);
  const number = nextNumber(sketch.devices, system);
  const short = findSystem(system)?.short ?? { zh: system, en: system };
  const where = place?.id ?? '';
  return {
    id: `${system}-${number}`,
    system,
    name: {
      zh: place ? `${where} ${short.zh}` : `${short.zh} ${number}`,
      en: place ? `${where} ${short.en}` : `${short.en} ${number}`,
    },
    positionEnu: [rounded(at[0]), rounded(at[1]), rounded(at[2])],
    ...(place ? { placeId: place.id } : {}),
    ...(isCamera(system) ? { camera: headedFrom(sketch, at) } : {}),
  };
}

/** Away from the building it hangs at. */
function headedFrom({ drawing }: Sketch, [x, y]: Enu): CameraMeta {
  let headingRad = newCamera.headingRad;
  let nearestM = 15;
  for (const building of drawing.buildings) {
    const { centre, lengthM, depthM } = frameOf(building);
    const awayM = Math.hypot(x - centre[0], y - centre[1]) - Math.max(lengthM, depthM) / 2;
    if (awayM >= nearestM) continue;
    nearestM = awayM;
    headingRad = Math.atan2(y - centre[1], x - centre[0]);
  }
  return { ...newCamera, headingRad };
}

function nextNumber(devices: readonly PlannedDevice[], system: string): number {
  return devices.reduce((most, device) => {
    const own = Number(device.id.slice(system.length + 1));
    return device.system === system && device.id.startsWith(`${system}-`) && own >= most ? own + 1 : most;
  }, 1);
}

export const withDevice = (sketch: Sketch, device: PlannedDevice): Sketch => withDevices(sketch, [device]);

export function withDevices(sketch: Sketch, devices: readonly PlannedDevice[]): Sketch {
  const keys = new Set(devices.map(keyOfDevice));
  return { ...sketch, devices: [...sketch.devices.filter((one) => !keys.has(keyOfDevice(one))), ...devices] };
}

/** Where it is told to be, with the place that is there. */
export function putAt(device: PlannedDevice, plan: CompoundPlan, at: Enu): PlannedDevice {
  const { placeId: _placeId, ...rest } = device;
  const place = placeAt(plan, at);
  return {
    ...rest,
    positionEnu: [rounded(at[0]), rounded(at[1]), rounded(at[2])],
    ...(place ? { placeId: place.id } : {}),
  };
}

/** Looks at the point; sees a little beyond it. Null where it hangs nowhere yet. */
export function aimedAt({ positionEnu, camera }: PlannedDevice, [x, y, z]: Enu): CameraMeta | null {
  if (!positionEnu) return null;
  const [dx, dy, dz] = [x - positionEnu[0], y - positionEnu[1], z - positionEnu[2]];
  const flatM = Math.hypot(dx, dy);
  const rangeM = Math.hypot(flatM, dz) * 1.2;
  if (rangeM < 0.5) return null;
  return {
    ...(camera ?? newCamera),
    headingRad: Number(Math.atan2(dy, dx).toFixed(4)),
    pitchRad: Number(Math.atan2(dz, flatM).toFixed(4)),
    rangeM: Number(Math.max(5, rangeM).toFixed(1)),
  };
}
