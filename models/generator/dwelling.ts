/**
 * Floor plans of one entrance unit, used by the plan (boxes) and by the IFC writer (walls, spaces).
 * Unit frame: x along the façade from the unit's middle, y from the building's axis; south façade at −5.7, stair
 * hall in the middle of the north side, a retrofitted lift outside it.
 */
import type { BuildingDesign, Rect, SitePoint, UnitKind } from './design.ts';
import { shiftRect } from './frame.ts';
import { BALCONY_DEPTH_M } from '#shared/ifc/catalogue.ts';

const STOREYS = 6;
export const STOREY_HEIGHT_M = 2.8;
/** Ground floor above the ground: three risers. */
export const PLINTH_M = 0.45;
export const DEPTH_M = 11.4;
export const LIFT_CORRIDOR_M = 1.5;
export const LIFT_SHAFT_M = 1.9;

export const UNIT_WIDTH_M: Readonly<Record<UnitKind, number>> = {
  two: 14.4,
  three: 19.2,
  tower: 28.8,
};

const SOUTH = -DEPTH_M / 2;
const NORTH = DEPTH_M / 2;
const STAIR_HALL: Rect = { x0: -1.3, y0: 0.3, x1: 1.3, y1: NORTH };
/** Stair hall of each unit; of towers the core with its lobby, two lifts and scissor stairs. */
export const HALLS: Readonly<Record<UnitKind, Rect>> = {
  two: STAIR_HALL,
  three: STAIR_HALL,
  tower: { x0: -4.2, y0: -0.9, x1: 4.2, y1: NORTH },
};
/** Middles of the two lifts of a core, from the unit's middle. */
export const CORE_LIFTS: readonly SitePoint[] = [
  [-3, 2.2],
  [3, 2.2],
];

export interface Dwelling {
  /** `01`, `02`, `03` from west to east. */
  readonly number: string;
  readonly footprint: readonly SitePoint[];
  /** Largest rectangle of the footprint. */
  readonly box: Rect;
}

export const DWELLINGS: Readonly<Record<UnitKind, readonly Dwelling[]>> = {
  two: [
    {
      number: '01',
      footprint: [
        [-7.2, SOUTH],
        [0, SOUTH],
        [0, 0.3],
        [-1.3, 0.3],
        [-1.3, NORTH],
        [-7.2, NORTH],
      ],
      box: { x0: -7.2, y0: SOUTH, x1: -1.3, y1: NORTH },
    },
    {
      number: '02',
      footprint: [
        [0, SOUTH],
        [7.2, SOUTH],
        [7.2, NORTH],
        [1.3, NORTH],
        [1.3, 0.3],
        [0, 0.3],
      ],
      box: { x0: 1.3, y0: SOUTH, x1: 7.2, y1: NORTH },
    },
  ],
  three: [
    {
      number: '01',
      footprint: [
        [-9.6, SOUTH],
        [-3.3, SOUTH],
        [-3.3, 0.3],
        [-1.3, 0.3],
        [-1.3, NORTH],
        [-9.6, NORTH],
      ],
      box: { x0: -9.6, y0: SOUTH, x1: -3.3, y1: NORTH },
    },
    {
      number: '02',
      footprint: [
        [-3.3, SOUTH],
        [3.3, SOUTH],
        [3.3, 0.3],
        [-3.3, 0.3],
      ],
      box: { x0: -3.3, y0: SOUTH, x1: 3.3, y1: 0.3 },
    },
    {
      number: '03',
      footprint: [
        [3.3, SOUTH],
        [9.6, SOUTH],
        [9.6, NORTH],
        [1.3, NORTH],
        [1.3, 0.3],
        [3.3, 0.3],
      ],
      box: { x0: 3.3, y0: SOUTH, x1: 9.6, y1: NORTH },
    },
  ],
  tower: [
    {
      number: '01',
      footprint: [
        [-14.4, SOUTH],
        [-7.4, SOUTH],
        [-7.4, -0.9],
        [-4.2, -0.9],
        [-4.2, NORTH],
        [-14.4, NORTH],
      ],
      box: { x0: -14.4, y0: SOUTH, x1: -7.4, y1: NORTH },
    },
    {
      number: '02',
      footprint: [
        [-7.4, SOUTH],
        [0, SOUTH],
        [0, -0.9],
        [-7.4, -0.9],
      ],
      box: { x0: -7.4, y0: SOUTH, x1: 0, y1: -0.9 },
    },
    {
      number: '03',
      footprint: [
        [0, SOUTH],
        [7.4, SOUTH],
        [7.4, -0.9],
        [0, -0.9],
      ],
      box: { x0: 0, y0: SOUTH, x1: 7.4, y1: -0.9 },
    },
    {
      number: '04',
      footprint: [
        [7.4, SOUTH],
        [14.4, SOUTH],
        [14.4, NORTH],
        [4.2, NORTH],
        [4.2, -0.9],
        [7.4, -0.9],
      ],
      box: { x0: 7.4, y0: SOUTH, x1: 14.4, y1: NORTH },
    },
  ],
};

export interface PlacedUnit {
  /** `8-2` */
  readonly id: string;
  readonly kind: UnitKind;
  /** Middle of the unit along the building, building frame. */
  readonly xM: number;
}

export const storeysOf = ({ storeys = STOREYS }: BuildingDesign): number => storeys;
export const roofOf = (building: BuildingDesign): number => PLINTH_M + storeysOf(building) * STOREY_HEIGHT_M;

/** `tower`: a glazed shaft outside the stair hall; `core`: two inside; null: one climbs. */
export function liftOf(building: BuildingDesign, unit: PlacedUnit): 'tower' | 'core' | null {
  if (unit.kind === 'tower') return 'core';
  const number = Number(unit.id.slice(building.id.length + 1));
  return building.liftUnits === undefined || building.liftUnits.includes(number) ? 'tower' : null;
}

export function lengthOf(building: BuildingDesign): number {
  return building.units.reduce((sum, kind) => sum + UNIT_WIDTH_M[kind], 0);
}

export function unitsOf(building: BuildingDesign): readonly PlacedUnit[] {
  let edge = -lengthOf(building) / 2;
  return building.units.map((kind, i) => {
    const xM = edge + UNIT_WIDTH_M[kind] / 2;
    edge += UNIT_WIDTH_M[kind];
    return { id: `${building.id}-${i + 1}`, kind, xM };
  });
}

export const floorZ = (level: number): number => PLINTH_M + (level - 1) * STOREY_HEIGHT_M;

export const householdId = (unitId: string, level: number, number: string): string =>
  `${unitId}-${level}${number}`;

/** Rectangle of the unit frame → site frame. */
export function inSite(rect: Rect, unit: PlacedUnit, building: BuildingDesign): Rect {
  return shiftRect(rect, [building.centre[0] + unit.xM, building.centre[1]]);
}

export function buildingRect(building: BuildingDesign): Rect {
  const half = lengthOf(building) / 2;
  return shiftRect({ x0: -half, y0: SOUTH - BALCONY_DEPTH_M, x1: half, y1: NORTH }, building.centre);
}
