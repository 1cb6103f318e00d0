/** Meters of a share of the homes and of every building, bins, and wells of both drains. */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { buildings } from '../facts.ts';
import { wastePoint } from '../site.ts';
import { inRooms, onGround, someHomes, type Row } from '#models/generator/devices/placing.ts';

const bins = [
  ['recyclable', '可回收物', 'recyclable'],
  ['kitchen', '厨余垃圾', 'kitchen waste'],
  ['hazardous', '有害垃圾', 'hazardous'],
  ['other', '其他垃圾', 'other'],
] as const;

const wells: readonly Row[] = [
  ['rain-main-west', '雨水井 主干道西段', 'rain, main road, west', [-90, 14.4], 'main-road'],
  ['rain-main-east', '雨水井 主干道东段', 'rain, main road, east', [90, 14.4], 'main-road'],
  ['rain-south', '雨水井 南环路', 'rain, south road', [20, -44], 'south-road'],
  ['rain-shed', '雨水井 充电棚', 'rain, charging shed', [100, -47], 'charging-shed'],
  ['foul-north', '污水井 北巷', 'foul water, north lane', [-30, 50.5], 'north-lane'],
  ['foul-south', '污水井 南巷', 'foul water, south lane', [30, -21.5], 'south-lane'],
  ['foul-west', '污水井 西环路', 'foul water, west ring', [-126, -10], 'west-ring'],
  ['foul-east', '污水井 东环路', 'foul water, east ring', [126, -10], 'east-ring'],
];

/** They speak through one gateway: where it dies, that is one alarm. */
const meterGateway = 'iot-network/gateway-meters';

export function meteringDevices(plan: CompoundPlan, yawRad: number): PlannedDevice[] {
  const perBuilding = (prefix: string, alongM: number) =>
    buildings.map(({ id, centre: [x, y] }): Row => [
      `${prefix}-${id}`,
      `${id}号楼`,
      `building ${id}`,
      [x + alongM, y + 6],
      id,
    ]);
  const atBins = bins.map(([id, zh, en], n): Row => [
    `bin-${id}`,
    zh,
    en,
    [wastePoint.x0 + 1.5 + n * 3, (wastePoint.y0 + wastePoint.y1) / 2],
    'waste-point',
  ]);
  const devices = [
    ...inRooms('water-meter', 'water', { zh: '水表', en: 'Water meter' }, 0.6, someHomes(plan, 12, 5)),
    ...inRooms('power-meter', 'power', { zh: '电表', en: 'Power meter' }, 1.7, someHomes(plan, 15, 7)),
    ...onGround(
      'public-power',
      { zh: '公共用电', en: 'Common power' },
      1.4,
      yawRad,
      perBuilding('common', 10.5),
    ),
    ...onGround(
      'heat-gas-meter',
      { zh: '热力燃气表', en: 'Heat and gas meter' },
      0.8,
      yawRad,
      perBuilding('heat-gas', 13),
    ),
    ...onGround('waste', { zh: '分类桶', en: 'Bin' }, 0.9, yawRad, atBins),
    ...onGround('drainage', { zh: '排水', en: 'Drain' }, 0, yawRad, wells),
  ];
  return devices.map((one) => ({ ...one, via: meterGateway }));
}
