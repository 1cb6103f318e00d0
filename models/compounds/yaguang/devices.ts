/**
 * Every device of the compound, placed on the geometry that the generator writes. Desks and device health are counted by
 * the hub itself and stand nowhere.
 */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { DEPTH_M, LIFT_CORRIDOR_M, LIFT_SHAFT_M, unitsOf } from '#models/generator/dwelling.ts';
import { toEnu } from '#models/generator/frame.ts';
import { smokeDetectors } from '#models/generator/devices/smoke.ts';
import { cameras } from './cameras.ts';
import { careDevices } from './devices/care.ts';
import { fireSafetyDevices } from './devices/fireSafety.ts';
import { withMakes } from '#models/generator/devices/made.ts';
import { meteringDevices } from './devices/metering.ts';
import { networkDevices } from './devices/network.ts';
import { parkingDevices } from './devices/parking.ts';
import { device, pad } from '#models/generator/devices/placing.ts';
import { securityDevices } from './devices/security.ts';
import { serviceDevices } from './devices/services.ts';
import { buildings } from './facts.ts';
import { nearest } from './nearest.ts';
import { hydrants } from './site.ts';

export function devicesOf(plan: CompoundPlan, yawRad: number): readonly PlannedDevice[] {
  return withMakes([
    ...smokeDetectors(plan, buildings, yawRad),
    ...panels(plan),
    ...units(yawRad),
    ...gatesAndAir(yawRad),
    ...cameras(yawRad),
    ...hydrants.map((at, i) =>
      device(
        `hydrant-${pad(i + 1, 2)}`,
        'hydrant',
        { zh: `室外消防栓 ${i + 1}`, en: `Hydrant ${i + 1}` },
        toEnu(at, 0.7, yawRad),
        nearest(at),
        60,
      ),
    ),
    ...securityDevices(yawRad),
    ...fireSafetyDevices(plan, yawRad),
    ...parkingDevices(yawRad),
    ...serviceDevices(yawRad),
    ...careDevices(plan),
    ...meteringDevices(plan, yawRad),
    ...networkDevices(yawRad),
  ]);
}

function panels(plan: CompoundPlan): PlannedDevice[] {
  const rooms = [
    ['hongwei', 'property-office', '宏维花园', 'Hongwei garden'],
    ['hubin', 'guard-room', '湖滨金苑', 'Hubin court'],
  ] as const;
  return rooms.map(([courtyard, room, zh, en]) => {
    const box = plan.places.find((place) => place.id === room)?.box;
    if (!box) throw new Error(`No room ${room} for the fire panel.`);
    const [x, y, z] = box.centreEnu;
    const name = { zh: `火灾报警控制器 ${zh}`, en: `Fire panel, ${en}` };
    return device(`fire-panel-${courtyard}`, 'fire-panel', name, [x, y, z], room, 30);
  });
}

function units(yawRad: number): PlannedDevice[] {
  return buildings.flatMap((building) =>
    unitsOf(building).flatMap((unit, i) => {
      const x = building.centre[0] + unit.xM;
      const facadeY = building.centre[1] + DEPTH_M / 2;
      const zh = `${building.id}号楼${i + 1}单元`;
      const en = `building ${building.id}, unit ${i + 1}`;
      const shaft = toEnu([x, facadeY + LIFT_CORRIDOR_M + LIFT_SHAFT_M / 2], 1.5, yawRad);
      const door = toEnu([x, facadeY + 0.05], 1.5, yawRad);
      return [
        device(`lift-${unit.id}`, 'lift', { zh: `电梯 ${zh}`, en: `Lift, ${en}` }, shaft, unit.id, 30),
        device(
          `door-${unit.id}`,
          'unit-door',
          { zh: `单元门 ${zh}`, en: `Unit door, ${en}` },
          door,
          unit.id,
          30,
        ),
      ];
    }),
  );
}

function gatesAndAir(yawRad: number): PlannedDevice[] {
  const gates = [
    ['gate-east-in', '东大门入口道闸', 'East gate, in', [131, 20], 'east-gate'],
    ['gate-east-out', '东大门出口道闸', 'East gate, out', [131, 14.4], 'east-gate'],
    ['gate-south-in', '南门入口道闸', 'South gate, in', [2, -57], 'south-gate'],
    ['gate-south-out', '南门出口道闸', 'South gate, out', [-2, -57], 'south-gate'],
  ] as const;
  const air = [
    ['air-01', '空气噪声 东大门', 'Air and noise, east gate', [126, 23], 'east-gate'],
    ['air-02', '空气噪声 中心花园', 'Air and noise, central green', [30, 10.5], 'central-green'],
    ['air-03', '空气噪声 宏维小花园', 'Air and noise, Hongwei garden', [-11, 9], 'west-green'],
    ['air-04', '空气噪声 南门', 'Air and noise, south gate', [-8, -52], 'south-gate'],
  ] as const;
  return [
    ...gates.map(([id, zh, en, at, placeId]) =>
      device(id, 'vehicle-gate', { zh, en }, toEnu(at, 1.1, yawRad), placeId, 30),
    ),
    ...air.map(([id, zh, en, at, placeId]) =>
      device(id, 'air-noise', { zh, en }, toEnu(at, 3, yawRad), placeId, 60),
    ),
  ];
}
