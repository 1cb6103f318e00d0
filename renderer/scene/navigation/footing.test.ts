import { describe, expect, it } from 'vitest';
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import { among, type Block } from '#renderer/testing/blocks.ts';
import { footingFor } from './footing.ts';

/** Walls, floors every 3 m up to 18 m and a solid roof of 2 m over them: 20 × 10 m, its foot at 0. */
const building: readonly Block[] = [
  ...Array.from({ length: 6 }, (_, i): Block => ({ min: [-10, -5, i * 3 - 0.2], max: [10, 5, i * 3] })),
  { min: [-10, -5, 18], max: [10, 5, 20] },
  { min: [-10, -5, 0], max: [-9.8, 5, 18] },
  { min: [9.8, -5, 0], max: [10, 5, 18] },
  { min: [-10, -5, 0], max: [10, -4.8, 18] },
  { min: [-10, 4.8, 0], max: [10, 5, 18] },
];
const box: OrientedBox = { centreEnu: [0, 0, 10], sizeM: [20, 10, 20], yawRad: 0 };
const amid = (blocks: readonly Block[]) => ({
  feel: among(blocks),
  isInside: (at: Enu) => blocks.some((block) => isWithin(at, block)),
});
const isWithin = ([x, y, z]: Enu, { min, max }: Block) =>
  x > min[0] && x < max[0] && y > min[1] && y < max[1] && z > min[2] && z < max[2];

describe('where a walk begins', () => {
  it('is on the ground before the chosen building, on the side that is looked at, facing it', () => {
    const look = { eyeEnu: [0, -60, 40], targetEnu: [0, 0, 10] } as const;
    const { feetEnu, yawRad } = footingFor(amid(building), look, 0, box);
    expect(feetEnu[1]).toBeLessThan(-5);
    expect(feetEnu[2]).toBe(0);
    expect(Math.sin(yawRad ?? 0)).toBeCloseTo(1);
  });

  it('is beside what stands before the building, never on its roof', () => {
    const garage: Block = { min: [-4, -14, 0], max: [4, -6, 3] };
    const look = { eyeEnu: [0, -60, 40], targetEnu: [0, 0, 10] } as const;
    const { feetEnu } = footingFor(amid([...building, garage]), look, 0, box);
    expect(feetEnu[2]).toBe(0);
    expect(isWithin(feetEnu, { ...garage, min: [-4.4, -14.4, -1], max: [4.4, -5.6, 3] })).toBe(false);
  });

  it('is on the floor of the room whose ceiling carries what is looked at', () => {
    const look = { eyeEnu: [0, -20, 12], targetEnu: [0, 0, 5.8] } as const;
    expect(footingFor(amid(building), look, 0, null).feetEnu).toEqual([0, 0, 3]);
  });

  it('is on a floor, not inside the roof that is looked at', () => {
    const look = { eyeEnu: [0, -60, 40], targetEnu: [0, 0, 19] } as const;
    const { feetEnu } = footingFor(amid(building), look, 0, null);
    for (const block of building)
      expect(isWithin([feetEnu[0], feetEnu[1], feetEnu[2] + 1], block)).toBe(false);
  });

  it('is not in the wall that is looked at, but beside it', () => {
    const wall: Block = { min: [-0.15, -5, 0], max: [0.15, 5, 3] };
    const look = { eyeEnu: [0, -20, 12], targetEnu: [0, 0, 1.2] } as const;
    const { feetEnu } = footingFor(amid([{ min: [-30, -30, -1], max: [30, 30, 0] }, wall]), look, 0, null);
    expect(Math.abs(feetEnu[0]) > 0.5 || Math.abs(feetEnu[1]) > 5).toBe(true);
  });
});
