/**
 * Where the pallets of a lift-and-slide garage stand. Every level has one place more than columns, so that the pallets
 * under the one that moves can slide aside and leave it a shaft. Metres in the rack's own frame: x along its front from
 * the left, z up, y 0 in its middle. Pure.
 */
import type { Rack } from '../contract.ts';

export const levelM = 2.1;
/** Of pallets and of the gap to the next. */
export const palletM = 0.14;

export interface PalletPlace {
  readonly number: number;
  readonly xM: number;
  readonly zM: number;
}

const columnsOf = ({ columns }: Rack) => columns + 1;
export const cellM = (rack: Rack): number => rack.widthM / columnsOf(rack);

function placeOf(rack: Rack, number: number): { readonly level: number; readonly column: number } {
  const nth = number - 1;
  return { level: Math.floor(nth / rack.columns), column: nth % rack.columns };
}

const middleM = (rack: Rack, column: number) => (column + 0.5) * cellM(rack) - rack.widthM / 2;

/** All that stand in the rack; the one that moves is not among them. */
export function restingPallets(rack: Rack): readonly PalletPlace[] {
  const moving = rack.moving === null ? null : placeOf(rack, rack.moving);
  return Array.from({ length: rack.count }, (_, nth) => nth + 1).flatMap((number) => {
    if (number === rack.moving) return [];
    const { level, column } = placeOf(rack, number);
    const isAside = moving !== null && level < moving.level && column >= moving.column;
    return [{ number, xM: middleM(rack, isAside ? column + 1 : column), zM: level * levelM }];
  });
}

/** `progress` 0: at its place; 1: on the ground, where it is driven on. One of the ground level slides aside. */
export function movingPallet(rack: Rack, progress: number): PalletPlace | null {
  const { moving } = rack;
  if (moving === null || moving < 1 || moving > rack.count) return null;
  const { level, column } = placeOf(rack, moving);
  const xM = middleM(rack, column) + (level === 0 ? progress * cellM(rack) : 0);
  return { number: moving, xM, zM: level * levelM * (1 - progress) };
}
