/** Which part of the picture shows which side, and what a point of it means there. Pure. */
import type { SceneSplit, Side } from '../splitContract.ts';

/** An upright strip of the picture. It shows a part of a view, or a view of its own. Pixels of the picture. */
export interface Pane {
  readonly side: Side;
  readonly leftPx: number;
  readonly widthPx: number;
  /** Width of the whole view, and where in it the strip begins. */
  readonly viewPx: number;
  readonly fromPx: number;
}

export type SplitKind = SceneSplit['kind'] | null;

const MIDDLE = 0.5;

/** `at`: where the divider of a swipe stands, 0 left … 1 right. Strips of no width are left out. */
export function panesOf(kind: SplitKind, at: number, widthPx: number): readonly Pane[] {
  if (kind === null) return [{ side: 0, leftPx: 0, widthPx, viewPx: widthPx, fromPx: 0 }];
  const middlePx = Math.round(widthPx * (kind === 'swipe' ? at : MIDDLE));
  const restPx = widthPx - middlePx;
  const panes: readonly Pane[] =
    kind === 'swipe'
      ? [
          { side: 0, leftPx: 0, widthPx: middlePx, viewPx: widthPx, fromPx: 0 },
          { side: 1, leftPx: middlePx, widthPx: restPx, viewPx: widthPx, fromPx: middlePx },
        ]
      : [
          { side: 0, leftPx: 0, widthPx: middlePx, viewPx: middlePx, fromPx: 0 },
          { side: 1, leftPx: middlePx, widthPx: restPx, viewPx: restPx, fromPx: 0 },
        ];
  return panes.filter((pane) => pane.widthPx > 0);
}

/** Symbols, labels and marks are the same on both sides: over a swipe they are drawn once, side by side twice. */
export function viewsOf(kind: SplitKind, widthPx: number): readonly Pane[] {
  return panesOf(kind === 'beside' ? 'beside' : null, MIDDLE, widthPx);
}

/** How wide one view is. */
export function viewWidthPx(kind: SplitKind, widthPx: number): number {
  return kind === 'beside' ? Math.max(1, widthPx / 2) : widthPx;
}

/** The side that is seen at a point of the picture, and where the point lies in the view of that side. */
export function pointIn(
  kind: SplitKind,
  at: number,
  widthPx: number,
  xPx: number,
): { readonly side: Side; readonly xPx: number } {
  if (kind === null) return { side: 0, xPx };
  const side = xPx < widthPx * (kind === 'swipe' ? at : MIDDLE) ? 0 : 1;
  return { side, xPx: kind === 'beside' && side === 1 ? xPx - widthPx / 2 : xPx };
}

const STEP = 0.01;
const FAR_STEP = 0.1;

/** Where a key takes the divider; null: it is none of its keys. */
export function dividerAfter(key: string, isFar: boolean, at: number): number | null {
  const step = isFar ? FAR_STEP : STEP;
  const to = {
    ArrowLeft: at - step,
    ArrowDown: at - step,
    ArrowRight: at + step,
    ArrowUp: at + step,
    PageDown: at - FAR_STEP,
    PageUp: at + FAR_STEP,
    Home: 0,
    End: 1,
  }[key];
  return to === undefined ? null : Math.round(Math.min(1, Math.max(0, to)) * 1000) / 1000;
}
