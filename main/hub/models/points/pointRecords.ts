/**
 * A point while an import holds it: six 32-bit words, on a grid of a quarter of a millimetre around the cloud's origin, with
 * colour and intensity as the file has them. What they mean in bytes is known once the whole file was read.
 */
export const RECORD = { x: 0, y: 1, z: 2, redGreen: 3, blueIntensity: 4, element: 5, size: 6 } as const;
export const RECORD_BYTES = RECORD.size * 4;

/** Metres; an error of half a step. */
export const UNIT_M = 2 ** -12;
/**
 * Where the cloud's origin lies on the grid, along each axis: numbers are never negative. At two thirds of a cube of any
 * size, so that a cloud around it fits into a cube that is not much larger. Reaches 174 km.
 */
export const ORIGIN_UNITS = 0x2aaaaaaa;
export const MOST_UNITS = 2 ** 31 - 1;

/** Edge of a cube of the grid as a power of two of units: 64 m. Points of one cube are kept together. */
export const CELL_SHIFT = 18;
