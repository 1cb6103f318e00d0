/** Where most of some points lie: one that is far off all others does not move it. */
export type Place = readonly [number, number, number];

/** How many of a file's first points tell where it lies. */
export const FIRST_POINTS = 1000;

/** Median along each axis; zeros where there are no places. */
export function middlePlace(places: readonly Place[]): Place {
  const median = (axis: 0 | 1 | 2): number => {
    const values = Float64Array.from(places, (place) => place[axis]).sort();
    return values[values.length >> 1] ?? 0;
  };
  return [median(0), median(1), median(2)];
}
