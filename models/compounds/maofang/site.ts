/** The ground before and after the renovation: where a car park of four decks stands now, cars stood on a lot. */
import type {
  AreaDesign,
  GarageDesign,
  GateDesign,
  Rect,
  SiteDesign,
  SitePoint,
} from '#models/generator/design.ts';
import { garageBays } from '#models/generator/garage.ts';
import { along, area, gate, kerbBays, road, type BayGroup } from '#models/generator/ground.ts';
import { plant, type PlantingDesign } from '#models/generator/planting.ts';
import { streetOf } from '#models/generator/street.ts';
import { buildings } from './facts.ts';

export const boundary: Rect = { x0: -132, y0: -96, x1: 132, y1: 96 };

const chargingShed: Rect = { x0: 84, y0: -11, x1: 109, y1: -5 };
const playground: Rect = { x0: 84, y0: -2, x1: 98, y1: 12 };
const wasteBefore: Rect = { x0: 10, y0: -10.5, x1: 22, y1: -5.5 };
const wasteNow: Rect = { x0: 110, y0: 6, x1: 122, y1: 11 };
const lot: Rect = { x0: 28, y0: -8, x1: 56, y1: 8 };

/** 140 spaces and ten with chargers. */
const garage: GarageDesign = { rect: { x0: 25, y0: -9, x1: 79, y1: 8.5 }, decks: [40, 40, 40, 30] };

const roads: readonly AreaDesign[] = [
  road('centre-road', '中心路', 'Centre road', { x0: -3.5, y0: -96, x1: 3.5, y1: 90.5 }),
  road('north-lane', '北巷', 'North lane', { x0: -128.75, y0: 85.5, x1: 128.75, y1: 90.5 }),
  road('second-lane', '二巷', 'Second lane', { x0: -128.75, y0: 49.5, x1: 128.75, y1: 54.5 }),
  road('main-road', '主干道', 'Main road', { x0: -128.75, y0: 13.5, x1: 132, y1: 18.5 }),
  road('fourth-lane', '四巷', 'Fourth lane', { x0: -128.75, y0: -22.5, x1: 128.75, y1: -17.5 }),
  road('fifth-lane', '五巷', 'Fifth lane', { x0: -128.75, y0: -58.5, x1: 128.75, y1: -53.5 }),
  road('south-road', '南环路', 'South road', { x0: -128.75, y0: -90, x1: 128.75, y1: -85 }),
  road('west-ring', '西环路', 'West ring', { x0: -128.75, y0: -85, x1: -124.25, y1: 85.5 }),
  road('east-ring', '东环路', 'East ring', { x0: 124.25, y0: -85, x1: 128.75, y1: 85.5 }),
];

const gates: readonly GateDesign[] = [
  gate('south-gate', '南门', 'South gate', [0, -96], 9, 'south', 'vehicle'),
  gate('east-gate', '东门', 'East gate', [132, 16], 9, 'east', 'vehicle'),
  gate('south-wicket', '南门人行口', 'South wicket', [8, -96], 3, 'south', 'pedestrian'),
  gate('west-wicket', '西便门', 'West wicket', [-132, 16], 3, 'west', 'pedestrian'),
];

/** Bays along the lanes that were there before and are there now: 113. */
const KERBS: readonly BayGroup[] = [
  ...[54.5, 18.5, -17.5, -53.5].flatMap((y) => [-112, -60].map((x) => [x, y, 8, 1] as const)),
  ...[54.5, 18.5, -53.5].flatMap((y) => [30, 76].map((x) => [x, y, 8, 1] as const)),
  [110, 18.5, 1, 1],
];
/** Of the lot: 20 more. */
const LOT: readonly BayGroup[] = [
  [29.5, 2.6, 10, 1],
  [29.5, -2.6, 10, -1],
];

const common = {
  boundary,
  gates,
  lamps: [
    ...[84, 48, 12.5, -24, -60].flatMap((y) => along(-116, 116, 29, (x): SitePoint => [x, y])),
    ...along(-78, 78, 26, (y): SitePoint => [4.4, y]),
  ],
  hydrants: [84.4, 48.4, 12.4, -23.6, -59.6].flatMap((y): SitePoint[] => [
    [-122, y],
    [-6.4, y],
    [122, y],
  ]),
  chargingShed,
  playground,
  pavilion: [104, 3],
  paths: [[103, -3.5, 38, 1.4]],
  benches: [
    [101, 9],
    [107, 9],
    [101, -2],
  ],
  surroundings: streetOf(boundary, 20_263),
} as const satisfies Partial<SiteDesign>;

const areas = (waste: Rect): readonly AreaDesign[] => [
  ...roads,
  area('garden', '小花园', 'Garden', { x0: 83, y0: -12, x1: 122, y1: 12.4 }, 'grass', 'court'),
  area('playground', '儿童乐园', 'Playground', playground, 'rubber', 'court'),
  area('charging-shed', '充电棚', 'Charging shed', chargingShed, 'concrete', 'court'),
  area('waste-point', '垃圾分类亭', 'Waste point', waste, 'paving', 'court'),
];

const bays = kerbBays([...KERBS, ...LOT], null);

const builtNow: Omit<SiteDesign, 'trees'> = {
  ...common,
  areas: [...areas(wasteNow), area('garage', '立体车库', 'Car park', garage.rect, 'concrete', 'court')],
  bays: [...bays.slice(0, bays.length - 20), ...garageBays(garage)],
  wastePoint: wasteNow,
  garage,
};

const avenues: PlantingDesign['avenues'] = [
  ...[84.2, 48.2, 12.2, -24, -60].flatMap((y) =>
    along(-120, 120, 8, (x): SitePoint => [x, y]).map((at) => [at, 'plane'] as const),
  ),
  ...along(-80, 80, 7, (y): SitePoint => [-130.4, y]).map((at) => [at, 'cypress'] as const),
  ...along(-80, 80, 7, (y): SitePoint => [130.4, y]).map((at) => [at, 'cypress'] as const),
];

const trees = plant({ seed: 1992, trees: 240, site: builtNow, buildings, avenues });

export const site: SiteDesign = { ...builtNow, trees };

export const siteBefore: SiteDesign = {
  ...common,
  areas: [...areas(wasteBefore), area('lot', '地面停车场', 'Parking lot', lot, 'asphalt', 'court')],
  bays,
  wastePoint: wasteBefore,
  trees,
};
