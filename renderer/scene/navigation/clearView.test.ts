import { describe, expect, it } from 'vitest';
import { clearView } from './clearView.ts';
import type { Orbit } from './orbit.ts';

const wish: Orbit = { targetEnu: [0, 0, 0], distanceM: 60, azimuthRad: -Math.PI / 2, elevationRad: 0.45 };

describe('a view that nothing blocks', () => {
  it('is the wished one where it is free, or only its own wall is in the way', () => {
    expect(clearView(wish, () => Infinity)).toEqual(wish);
    expect(clearView(wish, () => 55)).toEqual(wish);
  });

  it('turns or rises as little as it must', () => {
    // A building stands in the south; from above 0.9 rad one looks over it.
    const turned = clearView(wish, ([, y]) => (y < -40 ? 20 : Infinity));
    expect(Math.abs(turned.azimuthRad - wish.azimuthRad)).toBeLessThanOrEqual(1);
    expect(turned).not.toEqual(wish);
    const risen = clearView(wish, ([, , z]) => (z < 60 * Math.sin(0.9) ? 20 : Infinity));
    expect(risen.elevationRad).toBeGreaterThan(0.9);
    expect(risen.azimuthRad).toBe(wish.azimuthRad);
  });

  it('stays as wished where nothing helps', () => {
    expect(clearView(wish, () => 5)).toEqual(wish);
  });
});
