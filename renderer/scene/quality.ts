/**
 * How much is drawn while things move. Frames that take too long step detail down, quick ones bring it back; a
 * machine with a GPU stays at level 0 and never notices. Pure: the host feeds it measured frame times.
 */

import type { SceneQuality } from './contract.ts';

export interface Detail {
  /** Share of the full resolution along one edge. */
  readonly scale: number;
  /** Elements that appear smaller than this are left out, CSS pixels. */
  readonly minSizePx: number;
  readonly shadows: boolean;
  readonly trees: 'full' | 'low';
  /** See the chunk materials. */
  readonly shade: 'full' | 'front' | 'fast';
}

export const FULL: Detail = { scale: 1, minSizePx: 0.8, shadows: true, trees: 'full', shade: 'full' };

/**
 * First picture after a move where there is no GPU: all pixels, small parts a moment later. Which of
 * them is drawn follows from how long the last one took.
 */
export const SHARP_LEVELS: readonly Detail[] = [
  FULL,
  { scale: 1, minSizePx: 3.5, shadows: true, trees: 'full', shade: 'front' },
  { scale: 1, minSizePx: 6, shadows: true, trees: 'low', shade: 'front' },
  { scale: 1, minSizePx: 9, shadows: true, trees: 'low', shade: 'front' },
  { scale: 1, minSizePx: 14, shadows: true, trees: 'low', shade: 'front' },
  { scale: 1, minSizePx: 22, shadows: true, trees: 'low', shade: 'front' },
  // The slowest machines get all pixels first and shadows with the refinement that follows at once.
  { scale: 1, minSizePx: 24, shadows: false, trees: 'low', shade: 'fast' },
];

export const LEVELS: readonly Detail[] = [
  FULL,
  { scale: 0.8, minSizePx: 3, shadows: true, trees: 'full', shade: 'front' },
  { scale: 0.66, minSizePx: 5, shadows: true, trees: 'low', shade: 'front' },
  { scale: 0.6, minSizePx: 8, shadows: false, trees: 'low', shade: 'fast' },
  { scale: 0.52, minSizePx: 13, shadows: false, trees: 'low', shade: 'fast' },
  { scale: 0.48, minSizePx: 20, shadows: false, trees: 'low', shade: 'fast' },
  { scale: 0.45, minSizePx: 28, shadows: false, trees: 'low', shade: 'fast' },
  { scale: 0.42, minSizePx: 38, shadows: false, trees: 'low', shade: 'fast' },
];

const SLOW_SHARP_MS = 165;
const QUICK_SHARP_MS = 70;
const SLOW_MS = 62;
const QUICK_MS = 26;
const LOW_LEVEL = 4;
const LOW_SHARP_LEVEL = 3;

/** Quick frames in a row before detail comes back, so that it does not flicker between two levels. */
const PATIENCE = 14;

export interface QualityController {
  readonly level: number;
  detail(): Detail;
  /** Detail of the first picture at rest. */
  sharp(): Detail;
  /** `frameMs`: time one moving frame took. */
  record(frameMs: number): void;
  recordSharp(frameMs: number): void;
  /** `low` leaves the picture at rest as it first is, with all its parts: smoother edges cost more than the picture itself. */
  pin(quality: SceneQuality): void;
  readonly pinned: SceneQuality;
}

export function createQualityController(startLevel: number): QualityController {
  let level = Math.min(LEVELS.length - 1, Math.max(0, startLevel));
  let quickFrames = 0;
  let smoothMs = 40;
  let holdFrames = 0;
  let pinned: SceneQuality = 'auto';
  let sharpLevel = level === 0 ? 0 : SHARP_LEVELS.length - 1;
  // Whoever asks for little does not get more than the machine can do.
  const at = (measured: number, low: number): number =>
    pinned === 'high' ? 0 : pinned === 'low' ? Math.max(measured, low) : measured;
  return {
    get level() {
      return level;
    },
    get pinned() {
      return pinned;
    },
    pin: (quality) => void (pinned = quality),
    detail: () => LEVELS[at(level, LOW_LEVEL)] ?? FULL,
    sharp: () => SHARP_LEVELS[at(sharpLevel, LOW_SHARP_LEVEL)] ?? FULL,
    recordSharp(frameMs) {
      if (frameMs > SLOW_SHARP_MS) sharpLevel = Math.min(SHARP_LEVELS.length - 1, sharpLevel + 1);
      else if (frameMs < QUICK_SHARP_MS) sharpLevel = Math.max(0, sharpLevel - 1);
    },
    record(frameMs) {
      smoothMs += (Math.min(frameMs, 400) - smoothMs) * 0.4;
      quickFrames = smoothMs < QUICK_MS ? quickFrames + 1 : 0;
      if (holdFrames > 0) {
        holdFrames--;
        return;
      }
      if (smoothMs > SLOW_MS && level < LEVELS.length - 1) {
        level++;
        holdFrames = 2;
        smoothMs = 40;
      } else if (quickFrames >= PATIENCE && level > 0) {
        level--;
        quickFrames = 0;
        holdFrames = 4;
      }
    },
  };
}
