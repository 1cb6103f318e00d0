/**
 * Where the sun stands, from place and instant. Low-precision solar coordinates of the Astronomical Almanac
 * (page C5): within 0.02° between 1950 and 2050, far finer than a shadow needs.
 */

export interface SunPosition {
  /** Above the horizon, without refraction. */
  readonly elevationRad: number;
  /** Clockwise from north. */
  readonly azimuthRad: number;
  /** Unit vector towards the sun, ENU. */
  readonly directionEnu: readonly [number, number, number];
}

const RAD = Math.PI / 180;

export function sunPosition(epochMs: number, latDeg: number, lonDeg: number): SunPosition {
  const days = epochMs / 86_400_000 - 10_957.5; // since 2000-01-01 12:00 UT
  const meanLongitudeDeg = 280.46 + 0.9856474 * days;
  const anomalyRad = (357.528 + 0.9856003 * days) * RAD;
  const eclipticRad =
    (meanLongitudeDeg + 1.915 * Math.sin(anomalyRad) + 0.02 * Math.sin(2 * anomalyRad)) * RAD;
  const obliquityRad = (23.439 - 4e-7 * days) * RAD;
  const ascensionRad = Math.atan2(Math.cos(obliquityRad) * Math.sin(eclipticRad), Math.cos(eclipticRad));
  const declinationRad = Math.asin(Math.sin(obliquityRad) * Math.sin(eclipticRad));
  const siderealDeg = 280.46062 + 360.985647366 * days;
  const hourAngleRad = (siderealDeg + lonDeg) * RAD - ascensionRad;
  const latRad = latDeg * RAD;
  const up =
    Math.sin(latRad) * Math.sin(declinationRad) +
    Math.cos(latRad) * Math.cos(declinationRad) * Math.cos(hourAngleRad);
  const east = -Math.cos(declinationRad) * Math.sin(hourAngleRad);
  const north =
    Math.cos(latRad) * Math.sin(declinationRad) -
    Math.sin(latRad) * Math.cos(declinationRad) * Math.cos(hourAngleRad);
  const azimuthRad = Math.atan2(east, north);
  return {
    elevationRad: Math.asin(up),
    azimuthRad: azimuthRad < 0 ? azimuthRad + 2 * Math.PI : azimuthRad,
    directionEnu: [east, north, up],
  };
}
