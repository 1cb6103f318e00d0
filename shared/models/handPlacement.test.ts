import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Enu } from '#shared/twin/compound.ts';
import { after, carried, fitted, moveBy, turnAbout } from './handPlacement.ts';

const metres = fc.double({ min: -5000, max: 5000, noNaN: true });
const point = fc.tuple(metres, metres, fc.double({ min: -50, max: 300, noNaN: true })) as fc.Arbitrary<Enu>;
const angle = fc.double({ min: -3.1, max: 3.1, noNaN: true });

it('two placements after each other are one', () => {
  fc.assert(
    fc.property(point, point, angle, angle, point, (a, shift, t1, t2, at) => {
      const [first, second] = [turnAbout(a, t1), after(turnAbout(at, t2), moveBy(shift))];
      const [x, y] = [carried(after(first, second), at), carried(second, carried(first, at))];
      x.forEach((value, nth) => expect(value).toBeCloseTo(y[nth] ?? NaN, 6));
    }),
  );
});

it('two points that were given land where they were told, to a tenth of a millimetre', () => {
  fc.assert(
    fc.property(point, point, angle, point, (a, b, turn, shift) => {
      fc.pre(Math.hypot(b[0] - a[0], b[1] - a[1]) > 1);
      const moved = (at: Enu) => carried(after(turnAbout([7, 3, 0], turn), moveBy(shift)), at);
      const found = fitted(
        [
          [a, moved(a)],
          [b, moved(b)],
        ],
        true,
      );
      for (const at of [a, b])
        carried(found ?? moveBy([NaN, 0, 0]), at).forEach((value, nth) =>
          expect(value).toBeCloseTo(moved(at)[nth] ?? NaN, 4),
        );
    }),
  );
});

it('heights stay unless they are asked for; two points in one place give no direction', () => {
  expect(
    fitted(
      [
        [
          [0, 0, 5],
          [3, 4, 9],
        ],
      ],
      false,
    ),
  ).toEqual({ turnRad: 0, shiftM: [3, 4, 0] });
  expect(
    fitted(
      [
        [
          [0, 0, 5],
          [3, 4, 9],
        ],
      ],
      true,
    )?.shiftM[2],
  ).toBe(4);
  expect(
    fitted(
      [
        [
          [0, 0, 0],
          [1, 0, 0],
        ],
        [
          [0, 0, 3],
          [5, 0, 0],
        ],
      ],
      true,
    ),
  ).toBeNull();
  expect(fitted([], true)).toBeNull();
});
