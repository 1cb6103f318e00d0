import fc from 'fast-check';
import { expect, it } from 'vitest';
import { enuToGeodetic, geodeticToEnu } from './enu.ts';

const origin = { latDeg: 30.2, lonDeg: 115.05, heightM: 20 };

it('comes back from WGS 84 to the same metre, to a tenth of a millimetre', () => {
  const metres = fc.double({ min: -3000, max: 3000, noNaN: true });
  fc.assert(
    fc.property(metres, metres, fc.double({ min: -50, max: 300, noNaN: true }), (x, y, z) => {
      const back = geodeticToEnu(origin, enuToGeodetic(origin, [x, y, z]));
      expect(Math.hypot(back[0] - x, back[1] - y, back[2] - z)).toBeLessThan(1e-4);
    }),
  );
});

it('knows the length of an arc minute of latitude (1 848 m at 30°)', () => {
  const [, north] = geodeticToEnu(origin, { ...origin, latDeg: origin.latDeg + 1 / 60 });
  expect(north).toBeCloseTo(1847.6, 0);
});
