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
}

export const FULL: Detail = { scale: 1, minSizePx: 0.8, shadows: true, trees: 'full' };

export const LEVELS: readonly Detail[] = [
  FULL,
  { scale: 0.8, minSizePx: 3, shadows: true, trees: 'full' },
  { scale: 0.66, minSizePx: 6, shadows: true, trees: 'low' },
  { scale: 0.56, minSizePx: 9, shadows: true, trees: 'low' },
  { scale: 0.5, minSizePx: 14, shadows: false, trees: 'low' },
  { scale: 0.42, minSizePx: 22, shadows: false, trees: 'low' },
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
