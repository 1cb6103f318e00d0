/** Which evidence packages were made: records of `linli.db`; the files lie in a folder of their own and never change. */
import { Compile } from 'typebox/compile';
import { EvidencePackage } from '#shared/protocol/evidence.ts';
import { createUnstored, type Records } from '../records/index.ts';

export interface EvidencePackages {
  find(id: string): EvidencePackage | null;
  /** Newest first. */
  of(incidentId: string): readonly EvidencePackage[];
  keep(made: EvidencePackage): void;
}

const isPackage = Compile(EvidencePackage);

export function createEvidencePackages(records: Records): EvidencePackages {
  const unstored = createUnstored<EvidencePackage>();
  const one = records.db
    .prepare<[string], string>('SELECT record FROM evidence_packages WHERE id = ?')
    .pluck();
  const all = records.db
    .prepare<[string], string>('SELECT record FROM evidence_packages WHERE incident = ?')
    .pluck();
  return {
    find(id) {
      const text = one.get(id);
      return unstored.get(id) ?? (text === undefined ? null : parsed(text));
    },
    of(incidentId) {
      const found = new Map(
        all.all(incidentId).map((text) => {
          const made = parsed(text);
          return [made.id, made] as const;
        }),
      );
      for (const fresh of unstored.values()) if (fresh.incidentId === incidentId) found.set(fresh.id, fresh);
      return [...found.values()].sort((a, b) => b.atMs - a.atMs);
    },
    keep(made) {
      const { id, compound, incidentId, atMs } = made;
      const release = unstored.hold(id, made);
      const put =
        'INSERT INTO evidence_packages (id, compound, incident, at_ms, record) VALUES (?, ?, ?, ?, ?)';
      records.write(
        [{ sql: put, params: [id, compound, incidentId, atMs, JSON.stringify(made)] }],
        (stored) => stored && release(),
      );
    },
  };
}

function parsed(text: string): EvidencePackage {
  const made: unknown = JSON.parse(text);
  if (!isPackage.Check(made)) throw new Error('an evidence package in linli.db is damaged');
  return made;
}
