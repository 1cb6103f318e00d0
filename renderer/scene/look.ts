/**
 * What light a theme has at an hour. Duty is a clay model on a dark table at any hour: the sun moves, colour stays
 * out. Showcase has the façades' own colours by day and a deep, near-neutral night with warm windows.
 */
import { Vector3 } from 'three';
import type { SceneTheme } from './contract.ts';
import { hexColor } from './shading/color.ts';
import type { SceneUniforms } from './shading/uniforms.ts';

interface Palette {
  readonly sun: readonly [number, number, number];
  readonly sky: readonly [number, number, number];
  readonly bounce: readonly [number, number, number];
  readonly horizon: string;
  readonly zenith: string;
  readonly clay: string;
  readonly saturation: number;
  readonly lamp: readonly [number, number, number];
  readonly shadow: number;
  readonly bloom: number;
}

const palettes = {
  dutyDay: {
    sun: [1.36, 1.28, 1.14],
    sky: [0.42, 0.44, 0.475],
    bounce: [0.2, 0.195, 0.19],
    horizon: '#262b31',
    zenith: '#15181c',
    clay: '#d9d4cb',
    saturation: 0.13,
    lamp: [0, 0, 0],
    shadow: 0.92,
    bloom: 0,
  },
  dutyNight: {
    sun: [0.2, 0.205, 0.215],
    sky: [0.135, 0.14, 0.152],
    bounce: [0.05, 0.05, 0.05],
    horizon: '#1a1e23',
    zenith: '#0f1215',
    clay: '#cfccc6',
    saturation: 0.1,
    lamp: [0.3, 0.25, 0.17],
    shadow: 0.7,
    bloom: 0.35,
  },
  showcaseDay: {
    sun: [1.5, 1.34, 1.08],
    sky: [0.42, 0.49, 0.6],
    bounce: [0.23, 0.21, 0.18],
    horizon: '#5c6c7c',
    zenith: '#27405f',
    clay: '#ffffff',
    saturation: 1,
    lamp: [0, 0, 0],
    shadow: 0.9,
    bloom: 0.12,
  },
  showcaseNight: {
    sun: [0.085, 0.105, 0.15],
    sky: [0.055, 0.072, 0.105],
    bounce: [0.026, 0.027, 0.032],
    horizon: '#141a24',
    zenith: '#05070c',
    clay: '#eef2f8',
    saturation: 0.7,
    lamp: [0.95, 0.66, 0.34],
    shadow: 0.75,
    bloom: 0.9,
  },
} as const satisfies Record<string, Palette>;

const SUN_FLOOR = Math.sin((14 * Math.PI) / 180);

export interface Look {
  readonly isNight: boolean;
  readonly bloom: number;
}

function vector(value: readonly [number, number, number]): Vector3 {
  return new Vector3(...value);
}

function mixPalette(day: Palette, night: Palette, dark: number, shared: SceneUniforms): number {
  const mix = (pick: (palette: Palette) => Vector3, into: Vector3) =>
    into.copy(pick(day)).lerp(pick(night), dark);
  mix((palette) => vector(palette.sun), shared.uSunColor.value);
  mix((palette) => vector(palette.sky), shared.uSkyColor.value);
  mix((palette) => vector(palette.bounce), shared.uBounceColor.value);
  mix((palette) => vector(palette.lamp), shared.uLampColor.value);
  mix((palette) => hexColor(palette.horizon), shared.uHorizonColor.value);
  mix((palette) => hexColor(palette.zenith), shared.uZenithColor.value);
  mix((palette) => hexColor(palette.clay), shared.uClayColor.value);
  const lerp = (a: number, b: number) => a + (b - a) * dark;
  shared.uSaturation.value = lerp(day.saturation, night.saturation);
  shared.uShadowStrength.value = lerp(day.shadow, night.shadow);
  return lerp(day.bloom, night.bloom);
}

/** Writes light and colours; `sunEnu` is the true direction, also below the horizon. */
export function applyLook(
  shared: SceneUniforms,
  theme: SceneTheme,
  daylight: 'auto' | 'day' | 'night',
  sunEnu: readonly [number, number, number],
): Look {
  const twilight = Math.min(1, Math.max(0, (0.06 - sunEnu[2]) / 0.14));
  const dark = daylight === 'auto' ? twilight : daylight === 'night' ? 1 : 0;
  const bloom =
    theme === 'duty'
      ? mixPalette(palettes.dutyDay, palettes.dutyNight, dark, shared)
      : mixPalette(palettes.showcaseDay, palettes.showcaseNight, dark, shared);
  shared.uNight.value = dark;
  shared.uWindowColor.value.copy(hexColor(theme === 'duty' ? '#f2dcae' : '#ffc878'));
  const sun = shared.uSunDirection.value;
  if (dark > 0.5 || sunEnu[2] < 0) sun.set(-0.45, -0.62, 0.64);
  else sun.set(sunEnu[0], sunEnu[1], Math.max(sunEnu[2], SUN_FLOOR));
  sun.normalize();
  return { isNight: dark > 0.5, bloom };
}
