/**
 * How much is drawn while things move. Frames that take too long step detail down, quick ones bring it back; a
 * machine with a GPU stays at level 0 and never notices. Pure: the host feeds it measured frame times.
 */

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

/** First picture after a move where there is no GPU: all pixels, without what is hardly larger than one. */
export const SHARP: Detail = { scale: 1, minSizePx: 3.5, shadows: true, trees: 'full', shade: 'front' };

export const LEVELS: readonly Detail[] = [
  FULL,
  { scale: 0.8, minSizePx: 3, shadows: true, trees: 'full', shade: 'front' },
  { scale: 0.66, minSizePx: 5, shadows: true, trees: 'low', shade: 'front' },
  { scale: 0.6, minSizePx: 8, shadows: false, trees: 'low', shade: 'fast' },
  { scale: 0.52, minSizePx: 13, shadows: false, trees: 'low', shade: 'fast' },
  { scale: 0.45, minSizePx: 20, shadows: false, trees: 'low', shade: 'fast' },
];

const SLOW_MS = 62;
const QUICK_MS = 26;
/** Quick frames in a row before detail comes back, so that it does not flicker between two levels. */
const PATIENCE = 14;

export interface QualityController {
  readonly level: number;
  detail(): Detail;
  /** `frameMs`: time from one finished frame to the next while moving. */
  record(frameMs: number): void;
}

export function createQualityController(startLevel: number): QualityController {
  let level = Math.min(LEVELS.length - 1, Math.max(0, startLevel));
  let quickFrames = 0;
  let smoothMs = 40;
  let holdFrames = 0;
  return {
    get level() {
      return level;
    },
    detail: () => LEVELS[level] ?? FULL,
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
