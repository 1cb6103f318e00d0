/** Where the openings of one entrance unit are: per household to the south and north, mirrored east of the middle. */
import type { UnitKind } from '../design.ts';

export interface WindowPlace {
  readonly xM: number;
  readonly widthM: number;
  readonly heightM: number;
  readonly sillM: number;
}

export interface BalconyPlace {
  readonly xM: number;
  readonly widthM: number;
  /** `01`, `02`, `03`. */
  readonly number: string;
}

const both = (place: WindowPlace): WindowPlace[] => [place, { ...place, xM: -place.xM }];
const window = (xM: number, widthM: number, heightM: number, sillM: number): WindowPlace => ({
  xM,
  widthM,
  heightM,
  sillM,
});

export const SOUTH_WINDOWS: Readonly<Record<UnitKind, readonly WindowPlace[]>> = {
  two: both(window(-5.6, 1.8, 1.5, 0.9)),
  three: [...both(window(-8.2, 1.8, 1.5, 0.9)), ...both(window(-2.5, 0.9, 1.5, 0.9))],
  tower: [...both(window(-13.1, 1.8, 1.5, 0.9)), ...both(window(-1.3, 1.5, 1.5, 0.9))],
};

export const NORTH_WINDOWS: Readonly<Record<UnitKind, readonly WindowPlace[]>> = {
  two: [
    ...both(window(-5.8, 1.5, 1.5, 0.9)),
    ...both(window(-3.9, 0.7, 0.7, 1.6)),
    ...both(window(-2.3, 1.2, 1.3, 1.05)),
  ],
  three: [
    ...both(window(-8.1, 1.5, 1.5, 0.9)),
    ...both(window(-5.6, 1.5, 1.5, 0.9)),
    ...both(window(-3.9, 0.7, 0.7, 1.6)),
    ...both(window(-2.3, 1.2, 1.3, 1.05)),
  ],
  tower: [
    ...both(window(-12.8, 1.5, 1.5, 0.9)),
    ...both(window(-10.2, 1.5, 1.5, 0.9)),
    ...both(window(-7.8, 0.7, 0.7, 1.6)),
    ...both(window(-5.7, 1.2, 1.3, 1.05)),
  ],
};

export const BALCONIES: Readonly<Record<UnitKind, readonly BalconyPlace[]>> = {
  two: [
    { xM: -2.2, widthM: 3.8, number: '01' },
    { xM: 2.2, widthM: 3.8, number: '02' },
  ],
  three: [
    { xM: -5.2, widthM: 3.4, number: '01' },
    { xM: 0, widthM: 3.4, number: '02' },
    { xM: 5.2, widthM: 3.4, number: '03' },
  ],
  tower: [
    { xM: -9.8, widthM: 3.8, number: '01' },
    { xM: -4.6, widthM: 3.8, number: '02' },
    { xM: 4.6, widthM: 3.8, number: '03' },
    { xM: 9.8, widthM: 3.8, number: '04' },
  ],
};

export const BALCONY_DOOR = { widthM: 2.4, heightM: 2.3 } as const;

/** Middles of the air-conditioning units beside the windows, south side. */
export const AIR_CONDITIONERS: Readonly<Record<UnitKind, readonly number[]>> = {
  two: [-6.85 + 0.05, 6.8, -4.2, 4.2],
  three: [-9.2 + 0.1, 9.1, -7.15, 7.15, -1.9, 1.9],
  tower: [-14.05, 14.05, -12, 12, -2.5, 2.5],
};
