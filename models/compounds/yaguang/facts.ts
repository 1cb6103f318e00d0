/** 亚光新村: published facts, the programme of its 11 buildings and their colours. The layout is illustrative. */
import type {
  BuildingDesign,
  BuildingStyle,
  CommonRoom,
  CompoundDesign,
  FirePlace,
} from '#models/generator/design.ts';

export const facts: CompoundDesign['facts'] = {
  id: 'yaguang',
  name: { zh: '亚光新村', en: 'Yaguang New Village' },
  address: { zh: '湖北省黄石市', en: 'Huangshi, Hubei' },
  layout: 'illustrative',
  facts: { built: 1998, buildings: 11, units: 31, households: 451, people: 1900 },
};

/** Where the demo's fire starts: 8-2-401. */
export const fire: FirePlace = { unit: '8-2', level: 4 };

const PLINTH = [0.5, 0.47, 0.44] as const;
const cream: BuildingStyle = {
  wall: [0.93, 0.87, 0.75],
  accent: [0.78, 0.5, 0.36],
  band: [0.97, 0.95, 0.9],
  plinth: PLINTH,
  roof: 'pitched',
  roofTone: [0.62, 0.3, 0.23],
};
const ochre: BuildingStyle = {
  wall: [0.9, 0.76, 0.54],
  accent: [0.96, 0.92, 0.83],
  band: [0.95, 0.91, 0.84],
  plinth: PLINTH,
  roof: 'parapet',
  roofTone: [0.6, 0.58, 0.55],
};
const terracotta: BuildingStyle = {
  wall: [0.94, 0.85, 0.76],
  accent: [0.74, 0.42, 0.31],
  band: [0.82, 0.56, 0.44],
  plinth: PLINTH,
  roof: 'pitched',
  roofTone: [0.45, 0.36, 0.34],
};
const sand: BuildingStyle = {
  wall: [0.92, 0.82, 0.67],
  accent: [0.69, 0.55, 0.4],
  band: [0.98, 0.95, 0.89],
  plinth: PLINTH,
  roof: 'parapet',
  roofTone: [0.58, 0.57, 0.55],
};

/** Middles of the two rows of columns and of the three rows, site frame. */
const WEST = [-94, -35] as const;
const EAST = [35, 94] as const;
const NORTH_ROW = 40;
const MIDDLE_ROW = 4;
const SOUTH_ROW = -32;

export const buildings: readonly BuildingDesign[] = [
  {
    id: '1',
    courtyardId: 'hongwei',
    centre: [WEST[0], NORTH_ROW],
    units: ['two', 'three', 'two'],
    style: cream,
  },
  {
    id: '2',
    courtyardId: 'hongwei',
    centre: [WEST[1], NORTH_ROW],
    units: ['two', 'three', 'two'],
    style: terracotta,
  },
  {
    id: '3',
    courtyardId: 'hongwei',
    centre: [WEST[0], MIDDLE_ROW],
    units: ['two', 'three', 'two'],
    style: sand,
  },
  { id: '4', courtyardId: 'hongwei', centre: [WEST[1], MIDDLE_ROW], units: ['two', 'two'], style: cream },
  {
    id: '5',
    courtyardId: 'hongwei',
    centre: [WEST[0], SOUTH_ROW],
    units: ['three', 'two', 'three'],
    style: terracotta,
  },
  {
    id: '6',
    courtyardId: 'hongwei',
    centre: [WEST[1], SOUTH_ROW],
    units: ['three', 'two', 'three'],
    style: ochre,
  },
  {
    id: '7',
    courtyardId: 'hubin',
    centre: [EAST[0], NORTH_ROW],
    units: ['two', 'three', 'two'],
    style: ochre,
  },
  {
    id: '8',
    courtyardId: 'hubin',
    centre: [EAST[1], NORTH_ROW],
    units: ['three', 'two', 'three'],
    style: cream,
  },
  {
    id: '9',
    courtyardId: 'hubin',
    centre: [EAST[0], SOUTH_ROW],
    units: ['two', 'three', 'two'],
    style: cream,
  },
  {
    id: '10',
    courtyardId: 'hubin',
    centre: [EAST[1], SOUTH_ROW],
    units: ['two', 'three', 'two'],
    style: terracotta,
  },
  { id: '11', courtyardId: 'hubin', centre: [EAST[1], MIDDLE_ROW], units: ['three', 'three'], style: sand },
];

/** 456 rooms in the plans of 31 units, five of them not dwellings: 451 households. */
export const commonRooms: readonly CommonRoom[] = [
  { id: 'property-office', householdId: '4-2-102', name: { zh: '物业服务中心', en: 'Property office' } },
  { id: 'guard-room', householdId: '11-2-103', name: { zh: '消防安保值班室', en: 'Guard room' } },
  { id: 'activity-room', householdId: '11-1-101', name: { zh: '居民活动室', en: 'Activity room' } },
  { id: 'care-station', householdId: '4-1-101', name: { zh: '居家养老服务站', en: 'Care station' } },
  { id: 'shop', householdId: '6-3-103', name: { zh: '便民超市', en: 'Shop' } },
];
