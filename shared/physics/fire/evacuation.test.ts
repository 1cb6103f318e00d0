/** The hydraulic model against the tables of the SFPE Handbook and numbers worked by hand. */
import { describe, expect, it } from 'vitest';
import {
  effectiveWidthM,
  evacuate,
  levelSpeedFactor,
  maxSpecificFlow,
  specificFlow,
  stairSpeedFactor,
  walkingSpeedMps,
  type StairModel,
} from './evacuation.ts';

const inchM = 0.0254;

describe('speeds and flows', () => {
  it.each([
    [7.5, 10, 1.0, 0.94],
    [7, 11, 1.08, 1.01],
    [6.5, 12, 1.16, 1.09],
    [6.5, 13, 1.23, 1.16],
  ])('of a stair with %d in risers and %d in treads are those of the handbook', (riser, tread, k, flow) => {
    const factor = stairSpeedFactor(riser * inchM, tread * inchM);
    expect(Math.abs(factor - k)).toBeLessThan(0.015);
    expect(Math.abs(maxSpecificFlow(factor) - flow)).toBeLessThan(0.015);
  });

  it('fall with density, free below 0.54 and still at 3.8 persons/m²', () => {
    // 1.4·(1 − 0.266·0.54) = 1.199; 1.4·(1 − 0.266·2) = 0.655.
    expect(walkingSpeedMps(levelSpeedFactor, 0)).toBeCloseTo(1.199, 3);
    expect(walkingSpeedMps(levelSpeedFactor, 2)).toBeCloseTo(0.6552, 4);
    expect(walkingSpeedMps(levelSpeedFactor, 3.8)).toBe(0);
    expect(specificFlow(levelSpeedFactor, 2)).toBeCloseTo(1.3104, 4);
    expect(maxSpecificFlow(levelSpeedFactor)).toBeCloseTo(1.316, 3);
  });

  it('pass the effective width only: of a 44 in stair 32 in, about 49 persons a minute', () => {
    const widthM = effectiveWidthM(44 * inchM, 'stair');
    expect(widthM).toBeCloseTo(32 * inchM, 1);
    const perMinute = 60 * maxSpecificFlow(stairSpeedFactor(7 * inchM, 11 * inchM)) * widthM;
    expect(perMinute).toBeGreaterThan(48);
    expect(perMinute).toBeLessThan(51);
  });
});

const stair: StairModel = {
  storeys: [],
  stairLengthM: 9,
  stairWidthM: 1.1,
  stairFactor: 1.05,
  storeyDoorM: 0.9,
  exitDoorM: 1.1,
  toStairM: 6,
};

describe('a stair', () => {
  it('one family of the second storey: they walk, nobody waits', () => {
    const [, left] = evacuate({
      ...stair,
      storeys: [
        { id: '1', people: 0, startsAfterS: 0 },
        { id: '2', people: 1, startsAfterS: 30 },
      ],
    });
    // 30 + 6/1.199 = 35.0; 9/(1.05·0.856) = 10.0; the second in which each door lets the last of one person through.
    expect(left?.inStairS).toBeGreaterThanOrEqual(36);
    expect(left?.inStairS).toBeLessThanOrEqual(38);
    expect(left?.outsideS).toBeGreaterThanOrEqual(46);
    expect(left?.outsideS).toBeLessThanOrEqual(50);
  });

  it('many on one storey: the narrowest width sets the time, as the first-order method says', () => {
    const [, left] = evacuate({
      ...stair,
      storeys: [
        { id: '1', people: 0, startsAfterS: 0 },
        { id: '2', people: 120, startsAfterS: 0 },
      ],
    });
    // Door 1.3·0.6 = 0.78/s, stair 0.94·1.05·0.8 = 0.79/s: 5 + 120/0.78 = 159 s into the stair, the last 10–19 s later.
    expect(left?.inStairS).toBeGreaterThan(154);
    expect(left?.inStairS).toBeLessThan(164);
    expect(left?.outsideS).toBeGreaterThan(164);
    expect(left?.outsideS).toBeLessThan(190);
  });

  it('a whole house: all people through the stair, no faster than it passes them', () => {
    const storeys = Array.from({ length: 9 }, (_, i) => ({
      id: `${i + 1}`,
      people: i === 0 ? 0 : 150,
      startsAfterS: 0,
    }));
    const left = evacuate({ ...stair, storeys, storeyDoorM: 1.5 });
    const last = Math.max(...left.map(({ outsideS }) => outsideS));
    // Eight times 150 people at 0.79/s: 1519 s, after the first have come down one storey (about 15 s).
    expect(last).toBeGreaterThan(1510);
    expect(last).toBeLessThan(1600);
    // Streams share the landings: the lowest storey is empty before the highest is out.
    expect(left[1]?.inStairS).toBeLessThan(left[8]?.outsideS ?? 0);
  });

  it('nobody at home takes no time, and who starts later is later', () => {
    const storeys = (startsAfterS: number) =>
      [0, 3, 3].map((people, i) => ({ id: `${i}`, people, startsAfterS }));
    expect(evacuate({ ...stair, storeys: [{ id: '1', people: 0, startsAfterS: 0 }] })).toEqual([
      { id: '1', inStairS: 0, outsideS: 0 },
    ]);
    const [early, late] = [0, 60].map(
      (startsAfterS) => evacuate({ ...stair, storeys: storeys(startsAfterS) })[2],
    );
    expect((late?.outsideS ?? 0) - (early?.outsideS ?? 0)).toBe(60);
  });
});
