/**
 * The room of procedures: the product's, read from files once, and each compound's own, which are kept in its settings and
 * take the place of those with the same name.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import {
  checkProcedure,
  kindsLost,
  mostOwnProcedures,
  Procedure,
  procedureFor,
  type Opening,
} from '#shared/incidents/procedureBook.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Records } from '../records/index.ts';

export interface KnownProcedure {
  readonly procedure: Procedure;
  /** `changed`: the compound's own takes the place of the product's. */
  readonly origin: 'product' | 'changed' | 'own';
}

export interface Procedures {
  list(compound: string): readonly KnownProcedure[];
  /** Those of its own, also where they take the place of the product's. */
  own(compound: string): readonly Procedure[];
  /** Instead of all of its own; checked before. What would leave a kind without a procedure is not taken. */
  replace(compound: string, procedures: readonly Procedure[]): Result<readonly Procedure[]>;
  find(compound: string, opening: Opening): Procedure | null;
  keep(compound: string, procedure: Procedure): Result<Procedure>;
  /** The product's of this name is back, where there is one. */
  remove(compound: string, id: string): Result<Procedure>;
}

const SETTING = 'procedures';
const isProcedure = Compile(Procedure);
const isKept = Compile(Type.Object({ version: Type.Literal(1), procedures: Type.Array(Procedure) }));

/** `dir`: null brings none along. Throws where one of the product's own files is wrong. */
export function createProcedures(options: {
  readonly records: Records;
  readonly dir: string | null;
}): Procedures {
  const { records, dir } = options;
  const product = dir === null ? [] : readFolder(dir);
  const setting = records.db
    .prepare<[string, string], string>('SELECT value FROM compound_settings WHERE compound = ? AND name = ?')
    .pluck();
  const known = new Map<string, readonly Procedure[]>();

  function ownOf(compound: string): readonly Procedure[] {
    const found = known.get(compound);
    if (found) return found;
    const text = setting.get(compound, SETTING);
    const kept: unknown = text === undefined ? { version: 1, procedures: [] } : JSON.parse(text);
    if (!isKept.Check(kept)) throw new Error('the procedures of a compound in linli.db are damaged');
    known.set(compound, kept.procedures);
    return kept.procedures;
  }
  /** No kind that the product works through may be left without a procedure. */
  function holding(own: readonly Procedure[]): Result<readonly Procedure[]> {
    const [kind] = kindsLost(own, product);
    return kind === undefined ? success(own) : failure('procedure-kind-lost', { kind });
  }
  function write(compound: string, procedures: readonly Procedure[]): void {
    known.set(compound, procedures);
    records.write([
      {
        sql: 'INSERT OR REPLACE INTO compound_settings (compound, name, value) VALUES (?, ?, ?)',
        params: [compound, SETTING, JSON.stringify({ version: 1, procedures })],
      },
    ]);
  }
  return {
    list(compound) {
      const own = ownOf(compound);
      const changed = new Map(own.map((one) => [one.id, one]));
      return [
        ...product.map((one): KnownProcedure => {
          const instead = changed.get(one.id);
          return instead ? { procedure: instead, origin: 'changed' } : { procedure: one, origin: 'product' };
        }),
        ...own
          .filter(({ id }) => !product.some((one) => one.id === id))
          .map((procedure): KnownProcedure => ({ procedure, origin: 'own' })),
      ];
    },
    own: ownOf,
    replace(compound, procedures) {
      const kept = holding(procedures);
      if (kept.ok) write(compound, kept.value);
      return kept;
    },
    find: (compound, opening) => procedureFor(ownOf(compound), product, opening),
    keep(compound, procedure) {
      const checked = checkProcedure(procedure);
      if (!checked.ok) return checked;
      const others = ownOf(compound).filter(({ id }) => id !== procedure.id);
      if (others.length >= mostOwnProcedures) return failure('procedures-many', { most: mostOwnProcedures });
      const kept = holding([...others, procedure]);
      if (!kept.ok) return kept;
      write(compound, kept.value);
      return success(procedure);
    },
    remove(compound, id) {
      const own = ownOf(compound);
      const removed = own.find((one) => one.id === id);
      if (!removed) return failure('no-procedure');
      const left = holding(own.filter((one) => one !== removed));
      if (!left.ok) return left;
      write(compound, left.value);
      return success(removed);
    },
  };
}

function readFolder(dir: string): readonly Procedure[] {
  return globSync('*.json', { cwd: dir })
    .sort()
    .map((name) => {
      const procedure: unknown = JSON.parse(readFileSync(join(dir, name), 'utf8'));
      if (!isProcedure.Check(procedure) || `${procedure.id}.json` !== basename(name))
        throw new Error(`${name} is no procedure`);
      const checked = checkProcedure(procedure);
      if (!checked.ok) throw new Error(`${name}: ${checked.error.code}`);
      return procedure;
    });
}
