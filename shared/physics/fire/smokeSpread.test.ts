/** The zone model against numbers worked by hand and the closed forms of its field. */
import { describe, expect, it } from 'vitest';
import {
  airDensityKgM3,
  ambientC,
  doorwayFlowKgS,
  heatCapacity,
  plumeMassFlowKgS,
  secondsUntilLayer,
  smokeSpread,
  type SmokeModel,
} from './smokeSpread.ts';

const hall = (
  growth: 'medium' | 'ultra-fast',
  peakKw: number,
  areaM2: number,
  heightM: number,
): SmokeModel => ({
  zones: [{ id: 'hall', areaM2, floorM: 0, ceilingM: heightM }],
  openings: [],
  fire: { zoneId: 'hall', growth, peakKw },
  wallLoss: 1,
});

describe('a plume', () => {
  it('brings what NFPA 92 says', () => {
    // Q = 3500 kW, z = 10 m: flame to 0.166·3500^0.4 = 4.34 m; 0.071·15.183·46.416 + 6.3 = 56.3 kg/s.
    expect(plumeMassFlowKgS(3500, 10)).toBeCloseTo(56.34, 1);
    // Within the flame, z = 2 m: 0.032·3500^0.6·2 = 0.032·133.8·2 = 8.56 kg/s.
    expect(plumeMassFlowKgS(3500, 2)).toBeCloseTo(8.56, 1);
    expect([plumeMassFlowKgS(0, 5), plumeMassFlowKgS(500, 0)]).toEqual([0, 0]);
  });
});

describe('a doorway', () => {
  it('lets out what the field’s formula says', () => {
    // T₀/T = 293.15/573.15 = 0.5115; √(2·9.81·0.5115·0.4885) = 2.214; ⅔·0.68·1·1.2·2.214·1 = 1.204 kg/s.
    expect(doorwayFlowKgS(1, 1, 300)).toBeCloseTo(1.204, 2);
    expect(doorwayFlowKgS(1, -0.2, 300)).toBe(0);
    expect(doorwayFlowKgS(1, 1, ambientC)).toBe(0);
  });
});

describe('one closed room', () => {
  it('fills as the closed form of a steady plume says', () => {
    // Walls take all heat, and the second term of the plume is small beside the first: dz/dt = −0.071·Q^⅓/(ρA)·z^(5/3),
    // so z = (H^(−2/3) + ⅔·0.071·Q^⅓/(ρA)·t)^(−3/2).
    const [areaM2, heightM, convectiveKw] = [2000, 12, 0.7 * 100];
    const course = smokeSpread(hall('ultra-fast', 100, areaM2, heightM), { untilS: 600 });
    const closed = (timeS: number) =>
      (heightM ** (-2 / 3) +
        ((2 / 3) * 0.071 * Math.cbrt(convectiveKw) * timeS) / (airDensityKgM3 * areaM2)) **
      -1.5;
    // It needs 23 s to become steady.
    for (const timeS of [120, 300, 600]) {
      const layerM = course.byZone.get('hall')?.layerM[timeS / 5] ?? 0;
      expect(Math.abs(layerM - closed(timeS - 10)) / closed(timeS)).toBeLessThan(0.03);
    }
  });

  it('lies above the first sign of smoke that NFPA 92 gives for a steady fire, by no more than the field tells', () => {
    // z/H = 1.11 − 0.28·ln(t·Q^⅓/H^(4/3) / (A/H²)); Q = 1000 kW, H = 20 m, A = 1600 m² (A/H² = 4), t = 300 s:
    // 300·10/54.29/4 = 13.81; 1.11 − 0.28·2.626 = 0.375 → 7.5 m, where
    // smoke is first seen. The plume alone gives (20^(−⅔) + ⅔·0.071·700^⅓·300/(1.2·1600))^(−3/2) = 11.1 m.
    const course = smokeSpread({ ...hall('ultra-fast', 1000, 1600, 20), wallLoss: 0.3 }, { untilS: 400 });
    const layerM = course.byZone.get('hall')?.layerM[60] ?? 0;
    expect(layerM).toBeGreaterThan(7.5);
    expect(layerM).toBeLessThan(11.5);
  });

  it('keeps the heat: its smoke is as warm as heat and mass make it, and volume follows from both', () => {
    const model = { ...hall('medium', 1500, 60, 2.8), wallLoss: 0.6 };
    const course = smokeSpread(model, { untilS: 60 });
    // 0.01172·60³/3 = 843.8 kJ released, 0.4 of it stays: 337.5 kJ.
    const smoke = course.byZone.get('hall');
    const [layerM = 0, hotC = 0] = [smoke?.layerM.at(-1), smoke?.smokeC.at(-1)];
    const volume = 60 * (2.8 - layerM);
    const massKg = (volume * airDensityKgM3 * (ambientC + 273.15)) / (hotC + 273.15);
    expect(massKg * heatCapacity * (hotC - ambientC)).toBeCloseTo(337.5, -1);
    expect(layerM).toBeGreaterThan(0);
  });
});

describe('rooms and a stairwell', () => {
  const model = (doorM: number): SmokeModel => ({
    zones: [
      { id: 'flat', areaM2: 60, floorM: 8.4, ceilingM: 11.2 },
      { id: 'stair', areaM2: 15, floorM: 0, ceilingM: 16.8 },
    ],
    openings: [{ from: 'flat', to: 'stair', widthM: doorM, sillM: 8.4, lintelM: 10.4 }],
    fire: { zoneId: 'flat', growth: 'medium', peakKw: 1500 },
    wallLoss: 0.6,
  });

  it('smoke waits below no lintel, then fills the stairwell from its top down', () => {
    const course = smokeSpread(model(0.9), { untilS: 600 });
    const out = secondsUntilLayer(course, 'flat', 10.4) ?? Infinity;
    const top = secondsUntilLayer(course, 'stair', 16) ?? 0;
    const fourth = secondsUntilLayer(course, 'stair', 14) ?? 0;
    expect(out).toBeLessThan(top);
    expect(top).toBeLessThan(fourth);
    // Nothing carries it below the sill where it comes in.
    expect(secondsUntilLayer(course, 'stair', 2)).toBeNull();
  });

  it('in a shaft it takes air in until it is as wide as the shaft, however high that is', () => {
    const shaft = (ceilingM: number): SmokeModel => {
      const { zones, ...rest } = model(0.9);
      return { ...rest, zones: zones.map((zone) => (zone.id === 'stair' ? { ...zone, ceilingM } : zone)) };
    };
    const depthM = (ceilingM: number): number => {
      const stair = smokeSpread(shaft(ceilingM), { untilS: 200 }).byZone.get('stair');
      return ceilingM - (stair?.layerM.at(-1) ?? NaN);
    };
    // √15 / 0.5 = 7.7 m above the lintel: both are higher, and have the same smoke.
    expect(depthM(60)).toBeGreaterThan(5);
    expect(depthM(90)).toBeCloseTo(depthM(60), 6);
  });

  it('a door nearly closed holds it back', () => {
    const open = secondsUntilLayer(smokeSpread(model(0.9), { untilS: 900 }), 'stair', 14) ?? 0;
    const shut = secondsUntilLayer(smokeSpread(model(0.02), { untilS: 900 }), 'stair', 14) ?? Infinity;
    expect(shut).toBeGreaterThan(open + 30);
  });
});
