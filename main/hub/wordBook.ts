/** Texts of the past by code: history has them beside the readings; those of older versions are in `linli.db`. */
import type { History } from './history/index.ts';
import type { Records } from './records/index.ts';
import type { CompoundTwin } from './twin/index.ts';

export interface WordBook {
  /** Texts of the codes, of now and of the past; what nobody knows any more is left out. */
  find(compound: CompoundTwin, codes: readonly number[]): Promise<ReadonlyMap<number, string>>;
}

export function createWordBook(records: Records, history: History): WordBook {
  const old = records.db
    .prepare<[string, number], string>('SELECT word FROM words WHERE compound = ? AND idx = ?')
    .pluck();
  return {
    async find(compound, codes) {
      const found = new Map<number, string>();
      const missing: number[] = [];
      for (const code of codes) {
        const word = compound.words.text(code) ?? old.get(compound.id, code);
        if (word === undefined || word === null) missing.push(code);
        else found.set(code, word);
      }
      if (missing.length === 0) return found;
      const told = await history.words(compound.id, missing);
      if (told.ok) for (const [code, word] of told.value) found.set(code, word);
      return found;
    },
  };
}
