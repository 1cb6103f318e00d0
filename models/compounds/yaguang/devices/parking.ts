/** Bays with sensors, and what stands or works at them: locks, chargers, cabinets, the garage. */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { toEnu } from '#models/generator/frame.ts';
import { bays, chargingShed } from '../site.ts';
import { device, onGround, pad, type Row } from '#models/generator/devices/placing.ts';
import { nearest } from '../nearest.ts';

const bayNumber = (id: string): string => id.slice(4);

function bayDevices(yawRad: number): PlannedDevice[] {
  return bays.map(({ id, centre, kind }) => {
    const number = bayNumber(id);
    const name = {
      zh: `${kind === 'charging' ? '充电' : ''}车位 ${number}`,
      en: `${kind === 'charging' ? 'Charging bay' : 'Bay'} ${number}`,
    };
    const placeId = kind === 'charging' ? 'charging-shed' : nearest(centre);
    return device(id, 'parking-bay', name, toEnu(centre, 0.05, yawRad), placeId, 60);
  });
}

export function parkingDevices(yawRad: number): PlannedDevice[] {
  const posts = bays
    .filter(({ kind }) => kind === 'charging')
    .map(({ id, centre: [x, y] }, n): Row => [
      `ev-${pad(n + 1, 2)}`,
      `车位 ${bayNumber(id)}`,
      `bay ${bayNumber(id)}`,
      [x, y - 2.4],
      'charging-shed',
    ]);
  // The bays that can be booked lie along the south road.
  const locks = bays
    .filter(({ centre: [x, y], kind }) => kind !== 'charging' && y < -49 && x < -80)
    .map(({ id, centre: [x, y] }, n): Row => [
      `lock-${pad(n + 1, 2)}`,
      `车位 ${bayNumber(id)}`,
      `bay ${bayNumber(id)}`,
      [x, y + 1.5],
      'south-road',
    ]);
  // Behind the shed, a wall away from the cars.
  const cabinets = Array.from({ length: 10 }, (_, n): Row => [
    `ebike-${pad(n + 1, 2)}`,
    `${n + 1} 号柜`,
    `cabinet ${n + 1}`,
    [chargingShed.x0 + 1.4 + n * 2.45, chargingShed.y0 - 1.4],
    'charging-shed',
  ]);
  return [
    ...bayDevices(yawRad),
    ...onGround('shared-parking', { zh: '共享车位', en: 'Shared bays' }, 2.5, yawRad, [
      ['shared-east', '主干道东段', 'main road, east', [52, 24], 'main-road'],
    ]),
    ...onGround('stereo-garage', { zh: '立体车库', en: 'Stereo garage' }, 4, yawRad, [
      ['garage-south', '南环路东端', 'south road, east end', [112, -52.8], 'garage'],
    ]),
    ...onGround('ground-lock', { zh: '地锁', en: 'Ground lock' }, 0.3, yawRad, locks),
    ...onGround('ev-charger', { zh: '充电桩', en: 'EV charger' }, 1.2, yawRad, posts),
    ...onGround('ebike-charger', { zh: '电动自行车充电柜', en: 'E-bike cabinet' }, 1.1, yawRad, cabinets),
  ];
}
