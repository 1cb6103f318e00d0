/**
 * 清河毛纺北: published facts, and its buildings before and after the renovation: eight six-storey slabs with 54 units and
 * 680 households that had no lifts, 15 units of which got one; and one taller building. The layout is illustrative.
 */
import type {
  BuildingDesign,
  BuildingStyle,
  CommonRoom,
  CompoundDesign,
  FirePlace,
  UnitKind,
} from '#models/generator/design.ts';

export const facts: CompoundDesign['facts'] = {
  id: 'maofang',
  name: { zh: '清河毛纺北小区', en: 'Qinghe Maofang North' },
  address: { zh: '北京市', en: 'Beijing' },
  layout: 'illustrative',
  facts: { built: 1992, buildings: 9, units: 58, households: 902, people: 2478 },
};

export const fire: FirePlace = { unit: '1-2', level: 4 };

const brick: BuildingStyle = {
  wall: [0.76, 0.5, 0.4],
  accent: [0.88, 0.83, 0.74],
  band: [0.85, 0.8, 0.72],
  plinth: [0.46, 0.44, 0.42],
  roof: 'parapet',
  roofTone: [0.55, 0.53, 0.51],
};
const render: BuildingStyle = { ...brick, wall: [0.86, 0.82, 0.73], accent: [0.7, 0.46, 0.36] };

const EAST = 64;
const WEST = -64;

const six: readonly UnitKind[] = ['two', 'two', 'two', 'two', 'two', 'two'];
const seven: readonly UnitKind[] = ['two', 'two', 'two', 'three', 'two', 'two', 'two'];

const slab = (
  id: string,
  centre: BuildingDesign['centre'],
  units: readonly UnitKind[],
  style: BuildingStyle,
): BuildingDesign => ({
  id,
  courtyardId: 'court',
  centre,
  units,
  style,
  liftUnits: [],
  liftStops: 'landings',
});

/** Before: nobody in the slabs has a lift. */
export const buildingsBefore: readonly BuildingDesign[] = [
  slab('1', [WEST, 36], seven, render),
  slab('2', [WEST, 0], seven, brick),
  slab('3', [WEST, -36], seven, brick),
  slab('4', [WEST, -72], seven, render),
  slab('5', [EAST, 72], seven, brick),
  slab('6', [EAST, 36], seven, render),
  slab('7', [EAST, -36], six, brick),
  slab('8', [EAST, -72], six, render),
  {
    id: '9',
    courtyardId: 'court',
    centre: [WEST, 72],
    units: ['tower', 'tower', 'tower', 'tower'],
    storeys: 14,
    style: render,
  },
];

/** Numbers of the units that got a lift: 15. */
const LIFTED: Readonly<Record<string, readonly number[]>> = {
  '1': [1, 2, 3, 4, 5, 6, 7],
  '2': [1, 2, 3, 4],
  '3': [2, 4, 6, 7],
};

export const buildings: readonly BuildingDesign[] = buildingsBefore.map((building) => {
  const liftUnits = LIFTED[building.id];
  return liftUnits ? { ...building, liftUnits } : building;
});

/** 908 flats in the plans of 58 units, six of them not dwellings: 902 households. */
export const commonRooms: readonly CommonRoom[] = [
  { id: 'property-office', householdId: '7-1-101', name: { zh: '物业服务中心', en: 'Property office' } },
  { id: 'guard-room', householdId: '8-1-101', name: { zh: '消防安保值班室', en: 'Guard room' } },
  { id: 'activity-room', householdId: '6-1-101', name: { zh: '居民活动室', en: 'Activity room' } },
  { id: 'care-station', householdId: '3-1-101', name: { zh: '居家养老服务站', en: 'Care station' } },
  { id: 'shop', householdId: '9-1-101', name: { zh: '便民超市', en: 'Shop' } },
  { id: 'canteen', householdId: '9-4-104', name: { zh: '社区食堂', en: 'Canteen' } },
];
