import { describe, expect, it } from 'vitest';
import { among, type Block } from '#renderer/testing/blocks.ts';
import { EYE_M, floorUnder, walkStep, type Walker } from './walking.ts';

const floor: Block = { min: [-50, -50, 2], max: [50, 50, 3] };
const at = (x: number, y: number, z = 3): Walker => ({
  feetEnu: [x, y, z],
  yawRad: 0,
  pitchRad: 0,
  fallMPerS: 0,
});
function walk(from: Walker, blocks: readonly Block[], seconds: number, yawRad = 0): Walker {
  let walker: Walker = { ...from, yawRad };
  for (let t = 0; t < seconds; t += 0.05)
    walker = walkStep(walker, { forward: 1, right: 0 }, 0.05, among(blocks), 0);
  return walker;
}

describe('walking', () => {
  it('goes on a floor at a walking pace and stops before a wall', () => {
    const wall: Block = { min: [4, -5, 3], max: [4.2, 5, 6] };
    expect(walk(at(0, 0), [floor], 1).feetEnu[0]).toBeCloseTo(2.2, 0);
    const [x, , z] = walk(at(0, 0), [floor, wall], 5).feetEnu;
    expect(x).toBeLessThan(4 - 0.25);
    expect(x).toBeGreaterThan(3.4);
    expect(z).toBe(3);
  });

  it('slides along a wall that it meets aslant', () => {
    const wall: Block = { min: [4, -50, 3], max: [4.2, 50, 6] };
    const [x, y] = walk(at(0, 0), [floor, wall], 5, Math.PI / 4).feetEnu;
    expect(x).toBeLessThan(4);
    expect(y).toBeGreaterThan(6);
  });

  it('climbs stairs, but no wall of half a metre', () => {
    const stairs = Array.from({ length: 6 }, (_, i): Block => ({
      min: [2 + i * 0.3, -1, 3],
      max: [2 + (i + 1) * 0.3, 1, 3.17 + i * 0.17],
    }));
    const top: Block = { min: [3.8, -5, 3], max: [9, 5, 4.02] };
    expect(walk(at(0, 0), [floor, ...stairs, top], 3).feetEnu[2]).toBeCloseTo(4.02);
    const ledge: Block = { min: [2, -5, 3], max: [9, 5, 3.5] };
    expect(walk(at(0, 0), [floor, ledge], 3).feetEnu[2]).toBe(3);
  });

  it('falls over an edge onto the ground of the compound and stands there', () => {
    const [, , z] = walk(at(48, 0), [floor], 6).feetEnu;
    expect(z).toBe(0);
  });

  it('stands on the floor under it, in a basement too', () => {
    const basement: Block = { min: [-5, -5, -4], max: [5, 5, -3.5] };
    expect(floorUnder(among([basement]), [0, 0, -3.5 + EYE_M], 0)).toBe(-3.5);
    expect(floorUnder(among([]), [0, 0, 5], 0)).toBe(0);
  });
});
