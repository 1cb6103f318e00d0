/** What tells of fire before and beside smoke: wiring, gas, and lanes that must be free. */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { buildings } from '../facts.ts';
import { inRooms, onGround, someHomes, type Row } from '#models/generator/devices/placing.ts';

const lanes: readonly Row[] = [
  ['lane-centre', '中心路', 'centre road', [4.6, -14], 'centre-road'],
  ['lane-main-west', '主干道西段', 'main road, west', [-78, 13], 'main-road'],
  ['lane-main-east', '主干道东段', 'main road, east', [78, 13], 'main-road'],
  ['lane-north', '北巷', 'north lane', [80, 49.2], 'north-lane'],
  ['lane-south', '南巷', 'south lane', [-84, -22.8], 'south-lane'],
];

export function fireSafetyDevices(plan: CompoundPlan, yawRad: number): PlannedDevice[] {
  const risers = buildings.map(({ id, centre: [x, y] }): Row => [
    `wiring-${id}`,
    `${id}号楼总箱`,
    `building ${id}, main board`,
    [x - 10.5, y + 6],
    id,
  ]);
  return [
    ...onGround('electrical-fire', { zh: '电气火灾监控', en: 'Electrical fire watch' }, 1.5, yawRad, risers),
    ...inRooms('gas', 'gas', { zh: '燃气探测器', en: 'Gas detector' }, 2.2, someHomes(plan, 10, 3)),
    ...onGround('fire-lane', { zh: '消防车道', en: 'Fire lane' }, 4.2, yawRad, lanes),
  ];
}
