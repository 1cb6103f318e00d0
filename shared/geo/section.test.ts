import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import { areaOf, perimeterOf, stretchOf } from './measure.ts';
import { flipPlane, isCutAway, moveFace, planesOfBox, spanIn, spanOfBox } from './section.ts';

const box: OrientedBox = { centreEnu: [10, 20, 5], sizeM: [8, 4, 2], yawRad: Math.PI / 6 };
const coordinate = fc.double({ min: -50, max: 50, noNaN: true });
const point = fc.tuple(coordinate, coordinate, coordinate);

describe('a section', () => {
  it('keeps what the box holds, turned as the box is', () => {
    const planes = planesOfBox(box);
    expect(planes).toHaveLength(6);
    expect(isCutAway(planes, [10, 20, 5])).toBe(false);
    const along: Enu = [10 + Math.cos(Math.PI / 6) * 3.9, 20 + Math.sin(Math.PI / 6) * 3.9, 5];
    expect(isCutAway(planes, along)).toBe(false);
    expect(isCutAway(planes, [10, 23.9, 5])).toBe(true);
    expect(isCutAway(planes, [10, 20, 6.1])).toBe(true);
  });

  it('reaches no further than the box it goes through, whichever way it lies', () => {
    expect(spanOfBox([0, 0, 1], box)).toEqual([4, 6]);
    for (const { normalEnu, offsetM } of planesOfBox(box))
      expect(spanOfBox(normalEnu, box)[1]).toBeCloseTo(offsetM);
    expect(spanOfBox([Math.SQRT1_2, Math.SQRT1_2, 0], { ...box, yawRad: 0 })[1]).toBeCloseTo(
      (10 + 4 + 20 + 2) * Math.SQRT1_2,
    );
  });

  it('is entered and left where the ray crosses its planes, and only there', () => {
    const planes = planesOfBox({ centreEnu: [0, 0, 0], sizeM: [2, 2, 2], yawRad: 0 });
    expect(spanIn(planes, [-5, 0, 0], [1, 0, 0])).toEqual({ enterM: 4, leaveM: 6 });
    expect(spanIn(planes, [0, 0, 0], [0, 0, 1])).toEqual({ enterM: 0, leaveM: 1 });
    expect(spanIn(planes, [-5, 3, 0], [1, 0, 0])).toBeNull();
    expect(spanIn([], [0, 0, 0], [0, 0, 1])).toEqual({ enterM: 0, leaveM: Infinity });
  });

  it('a ray is inside between entering and leaving, outside beyond', () => {
    fc.assert(
      fc.property(point, point, ([ax, ay, az], [bx, by, bz]) => {
        const length = Math.hypot(bx - ax, by - ay, bz - az);
        fc.pre(length > 1e-3);
        const way: Enu = [(bx - ax) / length, (by - ay) / length, (bz - az) / length];
        const at = (m: number): Enu => [ax + way[0] * m, ay + way[1] * m, az + way[2] * m];
        const planes = planesOfBox(box);
        const span = spanIn(planes, [ax, ay, az], way);
        if (!span || span.leaveM < 1e-3) return;
        const { enterM, leaveM } = span;
        if (leaveM - enterM > 1e-3) expect(isCutAway(planes, at((enterM + leaveM) / 2))).toBe(false);
        expect(isCutAway(planes, at(leaveM + 0.01))).toBe(true);
      }),
    );
  });

  it('moves one face and leaves the opposite where it is', () => {
    const moved = moveFace(box, 4, 3);
    expect(moved.sizeM).toEqual([8, 4, 5]);
    expect(moved.centreEnu[2]).toBeCloseTo(6.5);
    expect(planesOfBox(moved)[5]?.offsetM).toBeCloseTo(planesOfBox(box)[5]?.offsetM ?? Number.NaN);
    expect(moveFace(box, 0, -100).sizeM[0]).toBe(0.1);
  });

  it('turned round it takes away what it kept', () => {
    const plane = { normalEnu: [0, 0, 1] as const, offsetM: 3 };
    expect(isCutAway([plane], [0, 0, 4])).toBe(true);
    expect(isCutAway([flipPlane(plane)], [0, 0, 4])).toBe(false);
  });
});

describe('measuring', () => {
  it('tells length, its parts and the slope', () => {
    const { lengthM, eastM, northM, upM, slopeDeg } = stretchOf([1, 1, 1], [4, 5, 6]);
    expect([eastM, northM, upM]).toEqual([3, 4, 5]);
    expect(lengthM).toBeCloseTo(Math.sqrt(50));
    expect(slopeDeg).toBeCloseTo(45);
    expect(stretchOf([1, 1, 1], [1, 1, 1]).slopeDeg).toBe(0);
  });

  it('tells the area of a polygon wherever it lies and however it is turned', () => {
    const square: Enu[] = [
      [0, 0, 0],
      [2, 0, 0],
      [2, 0, 3],
      [0, 0, 3],
    ];
    expect(areaOf(square)).toBeCloseTo(6);
    expect(perimeterOf(square)).toBeCloseTo(10);
    const far = square.map(([x, y, z]): Enu => [x + 20_000, y - 30_000, z + 400]);
    expect(areaOf(far.toReversed())).toBeCloseTo(6);
    expect(areaOf(square.slice(0, 2))).toBe(0);
  });
});
