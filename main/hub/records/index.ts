/** The commit loop's interface over one synchronous connection: each unit is one transaction. */
import type { HubDatabase } from '../database.ts';

export interface Statement {
  readonly sql: string;
  readonly params: readonly (string | number | null | Uint8Array)[];
}

export interface Records {
  readonly db: HubDatabase;
  write(unit: readonly Statement[], heard?: (stored: boolean) => void): void;
  stored(unit: readonly Statement[]): Promise<boolean>;
  settled(heard: (stored: boolean) => void): void;
  nextSeq(table: string): number;
}

export function createRecords(db: HubDatabase): Records {
  const seqs = new Map<string, number>();
  function write(unit: readonly Statement[], heard?: (stored: boolean) => void): void {
    db.transaction(() => {
      for (const { sql, params } of unit) db.prepare(sql).run(...params);
    }).immediate();
    if (heard) queueMicrotask(() => heard(true));
  }
  return {
    db,
    write,
    stored: (unit) => new Promise((resolve) => write(unit, resolve)),
    settled: (heard) => queueMicrotask(() => heard(true)),
    nextSeq(table) {
      const last =
        seqs.get(table) ??
        Number(db.prepare<[], number>(`SELECT coalesce(max(seq), 0) FROM ${table}`).pluck().get() ?? 0);
      seqs.set(table, last + 1);
      return last + 1;
    },
  };
}
