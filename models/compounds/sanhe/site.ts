/** The ground between the towers, in the site frame. */
import type { GateDesign, Rect, SiteDesign, SitePoint } from '#models/generator/design.ts';
import { along, kerbBays, road } from '#models/generator/ground.ts';
import { plant, type PlantingDesign } from '#models/generator/planting.ts';
import { streetOf } from '#models/generator/street.ts';
import { buildings } from './facts.ts';

export const boundary: Rect = { x0: -108, y0: -74, x1: 108, y1: 66 };

const chargingShed: Rect = { x0: 62, y0: -20, x1: 87, y1: -14 };
const wastePoint: Rect = { x0: -94, y0: -68, x1: -82, y1: -63 };
const playground: Rect = { x0: -26, y0: -14, x1: -8, y1: 2 };

const gates: readonly GateDesign[] = [
  {
    id: 'south-gate',
    name: { zh: '南大门', en: 'South gate' },
    at: [45, -74],
    widthM: 11,
    side: 'south',
    kind: 'vehicle',
  },
  {
    id: 'east-gate',
    name: { zh: '东门', en: 'East gate' },
    at: [108, 17.5],
    widthM: 9,
    side: 'east',
    kind: 'vehicle',
  },
  {
    id: 'south-wicket',
    name: { zh: '南门人行口', en: 'South wicket' },
    at: [54, -74],
    widthM: 3,
    side: 'south',
    kind: 'pedestrian',
  },
  {
    id: 'west-wicket',
    name: { zh: '西便门', en: 'West wicket' },
    at: [-108, 17.5],
    widthM: 3,
    side: 'west',
    kind: 'pedestrian',
  },
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
    {
      id: 'central-green',
      name: { zh: '中心花园', en: 'Central green' },
      courtyardId: 'court',
      rect: { x0: -44, y0: -20, x1: 44, y1: 8 },
      surface: 'grass',
    },
    {
      id: 'playground',
      name: { zh: '儿童乐园', en: 'Playground' },
      courtyardId: 'court',
      rect: playground,
      surface: 'rubber',
    },
    {
      id: 'charging-shed',
      name: { zh: '充电棚', en: 'Charging shed' },
      courtyardId: 'court',
      rect: chargingShed,
      surface: 'concrete',
    },
    {
      id: 'waste-point',
      name: { zh: '垃圾分类亭', en: 'Waste point' },
      courtyardId: 'court',
      rect: wastePoint,
      surface: 'paving',
    },
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
