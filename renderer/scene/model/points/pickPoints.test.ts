import { describe, expect, it } from 'vitest';
import { bestHit, pointsOnRay } from './pickPoints.ts';

const cloud = (places: readonly (readonly [number, number, number])[]) => ({
  positions: Float32Array.from(places.flat()),
  elements: Uint32Array.from(places, (_, i) => i),
});
const pick = (places: readonly (readonly [number, number, number])[], hidden: readonly number[] = []) =>
  bestHit(pointsOnRay(cloud(places), [0, 0, 0], [1, 0, 0], 0.01, (element) => hidden.includes(element)));

describe('the point under a pointer', () => {
  it('is the nearest one, within a few pixels of the ray', () => {
    expect(
      pick([
        [20, 0.1, 0],
        [10, 0.05, 0],
        [5, 1, 0],
      ])?.element,
    ).toBe(1);
    expect(pick([[20, 0.3, 0]])).toBeNull();
    expect(pick([[-5, 0, 0]])).toBeNull();
  });

  it('is of several at about the same distance the one closest to the ray', () => {
    expect(
      pick([
        [10, 0.09, 0],
        [10.05, 0.01, 0],
      ])?.element,
    ).toBe(1);
    expect(
      pick([
        [10, 0.09, 0],
        [11, 0, 0],
      ])?.element,
    ).toBe(0);
  });

  it('is none that is hidden', () => {
    expect(
      pick(
        [
          [10, 0, 0],
          [20, 0, 0],
        ],
        [0],
      )?.element,
    ).toBe(1);
  });
});
