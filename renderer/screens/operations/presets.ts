/** Layouts to begin with. Columns stand left and right of the scene, from the scene outwards; widths in rem. */
import type { PresetName } from '#state/layout.ts';

/** Panels in one place, behind each other's tabs; the first is in front. */
export interface Stack {
  readonly tabs: readonly string[];
  /** Of the column's height. */
  readonly share: number;
}

export interface Column {
  readonly widthRem: number;
  readonly stacks: readonly Stack[];
}

export interface Preset {
  readonly left: readonly Column[];
  readonly right: readonly Column[];
}

const whole = (...tabs: string[]): readonly Stack[] => [{ tabs, share: 1 }];

export const presets: Readonly<Record<PresetName, Preset>> = {
  day: {
    left: [
      {
        widthRem: 19,
        stacks: [
          { tabs: ['places', 'elements'], share: 0.56 },
          { tabs: ['figures', 'layers'], share: 0.44 },
        ],
      },
    ],
    right: [
      { widthRem: 25, stacks: whole('incidents', 'cameras', 'workOrders', 'journal') },
      { widthRem: 28, stacks: whole('alarms') },
    ],
  },
  /** Few people and few lights: the pictures of the cameras are larger, the tree steps back. */
  night: {
    left: [
      {
        widthRem: 26,
        stacks: [
          { tabs: ['cameras'], share: 0.6 },
          { tabs: ['places', 'layers', 'figures', 'elements'], share: 0.4 },
        ],
      },
    ],
    right: [
      {
        widthRem: 28,
        stacks: [
          { tabs: ['alarms'], share: 0.6 },
          { tabs: ['incidents', 'workOrders', 'journal'], share: 0.4 },
        ],
      },
    ],
  },
  wall: {
    left: [
      { widthRem: 26, stacks: whole('cameras') },
      {
        widthRem: 20,
        stacks: [
          { tabs: ['places', 'elements', 'layers'], share: 0.6 },
          { tabs: ['figures'], share: 0.4 },
        ],
      },
    ],
    right: [
      { widthRem: 28, stacks: whole('incidents', 'workOrders', 'journal') },
      { widthRem: 30, stacks: whole('alarms') },
    ],
  },
  laptop: {
    left: [{ widthRem: 17.5, stacks: whole('places', 'layers', 'figures', 'elements') }],
    right: [{ widthRem: 28, stacks: whole('alarms', 'incidents', 'cameras', 'workOrders', 'journal') }],
  },
};

/** Layouts are kept for each kind of window: what was laid out on a wall does not fit a laptop, nor that a zoomed page. */
export type WindowKind = Exclude<PresetName, 'night'> | 'small' | 'large';

const smallPx = 1000;
const largePx = 2300;

export function kindOf(widthPx: number, heightPx: number): WindowKind {
  if (widthPx / heightPx >= 3) return 'wall';
  if (widthPx < smallPx) return 'small';
  if (widthPx < 1600) return 'laptop';
  return widthPx < largePx ? 'day' : 'large';
}

/** For a window nobody has arranged yet. */
export function presetFor(kind: WindowKind): PresetName {
  if (kind === 'small') return 'laptop';
  return kind === 'large' ? 'day' : kind;
}
