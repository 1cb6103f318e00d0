/** Which symbol a click means: the nearest that can be seen, urgent ones a little nearer than they are. Pure. */

export interface PickCandidate<T> {
  readonly item: T;
  readonly xPx: number;
  readonly yPx: number;
  /** 0 is the most urgent. */
  readonly rank: number;
}

/** Pixels by which one step of urgency wins. */
const RANK_PX = 2;

/** `isSeen` may cost a ray through the models: it is asked only of what lies within reach, the best first. */
export function pickSymbol<T>(
  candidates: readonly PickCandidate<T>[],
  at: { readonly xPx: number; readonly yPx: number },
  reachPx: number,
  isSeen: (item: T) => boolean,
): T | null {
  const near = candidates
    .map((one) => ({ ...one, away: Math.hypot(one.xPx - at.xPx, one.yPx - at.yPx) }))
    .filter(({ away }) => away <= reachPx)
    .sort((a, b) => a.away + a.rank * RANK_PX - (b.away + b.rank * RANK_PX));
  return near.find(({ item }) => isSeen(item))?.item ?? null;
}
