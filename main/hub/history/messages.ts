/** What the hub's main thread, the writer's and the readers' threads say to each other. */
import type { Result } from '#shared/protocol/result.ts';
import type { Dropped } from './background.ts';
import type { HistoryLimits, Question } from './questions.ts';
import type { DamagedRow } from './segments.ts';
import type { Aside, Batch } from './writer.ts';

export type ToWriter =
  | { readonly kind: 'batch'; readonly batch: Batch }
  | {
      readonly kind: 'keep';
      readonly rawFromMs: number;
      readonly keepFromMs: number | null;
      /** By compound: what is locked as evidence begins here. */
      readonly locked: ReadonlyMap<string, number>;
      /** Of each compound: Uint8Array [points], places in `thinnings`. */
      readonly rules: ReadonlyMap<string, Uint8Array>;
    }
  | { readonly kind: 'room'; readonly freeBytes: number; readonly wantedBytes: number }
  | { readonly kind: 'close' };

export type FromWriter =
  | { readonly kind: 'ready'; readonly lastBatch: number }
  | { readonly kind: 'broken'; readonly message: string }
  /** `heard`: of each doubt of the batch, whether it was there before. */
  | { readonly kind: 'committed'; readonly number: number; readonly heard: readonly boolean[] }
  | { readonly kind: 'refused'; readonly number: number; readonly message: string }
  /** What is done beside the live failed, or works again. */
  | { readonly kind: 'upkeep'; readonly fault: string | null }
  | { readonly kind: 'dropped'; readonly what: Dropped }
  | ({ readonly kind: 'aside' } & Aside)
  | { readonly kind: 'room'; readonly enough: boolean };

export interface WriterData {
  readonly path: string;
}

export interface ReaderData {
  readonly path: string;
  readonly limits: HistoryLimits;
  /** Int32Array [1]: the id of a question that nobody waits for any more. */
  readonly cancelled: SharedArrayBuffer;
}

export interface ToReader {
  readonly id: number;
  readonly question: Question;
}

export type FromReader =
  | { readonly kind: 'ready' }
  /** Left out of an answer. */
  | { readonly kind: 'damaged'; readonly row: DamagedRow }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> };

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
