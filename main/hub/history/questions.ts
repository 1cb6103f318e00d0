/** What may be asked of history and what each question is answered with; the limits of both. */
import type { Readings } from '#shared/twin/packed.ts';

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Asked {
  /** Last reading of every point at or before `atMs`. */
  stateAt: { readonly compound: string; readonly atMs: number };
  /** Readings with fromMs ≤ t < toMs, ascending in time. */
  window: Span & { readonly compound: string };
  /** Readings of one point with fromMs ≤ t < toMs, ascending in time. */
  pointHistory: Span & { readonly compound: string; readonly index: number };
  pointBins: Span & { readonly compound: string; readonly index: number; readonly bins: number };
  /** Readings heard per bin. */
  density: Span & { readonly compound: string; readonly bins: number };
  range: { readonly compound: string };
  words: { readonly compound: string; readonly codes: readonly number[] };
  sizes: Record<never, never>;
  /** How far the indices of each compound reach. */
  reach: Record<never, never>;
}

export interface Answered {
  stateAt: Readings;
  window: Readings;
  pointHistory: Readings;
  pointBins: PointBins;
  density: number[];
  range: Span | null;
  words: ReadonlyMap<number, string>;
  sizes: HistorySizes;
  reach: readonly { readonly compound: string; readonly points: number }[];
}

export type QuestionKind = keyof Asked;
export type Question = { [K in QuestionKind]: { readonly kind: K } & Asked[K] }[QuestionKind];

/**
 * Bin i covers [fromMs + i · w, fromMs + (i + 1) · w), w = (toMs − fromMs) / bins. Of readings without a value only
 * `count` knows; where none has one the others are NaN. The mean is that of the readings, not weighted by time.
 */
export interface PointBins extends Span {
  /** Each [bins]. */
  readonly count: Uint32Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly mean: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Of the last reading, with or without a value: a device gone silent says so here. */
  readonly quality: Uint8Array;
}

export interface HistorySizes {
  /** The file and its write-ahead log. */
  readonly fileBytes: number;
  readonly walBytes: number;
  /** Pages in the file that hold nothing and are used again. */
  readonly freeBytes: number;
  readonly journalBytes: number;
  readonly words: number;
  readonly compounds: readonly {
    readonly compound: string;
    readonly range: Span | null;
    readonly readings: number;
    readonly readingBytes: number;
    /** Of these, what retention has thinned. */
    readonly thinnedReadings: number;
    readonly thinnedBytes: number;
    readonly keyframes: number;
    readonly keyframeBytes: number;
  }[];
}

export interface HistoryLimits {
  readonly windowMs: number;
  readonly windowReadings: number;
  readonly pointHistoryMs: number;
  readonly pointHistoryReadings: number;
  readonly bins: number;
  /** A question that runs longer is cut off. */
  readonly questionMs: number;
  /** Questions that wait for one reader. */
  readonly waitingQuestions: number;
  /** Readings kept in memory while they cannot be written. */
  readonly waitingReadings: number;
}

export const defaultLimits: HistoryLimits = {
  windowMs: 15 * 60_000,
  windowReadings: 2_000_000,
  pointHistoryMs: 35 * 86_400_000,
  pointHistoryReadings: 100_000,
  bins: 4_000,
  questionMs: 20_000,
  waitingQuestions: 500,
  waitingReadings: 2_000_000,
};
