/** Lists of coordinates as text → numbers, three to a point: two-dimensional ones get the height zero. */
export function coordinatesOf(text: string, dimension: number): number[] {
  const values = text.trim().split(/[\s,]+/);
  const step = dimension === 2 ? 2 : 3;
  const points: number[] = [];
  for (let i = 0; i + step <= values.length; i += step)
    points.push(numberOf(values[i]), numberOf(values[i + 1]), step === 3 ? numberOf(values[i + 2]) : 0);
  return points;
}

const numberOf = (text: string | undefined): number => (text ? Number(text) : NaN);
