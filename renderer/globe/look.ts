/**
 * What light a theme puts on the earth. Duty is grey: land and sea are told apart, colour is left to what is abnormal.
 * Near the ground the coarse picture of the earth gives way to the plain table that the compound's scene stands on.
 */
import type { GlobeTheme } from './contract.ts';

export interface GlobeLook {
  /** Behind the earth, and under its picture. */
  readonly sky: string;
  readonly table: string;
  readonly picture: {
    readonly brightness: number;
    readonly contrast: number;
    readonly saturation: number;
    readonly gamma: number;
  };
  /** Of pictures that the hub's configuration names, which are drawn to be looked at by day. */
  readonly coverBrightness: number;
  readonly hasAtmosphere: boolean;
  readonly ground: string;
  readonly building: string;
  readonly neighbour: string;
  readonly street: string;
  readonly coast: string;
}

export const looks: Readonly<Record<GlobeTheme, GlobeLook>> = {
  duty: {
    sky: '#14171b',
    table: '#25282c',
    picture: { brightness: 0.5, contrast: 1.2, saturation: 0, gamma: 1.05 },
    coverBrightness: 0.75,
    hasAtmosphere: false,
    ground: '#4d4f50',
    building: '#b8b1a4',
    neighbour: '#5c5954',
    street: '#33363b',
    coast: '#8b939c',
  },
  showcase: {
    sky: '#04070e',
    table: '#0a1220',
    picture: { brightness: 0.42, contrast: 1.2, saturation: 0.5, gamma: 0.95 },
    coverBrightness: 0.8,
    hasAtmosphere: true,
    ground: '#14233a',
    building: '#8ea3c4',
    neighbour: '#223450',
    street: '#16253d',
    coast: '#5f86b8',
  },
};

/** The earth's picture tells nothing from nearer than this; it is gone at the lower of the two. */
const fadeM = [40_000, 260_000] as const;

/** How much of the picture is left at this height over the ground, 0.12…1. */
export function pictureShare(heightM: number): number {
  const [low, high] = fadeM;
  const t = Math.log(Math.max(heightM, 1) / low) / Math.log(high / low);
  return 0.12 + 0.88 * Math.min(1, Math.max(0, t));
}
