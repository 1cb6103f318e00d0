import { describe, expect, it } from 'vitest';
import { BoxGeometry } from 'three';
import { featuresOf, gripAt } from './features.ts';

/** A box of 4 × 2 × 3 m, far from the origin. */
function boxCorners(): number[] {
  const geometry = new BoxGeometry(4, 2, 3).toNonIndexed();
  geometry.translate(1000, 500, 20);
  return [...geometry.getAttribute('position').array];
}

describe('features of a box', () => {
  const features = featuresOf(boxCorners());

  it('are its twelve edges, not the diagonals of its faces', () => {
    expect(features.edges).toHaveLength(12);
    const lengths = features.edges.map(([a, b]) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
    expect(lengths.map((m) => Math.round(m * 1000) / 1000).sort()).toEqual([
      2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4,
    ]);
  });

  it('are its six faces with their areas', () => {
    expect(features.faceM2.map((m2) => Math.round(m2)).sort((a, b) => a - b)).toEqual([6, 6, 8, 8, 12, 12]);
  });

  it('a corner holds before an edge, an edge before the face', () => {
    const down = [0, 0, -1] as const;
    const over = (x: number, y: number) => gripAt(features, [x, y, 41.5], down, [x, y, 21.5], 0.01);
    expect(over(1000, 500)).toMatchObject({ kind: 'face', faceM2: expect.closeTo(8) });
    expect(over(1000, 500).normalEnu[2]).toBe(1);
    expect(over(1001.95, 500)).toMatchObject({ kind: 'edge', positionEnu: [1002, 500, 21.5] });
    expect(over(1001.95, 500.95)).toMatchObject({ kind: 'vertex', positionEnu: [1002, 501, 21.5] });
  });

  it('nothing under the roof is held on to from above', () => {
    const low = features.edges.flat().filter((end) => end[2] < 20);
    expect(low.length).toBeGreaterThan(0);
    const grip = gripAt(features, [1002, 501, 41.5], [0, 0, -1], [1002, 501, 21.5], 0.01);
    expect(grip.positionEnu[2]).toBe(21.5);
  });
});
