import { describe, expect, it } from 'vitest';
import { emptyPlan } from '#shared/twin/compound.ts';
import type { Enu } from '#shared/twin/compound.ts';
import { clearCentre, extentOf, extentWith } from './extent.ts';

describe('the extent of a compound', () => {
  it('is that of its fence where it has one, whatever stands elsewhere', () => {
    const plan = {
      ...emptyPlan,
      boundaryEnu: [[0, 0, 0] as const, [100, 0, 0] as const, [100, 60, 0] as const],
    };
    expect(extentOf(plan, null, [[9000, 0, 0]]).centreEnu).toEqual([50, 30, 6]);
  });

  it('without a plan is the town where most devices stand, not the middle of nowhere', () => {
    const town = Array.from({ length: 50 }, (_, i): Enu => [300_000 + i * 40, -1000, 0]);
    const others = Array.from({ length: 40 }, (_, i): Enu => [i * 50_000, 400_000, 0]);
    const { centreEnu, radiusM } = extentOf(emptyPlan, null, [...others, ...town]);
    expect(centreEnu[0]).toBeCloseTo(300_980, -2);
    expect(radiusM).toBeLessThan(1500);
  });
});

describe('the extent with models', () => {
  const compound = { centreEnu: [50, 30, 6] as const, radiusM: 60 };

  it('reaches as far as a district that was imported around it', () => {
    const district = { minEnu: [-900, -700, 0] as const, maxEnu: [800, 1000, 60] as const };
    const { centreEnu, radiusM } = extentWith(compound, district);
    expect(centreEnu).toEqual(compound.centreEnu);
    expect(radiusM).toBeCloseTo(Math.hypot(950, 970), 6);
  });

  it('is the compound’s own with its own models, and never that of a model lost on the way', () => {
    const own = { minEnu: [0, 0, 0] as const, maxEnu: [105, 62, 30] as const };
    expect(extentWith(compound, own)).toEqual(compound);
    expect(extentWith(compound, null)).toEqual(compound);
    const lost = { minEnu: [0, 0, 0] as const, maxEnu: [5e6, 0, 0] as const };
    expect(extentWith(compound, lost).radiusM).toBe(20_000);
  });
});

describe('where the ground stays clear', () => {
  it('follows the eye beyond the compound, without a jump', () => {
    const extent = { centreEnu: [0, 0, 0] as const, radiusM: 100 };
    expect(clearCentre(extent, [50, 0, 0])).toEqual([0, 0]);
    expect(clearCentre(extent, [60.001, 0, 0])[0]).toBeCloseTo(0, 2);
    expect(clearCentre(extent, [1060, 0, 0])[0]).toBeCloseTo(1000, 6);
  });
});
