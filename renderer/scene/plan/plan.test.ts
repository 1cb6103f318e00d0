import { describe, expect, it } from 'vitest';
import { addTriangle, noLines } from './crossing.ts';
import { joinStrokes } from './joining.ts';

type Point = readonly [number, number, number];

const band = { cutM: 1.2, lowM: -0.06 };

/** Twelve triangles of an upright box, each looking outwards. */
function box([x0, y0, z0]: Point, [x1, y1, z1]: Point): Float64Array[] {
  const quads: readonly (readonly [Point, Point, Point, Point])[] = [
    [
      [x0, y0, z1],
      [x1, y0, z1],
      [x1, y1, z1],
      [x0, y1, z1],
    ],
    [
      [x0, y0, z0],
      [x0, y1, z0],
      [x1, y1, z0],
      [x1, y0, z0],
    ],
    [
      [x0, y0, z0],
      [x1, y0, z0],
      [x1, y0, z1],
      [x0, y0, z1],
    ],
    [
      [x1, y0, z0],
      [x1, y1, z0],
      [x1, y1, z1],
      [x1, y0, z1],
    ],
    [
      [x1, y1, z0],
      [x0, y1, z0],
      [x0, y1, z1],
      [x1, y1, z1],
    ],
    [
      [x0, y1, z0],
      [x0, y0, z0],
      [x0, y0, z1],
      [x0, y1, z1],
    ],
  ];
  return quads.flatMap(([a, b, c, d]) => [
    Float64Array.from([...a, ...b, ...c]),
    Float64Array.from([...a, ...c, ...d]),
  ]);
}

function drawn(triangles: readonly Float64Array[]) {
  const lines = noLines();
  for (const triangle of triangles) addTriangle(lines, band, triangle);
  return {
    cut: joinStrokes(lines.cut),
    below: joinStrokes([...lines.below.values()].flatMap((edge) => edge ?? [])),
  };
}

const corners = (points: readonly number[]) =>
  Array.from({ length: points.length / 2 }, (_, i) =>
    [points[2 * i], points[2 * i + 1]].map((m) => (m ?? NaN).toFixed(2)).join(' '),
  ).sort();
const square = ['0.00 0.00', '0.00 2.00', '3.00 0.00', '3.00 2.00'];

describe('lines of a storey', () => {
  it('a wall is cut to one closed line through its four corners', () => {
    const { cut, below } = drawn(box([0, 0, 0], [3, 2, 2.8]));
    expect(cut.map(({ isClosed, points }) => [isClosed, corners(points)])).toEqual([[true, square]]);
    expect(below).toEqual([]);
  });

  it('of a table under the cut the edge of its top is seen, without the lines between its triangles', () => {
    const { cut, below } = drawn(box([0, 0, 0.6], [3, 2, 0.75]));
    expect(cut).toEqual([]);
    expect(below.map(({ isClosed, points }) => [isClosed, corners(points)])).toEqual([[true, square]]);
  });

  it('a wall whose top lies in the plane of the cut makes no line of its own, one that begins there neither', () => {
    expect(drawn(box([0, 0, 0], [3, 2, 1.2])).cut).toEqual([]);
    expect(drawn(box([0, 0, 1.2], [3, 2, 2.8])).cut.length).toBeLessThanOrEqual(1);
  });

  it('what stands above the cut or under the floor is not there', () => {
    expect(drawn(box([0, 0, 2], [3, 2, 2.2]))).toEqual({ cut: [], below: [] });
    expect(drawn(box([0, 0, -3], [3, 2, -0.2]))).toEqual({ cut: [], below: [] });
  });
});

describe('strokes', () => {
  it('are joined whatever way they point, and one that is there twice counts once', () => {
    const [line, ...rest] = joinStrokes([1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0]);
    expect(rest).toEqual([]);
    expect(line?.isClosed).toBe(false);
    expect(corners(line?.points ?? [])).toEqual(['0.00 0.00', '1.00 0.00', '1.00 1.00']);
  });

  it('two squares stay two', () => {
    const at = (x: number) => [x, 0, x + 1, 0, x + 1, 0, x + 1, 1, x + 1, 1, x, 1, x, 1, x, 0];
    expect(joinStrokes([...at(0), ...at(5)]).map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });
});
