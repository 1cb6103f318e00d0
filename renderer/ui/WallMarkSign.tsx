/** A mark of a window as it is drawn in the scene: a frame where it is good, with one stroke where it is fair, with a cross where it is poor. */
import { wallMarkColors } from './wallMarkColors.ts';

const strokes = {
  good: 'M2 2H14V14H2Z',
  fair: 'M2 2H14V14H2ZL14 14',
  poor: 'M2 2H14V14H2ZL14 14M2 14 14 2',
} as const;

export function WallMarkSign({ level }: { level: keyof typeof strokes }) {
  return (
    <svg className="wall-mark-sign" viewBox="0 0 16 16" aria-hidden stroke={wallMarkColors[level]}>
      <path d={strokes[level]} />
    </svg>
  );
}
