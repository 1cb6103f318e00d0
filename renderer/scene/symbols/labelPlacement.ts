/**
 * Where labels go so that none lies on another: the most urgent choose first, each takes the first free place round
 * its anchor; what finds none is left out, except where `must` says it has to be readable. Pure.
 */

export interface LabelRequest {
  readonly id: string;
  /** Anchor in CSS pixels, from the view's top left. */
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** 0 is the most urgent. */
  readonly rank: number;
  readonly must: boolean;
}

export interface PlacedLabel {
  readonly id: string;
  /** Top left corner. */
  readonly leftPx: number;
  readonly topPx: number;
}

export interface Rect {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

const GAP_PX = 5;
const EDGE_PX = 8;
/** Symbol radius and leader. */
const LIFT_PX = 26;

export function overlaps(a: Rect, b: Rect, gapPx = GAP_PX): boolean {
  return (
    a.leftPx < b.leftPx + b.widthPx + gapPx &&
    b.leftPx < a.leftPx + a.widthPx + gapPx &&
    a.topPx < b.topPx + b.heightPx + gapPx &&
    b.topPx < a.topPx + a.heightPx + gapPx
  );
}

function candidates(label: LabelRequest): readonly (readonly [number, number])[] {
  const { xPx, yPx, widthPx: w, heightPx: h } = label;
  const above = yPx - LIFT_PX - h;
  const middle = yPx - h / 2;
  return [
    [xPx - w / 2, above],
    [xPx - w * 0.18, above],
    [xPx - w * 0.82, above],
    [xPx + 20, middle],
    [xPx - w - 20, middle],
    [xPx - w / 2, above - h - 8],
    [xPx - w / 2, yPx + LIFT_PX],
    [xPx + 12, above - h - 8],
    [xPx - w - 12, above - h - 8],
    [xPx - w / 2, above - 2 * (h + 8)],
    [xPx + 20, yPx + LIFT_PX],
    [xPx - w - 20, yPx + LIFT_PX],
    [xPx - w / 2, above - 3 * (h + 8)],
    [xPx - w / 2, yPx + LIFT_PX + h + 8],
  ];
}

/** Of the candidates: over the anchor, to its right, to its left. */
const COLUMNS = [0, 3, 4] as const;

export function placeLabels(
  labels: readonly LabelRequest[],
  view: { readonly widthPx: number; readonly heightPx: number },
  taken: readonly Rect[] = [],
): PlacedLabel[] {
  const used: Rect[] = [...taken];
  const placed: PlacedLabel[] = [];
  const order = [...labels].sort((a, b) => a.rank - b.rank || a.yPx - b.yPx || (a.id < b.id ? -1 : 1));
  const clamp = (value: number, size: number, limit: number) =>
    Math.min(Math.max(EDGE_PX, value), Math.max(EDGE_PX, limit - size - EDGE_PX));
  for (const label of order) {
    const rects = candidates(label).map(([x, y]) => ({
      leftPx: clamp(x, label.widthPx, view.widthPx),
      topPx: clamp(y, label.heightPx, view.heightPx),
      widthPx: label.widthPx,
      heightPx: label.heightPx,
    }));
    let free = rects.find((rect) => !used.some((other) => overlaps(rect, other)));
    // In rows over its anchor, else beside it: half of the view may be something else’s.
    for (const column of label.must && !free ? COLUMNS : [])
      free ??= sweep(label, rects[column], used, view.heightPx);
    if (!free) continue;
    used.push(free);
    placed.push({ id: label.id, leftPx: free.leftPx, topPx: free.topPx });
  }
  return placed;
}

/** Last resort for what must be read: the first free row above, then below. */
function sweep(
  label: LabelRequest,
  from: Rect | undefined,
  used: readonly Rect[],
  limitPx: number,
): Rect | undefined {
  if (!from) return undefined;
  const step = label.heightPx + GAP_PX + 1;
  for (let turn = 1; turn * step < limitPx * 2; turn++) {
    const topPx = from.topPx + (turn % 2 === 1 ? -1 : 1) * Math.ceil(turn / 2) * step;
    const rect = { ...from, topPx };
    const inside = topPx >= EDGE_PX && topPx + label.heightPx <= limitPx - EDGE_PX;
    if (inside && !used.some((other) => overlaps(rect, other))) return rect;
  }
  return undefined;
}
