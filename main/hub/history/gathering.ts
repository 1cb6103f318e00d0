/** What is appended between two batches, and how it becomes one. */
import { packReadings, ReadingsBuilder } from '#shared/twin/packed.ts';
import type { Doubt } from './heardBefore.ts';
import type { Batch } from './writer.ts';

export interface Asked {
  readonly doubt: Doubt;
  readonly told: (heard: boolean) => void;
}

/** A batch without its number; it gets one when it is handed over. */
export interface Cut {
  readonly parts: Batch['parts'];
  readonly words: Batch['words'];
  readonly doubts: readonly Asked[];
  readonly readings: number;
}

export function createGathering() {
  const builders = new Map<string, ReadingsBuilder>();
  let words: Batch['words'][number][] = [];
  let doubts: Asked[] = [];
  let size = 0;
  return {
    /** Readings, words and doubts. */
    size: () => size,
    doubts: () => doubts.length,
    reading(compound: string, index: number, value: number, timeMs: number, quality: number): void {
      let builder = builders.get(compound);
      if (!builder) builders.set(compound, (builder = new ReadingsBuilder()));
      builder.push(index, value, Math.floor(timeMs), quality);
      size++;
    },
    word(word: Batch['words'][number]): void {
      words.push(word);
      size++;
    },
    doubt(about: Omit<Doubt, 'after'>, told: (heard: boolean) => void): void {
      doubts.push({ doubt: { ...about, after: builders.get(about.compound)?.count ?? 0 }, told });
      size++;
    },
    /** Doubts that no batch has yet are answered: nobody will tell. */
    giveUpDoubts(): void {
      for (const { told } of doubts.splice(0)) told(false);
    },
    cut(): Cut {
      const parts: { compound: string; body: Uint8Array }[] = [];
      let readings = 0;
      for (const [compound, builder] of builders) {
        readings += builder.count;
        if (builder.count > 0) parts.push({ compound, body: new Uint8Array(packReadings(builder.take())) });
      }
      const cut = { parts, words, doubts, readings };
      words = [];
      doubts = [];
      size = 0;
      return cut;
    },
  };
}
