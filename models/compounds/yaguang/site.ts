/** The ground between the buildings: roads, gates, greens, bays, lamps and hydrants, in the site frame. */
import type {
  AreaDesign,
  BayDesign,
  GateDesign,
  Rect,
  SiteDesign,
  SitePoint,
} from '#models/generator/design.ts';
import { along, area, gate, kerbBays, road, type BayGroup } from '#models/generator/ground.ts';

export const boundary: Rect = { x0: -132, y0: -58, x1: 132, y1: 63 };
/** The courtyards' share of the ground, left and right of the centre road. */
export const hongweiRect: Rect = { x0: -132, y0: -58, x1: -3.5, y1: 63 };
export const hubinRect: Rect = { x0: 3.5, y0: -58, x1: 132, y1: 63 };

export const chargingShed: Rect = { x0: 72, y0: -55, x1: 97, y1: -49 };
export const garage: Rect = { x0: 100, y0: -56, x1: 124, y1: -49.6 };
export const wastePoint: Rect = { x0: -26, y0: -55.5, x1: -14, y1: -50.5 };
export const playground: Rect = { x0: 40, y0: -10, x1: 58, y1: 4 };
export const pavilion: SitePoint = [22, -1];

export const areas: readonly AreaDesign[] = [
  road('centre-road', '中心路', 'Centre road', { x0: -3.5, y0: -58, x1: 3.5, y1: 54.7 }),
  road('main-road', '主干道', 'Main road', { x0: -128.75, y0: 13.7, x1: 132, y1: 20.7 }),
  road('north-lane', '北巷', 'North lane', { x0: -128.75, y0: 49.7, x1: 128.75, y1: 54.7 }),
  road('south-lane', '南巷', 'South lane', { x0: -128.75, y0: -22.3, x1: 128.75, y1: -17.3 }),
  road('south-road', '南环路', 'South road', { x0: -128.75, y0: -49, x1: 128.75, y1: -43 }),
  road('west-ring', '西环路', 'West ring', { x0: -128.75, y0: -43, x1: -124.25, y1: 49.7 }),
  road('east-ring', '东环路', 'East ring', { x0: 124.25, y0: -43, x1: 128.75, y1: 49.7 }),
  area('central-green', '中心花园', 'Central green', { x0: 6, y0: -12, x1: 62, y1: 12 }, 'grass', 'hubin'),
  area('playground', '儿童乐园', 'Playground', playground, 'rubber', 'hubin'),
  area('fitness', '健身角', 'Fitness corner', { x0: -64, y0: -4, x1: -54, y1: 8 }, 'rubber', 'hongwei'),
  area(
    'west-green',
    '宏维小花园',
    'Hongwei garden',
    { x0: -18, y0: -11, x1: -5, y1: 11 },
    'grass',
    'hongwei',
  ),
  area('charging-shed', '充电棚', 'Charging shed', chargingShed, 'concrete', 'hubin'),
  area('garage', '立体车库', 'Stereo garage', garage, 'concrete', 'hubin'),
  area('waste-point', '垃圾分类亭', 'Waste point', wastePoint, 'paving', 'hongwei'),
];

export const gates: readonly GateDesign[] = [
  gate('east-gate', '东大门', 'East gate', [132, 17.2], 11, 'east', 'vehicle'),
  gate('south-gate', '南门', 'South gate', [0, -58], 9, 'south', 'vehicle'),
  gate('east-wicket', '东门人行口', 'East wicket', [132, 25.5], 3, 'east', 'pedestrian'),
  gate('south-wicket', '南门人行口', 'South wicket', [7.5, -58], 3, 'south', 'pedestrian'),
  gate('west-wicket', '西便门', 'West wicket', [-132, 17.2], 3, 'west', 'pedestrian'),
  gate('north-wicket', '北便门', 'North wicket', [0, 63], 3, 'north', 'pedestrian'),
];

const BAY_GROUPS: readonly BayGroup[] = [
  ...[-117, -92, -58, -33].map((x) => [x, 54.7, 6, 1] as const),
  ...[14, 39, 74, 99].map((x) => [x, 54.7, 6, 1] as const),
  ...[-112, -84, -44].map((x) => [x, 20.7, 6, 1] as const),
  ...[20, 44, 80].map((x) => [x, 20.7, 6, 1] as const),
  ...[-112, -88, -60, -36].map((x) => [x, -17.3, 6, 1] as const),
  ...[72, 96].map((x) => [x, -17.3, 6, 1] as const),
  [-110, -49, 8, -1],
];

export const bays: readonly BayDesign[] = kerbBays(BAY_GROUPS, { x0: chargingShed.x0, kerbY: -49 });

export const lamps: readonly SitePoint[] = [
  ...along(-110, 115, 25, (x) => [x, 12.9]),
  ...along(-120, 120, 30, (x) => [x, 49]),
  ...along(-120, 120, 30, (x) => [x, -23]),
  ...along(-115, 120, 25, (x) => [x, -42.3]),
  ...along(-36, 40, 19, (y) => [4.3, y]),
];

export const hydrants: readonly SitePoint[] = [
  [-123.4, 45],
  [-62.5, 48.9],
  [-6, 47.5],
  [64, 48.9],
  [123.4, 45],
  [-66, 12.8],
  [6.5, 12.8],
  [66, 12.8],
  [-64.5, -23.2],
  [64.5, -23.2],
  [-7, -41.8],
  [123.4, -40],
];

export const paths: SiteDesign['paths'] = [
  [34, 0, 56, 1.6],
  [22, 0, 1.6, 23],
  [48, 5, 1.6, 13],
  [34, -7, 26, 1.4],
];

export const benches: readonly SitePoint[] = [
  [14, 2],
  [29, 2],
  [29, -2],
  [37, -8.4],
  [44, 6],
  [56, 6],
  [-11, 6],
  [-11, -6],
  [-59, 9],
];
