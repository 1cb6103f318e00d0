/** What the hub's main thread and the history worker say to each other. */
import type { Readings } from '#shared/twin/packed.ts';

export type HistoryRequest =
  | { readonly kind: 'append'; readonly compound: string; readonly readings: Readings }
  | { readonly kind: 'stateAt'; readonly id: number; readonly compound: string; readonly atMs: number }
  | {
      readonly kind: 'window';
      readonly id: number;
      readonly compound: string;
      readonly fromMs: number;
      readonly toMs: number;
    }
  | {
      readonly kind: 'pointHistory';
      readonly id: number;
      readonly compound: string;
      readonly index: number;
      readonly fromMs: number;
      readonly toMs: number;
    }
  | {
      readonly kind: 'density';
      readonly id: number;
      readonly compound: string;
      readonly fromMs: number;
      readonly toMs: number;
      readonly bins: number;
    }
  | { readonly kind: 'range'; readonly id: number; readonly compound: string }
  | { readonly kind: 'close'; readonly id: number };

export interface HistoryAnswer {
  readonly id: number;
  readonly value: unknown;
  readonly error: string | null;
}
