/** At gates: barriers or a turnstile, and a camera that looks at them; before façades, cameras against throwing. */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { CompoundDesign, GateDesign, SitePoint } from '../design.ts';
import { floorZ, storeysOf } from '../dwelling.ts';
import { toEnu } from '../frame.ts';
import { device, pad } from './placing.ts';

const LANE_M = 2;
const INWARD_M = 8;
/** South façade with balconies, from the building's axis. */
const FACADE_M = 7.1;

const INWARD: Readonly<Record<GateDesign['side'], SitePoint>> = {
  east: [-1, 0],
  west: [1, 0],
  south: [0, 1],
  north: [0, -1],
};

export function gateDevices({ site, yawRad }: CompoundDesign): PlannedDevice[] {
  return site.gates.flatMap(({ id, name, at: [x, y], side, kind }) => {
    if (kind === 'pedestrian') {
      const words = { zh: `行人闸机 ${name.zh}`, en: `Turnstile, ${name.en}` };
      return [device(`wicket-${id}`, 'pedestrian-gate', words, toEnu([x, y], 1.2, yawRad), id)];
    }
    const [inX, inY] = INWARD[side];
    return [['in', '入口', 'in', 1] as const, ['out', '出口', 'out', -1] as const].map(
      ([end, zh, en, sign]) => {
        // Across the way in.
        const at = toEnu([x - inY * sign * LANE_M, y + inX * sign * LANE_M], 1.1, yawRad);
        const words = { zh: `${name.zh}${zh}道闸`, en: `${name.en}, ${en}` };
        return device(`gate-${id}-${end}`, 'vehicle-gate', words, at, id, 30);
      },
    );
  });
}

/** On its mast, above hands. */
const CAMERA_M = 3.2;
const STEEPEST_RAD = 0.62;
/** From nearby all of its façade is in one picture. */
const LOW_STOREYS = 8;

interface Lookout {
  readonly system: 'cctv' | 'throw-camera';
  readonly name: LocalText;
  readonly at: SitePoint;
  readonly zM: number;
  readonly target: readonly [xM: number, yM: number, zM: number];
  readonly placeId: string;
  readonly fovRad: number;
  readonly rangeM: number;
}

/** They have no picture: whoever has one names its address. */
export function lookouts({ site, buildings, yawRad }: CompoundDesign): PlannedDevice[] {
  const gates = site.gates.map(({ id, name, at: [x, y], side }): Lookout => {
    const [inX, inY] = INWARD[side];
    const words = { zh: `监控 ${name.zh}`, en: `Camera, ${name.en}` };
    const at = [x + inX * INWARD_M - inY * 5, y + inY * INWARD_M + inX * 5] as const;
    return {
      system: 'cctv',
      name: words,
      at,
      zM: 4.5,
      target: [x, y, 1],
      placeId: id,
      fovRad: 1.2,
      rangeM: 22,
    };
  });
  const facades = buildings.map((building): Lookout => {
    const [x, y] = building.centre;
    const half = floorZ(Math.ceil(storeysOf(building) / 2));
    const awayM = storeysOf(building) > LOW_STOREYS ? 20 : 9;
    return {
      system: 'throw-camera',
      name: { zh: `${building.id}号楼高空抛物`, en: `Building ${building.id} façade, throwing` },
      at: [x - 6, y - FACADE_M - awayM],
      zM: CAMERA_M,
      // Not so steep that it loses what falls before it lands.
      target: [x, y - FACADE_M, Math.min(half, CAMERA_M + awayM * Math.tan(STEEPEST_RAD))],
      placeId: building.id,
      fovRad: 1.75,
      rangeM: 60,
    };
  });
  const all = [...gates, ...facades];
  return all.map((one) => {
    const [x, y] = one.at;
    const [tx, ty, tz] = one.target;
    const nth = all.filter(({ system }) => system === one.system).indexOf(one) + 1;
    const id = `${one.system === 'cctv' ? 'cam' : 'throw'}-${pad(nth, 2)}`;
    return {
      ...device(id, one.system, one.name, toEnu(one.at, one.zM, yawRad), one.placeId, 30),
      camera: {
        headingRad: Math.atan2(ty - y, tx - x) + yawRad,
        pitchRad: Math.atan2(tz - one.zM, Math.hypot(tx - x, ty - y)),
        fovRad: one.fovRad,
        aspect: 16 / 9,
        rangeM: one.rangeM,
      },
    };
  });
}
