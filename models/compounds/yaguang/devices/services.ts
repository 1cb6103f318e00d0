/** Everyday services on the ground: light, loudspeakers, screens, lockers. */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { onGround, type Row } from '#models/generator/devices/placing.ts';

const circuits: readonly Row[] = [
  ['light-main-west', '主干道西段', 'main road, west', [-60, 12.9], 'main-road'],
  ['light-main-east', '主干道东段', 'main road, east', [60, 12.9], 'main-road'],
  ['light-north-west', '北巷西段', 'north lane, west', [-60, 49], 'north-lane'],
  ['light-north-east', '北巷东段', 'north lane, east', [60, 49], 'north-lane'],
  ['light-south-west', '南巷西段', 'south lane, west', [-60, -23], 'south-lane'],
  ['light-south-east', '南巷东段', 'south lane, east', [60, -23], 'south-lane'],
  ['light-ring-west', '南环路西段', 'south road, west', [-65, -42.3], 'south-road'],
  ['light-ring-east', '南环路东段', 'south road, east', [60, -42.3], 'south-road'],
  ['light-centre', '中心路', 'centre road', [4.3, 2], 'centre-road'],
  ['light-green', '中心花园', 'central green', [30, -6], 'central-green'],
];

const speakers: readonly Row[] = [
  ['speaker-hongwei', '宏维花园', 'Hongwei garden', [-64, 24], 'hongwei'],
  ['speaker-hubin', '湖滨金苑', 'Hubin court', [64, 24], 'hubin'],
  ['speaker-green', '中心花园', 'central green', [24, 6], 'central-green'],
  ['speaker-playground', '儿童乐园', 'playground', [41, 3], 'playground'],
  ['speaker-shed', '充电棚', 'charging shed', [84.5, -48.6], 'charging-shed'],
  ['speaker-east', '东大门', 'east gate', [126.5, 11], 'east-gate'],
  ['speaker-south', '南门', 'south gate', [-6, -54], 'south-gate'],
];

const screens: readonly Row[] = [
  ['screen-east', '东大门', 'east gate', [128, 23], 'east-gate'],
  ['screen-south', '南门', 'south gate', [5, -55.5], 'south-gate'],
  ['screen-west', '西便门', 'west wicket', [-130, 14.5], 'west-wicket'],
  ['screen-north', '北便门', 'north wicket', [2.5, 61], 'north-wicket'],
];

const lockers: readonly Row[] = [
  ['locker-east', '东大门', 'east gate', [121, 25], 'east-gate'],
  ['locker-south', '南门', 'south gate', [11, -54], 'south-gate'],
  ['locker-hongwei', '宏维小花园', 'Hongwei garden', [-12, 11.8], 'west-green'],
  ['locker-hubin', '湖滨金苑北', 'Hubin court, north', [64, 47.6], 'north-lane'],
];

export function serviceDevices(yawRad: number): PlannedDevice[] {
  return [
    ...onGround('lighting', { zh: '照明回路', en: 'Lighting' }, 5, yawRad, circuits),
    ...onGround('broadcast', { zh: '应急广播', en: 'Public address' }, 4, yawRad, speakers),
    ...onGround('info-screen', { zh: '信息屏', en: 'Screen' }, 2, yawRad, screens),
    ...onGround('locker', { zh: '快递柜', en: 'Locker' }, 1, yawRad, lockers),
  ];
}
