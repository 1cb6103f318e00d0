/** What keys do in a chart; null for those that are not its own. */
import { panBy, zoomBy, type ChartView, type Stretch } from './chartView.ts';

interface Before {
  readonly view: ChartView;
  readonly stretch: Stretch;
  readonly instant: number;
  readonly readAtMs: number | null;
  readonly earliestMs: number | null;
}

const moved = 0.1;
const read = 0.01;
const zoomed = 0.7;

export function keyed(
  {
    key,
    shiftKey,
    ctrlKey,
    altKey,
    metaKey,
  }: {
    readonly key: string;
    readonly shiftKey: boolean;
    readonly ctrlKey: boolean;
    readonly altKey: boolean;
    readonly metaKey: boolean;
  },
  { view, stretch, instant, readAtMs, earliestMs }: Before,
): { readonly view?: ChartView; readonly readAtMs?: number } | null {
  if (ctrlKey || altKey || metaKey) return null;
  const lengthMs = stretch.toMs - stretch.fromMs;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const sign = key === 'ArrowLeft' ? -1 : 1;
      if (!shiftKey) return { view: panBy(view, sign * moved, instant) };
      const from = readAtMs ?? (sign < 0 ? stretch.toMs : stretch.fromMs);
      return { readAtMs: Math.min(stretch.toMs, Math.max(stretch.fromMs, from + sign * read * lengthMs)) };
    }
    case '+':
    case '=':
      return { view: zoomBy(view, zoomed, 0.5, instant) };
    case '-':
      return { view: zoomBy(view, 1 / zoomed, 0.5, instant) };
    case 'Home':
      return { view: { ...view, endMs: Math.min(instant, (earliestMs ?? stretch.fromMs) + view.lengthMs) } };
    case 'End':
      return { view: { ...view, endMs: null } };
    default:
      return null;
  }
}
