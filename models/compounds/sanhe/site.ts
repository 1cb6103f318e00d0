/** The ground between the towers, in the site frame. */
import type { GateDesign, Rect, SiteDesign, SitePoint } from '#models/generator/design.ts';
import { along, area, gate, kerbBays, road } from '#models/generator/ground.ts';
import { plant, type PlantingDesign } from '#models/generator/planting.ts';
import { streetOf } from '#models/generator/street.ts';
import { buildings } from './facts.ts';

export const boundary: Rect = { x0: -108, y0: -74, x1: 108, y1: 66 };

const chargingShed: Rect = { x0: 62, y0: -20, x1: 87, y1: -14 };
const wastePoint: Rect = { x0: -94, y0: -68, x1: -82, y1: -63 };
const playground: Rect = { x0: -26, y0: -14, x1: -8, y1: 2 };

const gates: readonly GateDesign[] = [
  gate('south-gate', '南大门', 'South gate', [45, -74], 11, 'south', 'vehicle'),
  gate('east-gate', '东门', 'East gate', [108, 17.5], 9, 'east', 'vehicle'),
  gate('south-wicket', '南门人行口', 'South wicket', [54, -74], 3, 'south', 'pedestrian'),
  gate('west-wicket', '西便门', 'West wicket', [-108, 17.5], 3, 'west', 'pedestrian'),
];

const hydrants: readonly SitePoint[] = [
  [-99, 50],
  [-40, 50],
  [40, 50],
  [99, 50],
  [-40, 12.5],
  [40, 12.5],
  [-99, -30],
  [-36, -52.5],
  [36, -52.5],
  [99, -30],
];

const built: Omit<SiteDesign, 'trees'> = {
  boundary,
  areas: [
    road('main-road', '主干道', 'Main road', { x0: -101, y0: 14, x1: 108, y1: 21 }),
    road('north-lane', '北巷', 'North lane', { x0: -101, y0: 51, x1: 101, y1: 56 }),
    road('south-road', '南环路', 'South road', { x0: -101, y0: -60, x1: 101, y1: -54 }),
    road('west-ring', '西环路', 'West ring', { x0: -105.5, y0: -60, x1: -101, y1: 56 }),
    road('east-ring', '东环路', 'East ring', { x0: 101, y0: -60, x1: 105.5, y1: 56 }),
    road('gate-road', '南门路', 'Gate road', { x0: 40, y0: -74, x1: 50, y1: -60 }),
    area('central-green', '中心花园', 'Central green', { x0: -44, y0: -20, x1: 44, y1: 8 }, 'grass', 'court'),
    area('playground', '儿童乐园', 'Playground', playground, 'rubber', 'court'),
    area('charging-shed', '充电棚', 'Charging shed', chargingShed, 'concrete', 'court'),
    area('waste-point', '垃圾分类亭', 'Waste point', wastePoint, 'paving', 'court'),
  ],
  gates,
  bays: kerbBays(
    [
      ...[-96, -72, -48, 24, 48, 72].map((x) => [x, 21, 8, 1] as const),
      ...[-96, -66, -36, -6, 24, 54].map((x) => [x, 56, 10, 1] as const),
      ...[-70, -40, -10].map((x) => [x, -60, 10, -1] as const),
    ],
    { x0: 62, kerbY: -60 },
  ),
  lamps: [
    ...along(-90, 95, 26, (x): SitePoint => [x, 13]),
    ...along(-90, 95, 26, (x): SitePoint => [x, 50]),
    ...along(-90, 95, 26, (x): SitePoint => [x, -53]),
  ],
  hydrants,
  chargingShed,
  wastePoint,
  playground,
  pavilion: [22, -6],
  paths: [
    [0, 4, 84, 1.6],
    [8, -6, 1.6, 22],
    [22, -14, 30, 1.4],
  ],
  benches: [
    [2, 2],
    [14, 2],
    [30, 2],
    [34, -12],
    [-32, 2],
  ],
  surroundings: streetOf(boundary, 20_262),
};

const avenues: PlantingDesign['avenues'] = [
  ...along(-98, 98, 8, (x): SitePoint => [x, 12.2]).map((at) => [at, 'camphor'] as const),
  ...along(-98, 98, 8, (x): SitePoint => [x, -52]).map((at) => [at, 'plane'] as const),
  ...along(-98, 98, 8, (x): SitePoint => [x, 63.5]).map((at) => [at, 'osmanthus'] as const),
  ...along(-50, 60, 7, (y): SitePoint => [-106.6, y]).map((at) => [at, 'cypress'] as const),
  ...along(-50, 60, 7, (y): SitePoint => [106.6, y]).map((at) => [at, 'cypress'] as const),
];

export const site: SiteDesign = {
  ...built,
  trees: plant({ seed: 2014, trees: 190, site: built, buildings, avenues }),
};
