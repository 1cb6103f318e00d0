/** What a tile knows of its picture. A lost one keeps its last good frame and says how old it is. */
export type Signal =
  | { readonly kind: 'waiting' | 'playing' | 'no-recording' | 'unseekable' }
  | { readonly kind: 'lost'; readonly lastFrameMs: number | null };

export const waiting: Signal = { kind: 'waiting' };
export const playing: Signal = { kind: 'playing' };
export const noRecording: Signal = { kind: 'no-recording' };
/** There is a recording, but its server gives no part of it. */
export const unseekable: Signal = { kind: 'unseekable' };

/** Same news twice is no news: keeps the tile from drawing itself at every frame. */
export function latest(known: Signal, news: Signal): Signal {
  return known.kind === news.kind ? known : news;
}

const firstRetryMs = 1000;
const longestRetryMs = 30_000;

/** Wait before the try after `failures` failed ones: 1, 2, 4 … 30 s. */
export function retryDelayMs(failures: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.max(0, failures - 1));
}
