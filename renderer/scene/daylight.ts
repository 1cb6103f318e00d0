/**
 * Light by place and instant. The sun is taken in steps of a degree and a half, so that a running clock asks for a
 * new picture every few minutes and not every second.
 */
import { localTime } from '#shared/time/localTime.ts';
import { nowhere, type SceneOrigin, type SceneTheme } from './contract.ts';
import { applyLook, type Look } from './look.ts';
import type { SceneUniforms } from './shading/uniforms.ts';
import { sunPosition } from './sun.ts';

const STEP_COS = Math.cos((1.5 * Math.PI) / 180);

export interface Daylight {
  readonly look: Look;
  readonly hour: number;
  /** True when the light is different now. */
  setOrigin(origin: SceneOrigin): boolean;
  setInstant(epochMs: number): boolean;
  setTheme(theme: SceneTheme): void;
  setMode(mode: 'auto' | 'day' | 'night'): void;
}

export function createDaylight(shared: SceneUniforms, firstTheme: SceneTheme): Daylight {
  let theme = firstTheme;
  let place: SceneOrigin = nowhere;
  let instantMs: number | null = null;
  let mode: 'auto' | 'day' | 'night' = 'auto';
  // Until told otherwise: a clear afternoon.
  let sun: readonly [number, number, number] = [-0.45, -0.6, 0.66];
  let hour = 20;
  let look = applyLook(shared, theme, mode, sun);
  return {
    get look() {
      return look;
    },
    get hour() {
      return hour;
    },
    setOrigin(origin) {
      place = origin;
      const known = instantMs;
      instantMs = null;
      return known !== null && this.setInstant(known);
    },
    setInstant(epochMs) {
      instantMs = epochMs;
      const { directionEnu } = sunPosition(epochMs, place.latDeg, place.lonDeg);
      const close = sun[0] * directionEnu[0] + sun[1] * directionEnu[1] + sun[2] * directionEnu[2];
      const nextHour = Math.floor(localTime(epochMs, place.timeZone).hour);
      if (close > STEP_COS * Math.hypot(...sun) && nextHour === hour) return false;
      sun = directionEnu;
      hour = nextHour;
      look = applyLook(shared, theme, mode, sun);
      return true;
    },
    setTheme(next) {
      theme = next;
      look = applyLook(shared, theme, mode, sun);
    },
    setMode(next) {
      mode = next;
      look = applyLook(shared, theme, mode, sun);
    },
  };
}
