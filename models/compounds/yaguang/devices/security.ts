/** Wickets, fence zones and head counts. Cameras, unit doors and barriers have files of their own. */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { boundary } from '../site.ts';
import { onGround, pad, type Row } from '#models/generator/devices/placing.ts';

const wickets: readonly Row[] = [
  ['wicket-east', '东门人行口', 'east gate', [131.5, 25.5], 'east-wicket'],
  ['wicket-south', '南门人行口', 'south gate', [7.5, -57.5], 'south-wicket'],
  ['wicket-west', '西便门', 'west gate', [-131.5, 17.2], 'west-wicket'],
  ['wicket-north', '北便门', 'north gate', [0, 62.5], 'north-wicket'],
];

const { x0, y0, x1, y1 } = boundary;
/** Zones of the fence, clockwise from the south-west corner. */
const fence = [
  ...[-15, 40].map((y) => ({ at: [x0, y], side: ['西侧', 'west'], placeId: 'west-ring' }) as const),
  ...[-99, -40, 40, 99].map(
    (x) => ({ at: [x, y1], side: ['北侧', 'north'], placeId: 'north-lane' }) as const,
  ),
  ...[44, -20].map((y) => ({ at: [x1, y], side: ['东侧', 'east'], placeId: 'east-ring' }) as const),
  ...[99, 40, -40, -99].map(
    (x) => ({ at: [x, y0], side: ['南侧', 'south'], placeId: 'south-road' }) as const,
  ),
];

export function securityDevices(yawRad: number): PlannedDevice[] {
  const zones = fence.map(({ at: [x, y], side: [zh, en], placeId }, n): Row => {
    const number = n + 1;
    return [`zone-${pad(number, 2)}`, `${number} 区${zh}`, `zone ${number}, ${en} side`, [x, y], placeId];
  });
  return [
    ...onGround('pedestrian-gate', { zh: '行人闸机', en: 'Wicket' }, 1.2, yawRad, wickets),
    ...onGround('perimeter', { zh: '周界', en: 'Fence' }, 2, yawRad, zones),
    ...onGround('visitor-population', { zh: '人员统计', en: 'Head count' }, 6, yawRad, [
      ['people-hongwei', '宏维花园', 'Hongwei garden', [-66, 21.5], 'hongwei'],
      ['people-hubin', '湖滨金苑', 'Hubin court', [66, 21.5], 'hubin'],
    ]),
  ];
}
