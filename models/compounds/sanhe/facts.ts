/** 三和光谷道: published facts and the programme of its six high-rise buildings. The layout is illustrative. */
import type {
  BuildingDesign,
  BuildingStyle,
  CommonRoom,
  CompoundDesign,
  FirePlace,
} from '#models/generator/design.ts';

export const facts: CompoundDesign['facts'] = {
  id: 'sanhe',
  name: { zh: '三和光谷道', en: 'Sanhe Guanggu Avenue' },
  address: { zh: '湖北省武汉市', en: 'Wuhan, Hubei' },
  layout: 'illustrative',
  facts: { built: 2014, buildings: 6, units: 8, households: 782, people: 3100 },
};

/** Above the reach of ladders from the ground. */
export const fire: FirePlace = { unit: '2-1', level: 18 };

const light: BuildingStyle = {
  wall: [0.9, 0.88, 0.84],
  accent: [0.6, 0.52, 0.45],
  band: [0.97, 0.96, 0.94],
  plinth: [0.42, 0.4, 0.39],
  roof: 'parapet',
  roofTone: [0.6, 0.59, 0.57],
};
const warm: BuildingStyle = { ...light, wall: [0.86, 0.76, 0.64], accent: [0.58, 0.36, 0.27] };

const NORTH_ROW = 40;
const SOUTH_ROW = -36;
const SIDE = 68;

const single = (id: string, x: number, y: number): BuildingDesign => ({
  id,
  courtyardId: 'court',
  centre: [x, y],
  units: ['tower'],
  storeys: 25,
  style: light,
});
const double = (id: string, y: number): BuildingDesign => ({
  id,
  courtyardId: 'court',
  centre: [0, y],
  units: ['tower', 'tower'],
  storeys: 24,
  style: warm,
});

export const buildings: readonly BuildingDesign[] = [
  single('1', -SIDE, NORTH_ROW),
  double('2', NORTH_ROW),
  single('3', SIDE, NORTH_ROW),
  single('4', -SIDE, SOUTH_ROW),
  double('5', SOUTH_ROW),
  single('6', SIDE, SOUTH_ROW),
];

/** 784 flats in the plans of 8 units, two of them not dwellings: 782 households. */
export const commonRooms: readonly CommonRoom[] = [
  { id: 'property-office', householdId: '4-1-101', name: { zh: '物业服务中心', en: 'Property office' } },
  { id: 'guard-room', householdId: '6-1-104', name: { zh: '消防安保值班室', en: 'Guard room' } },
];
