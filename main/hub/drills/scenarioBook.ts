/** Scenarios of drills: the product's, read from files once, and a compound's own, which take the place of the same name. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Compile } from 'typebox/compile';
import { DrillScenario, mostOwnDrills, type KnownDrill } from '#shared/protocol/drill.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Records, Statement } from '../records/index.ts';

export interface ScenarioBook {
  list(compound: string): readonly KnownDrill[];
  /** Those of its own, also where they take the place of the product's. */
  own(compound: string): readonly DrillScenario[];
  /** Instead of all of its own; checked before. */
  replace(compound: string, scenarios: readonly DrillScenario[]): void;
  keep(compound: string, scenario: DrillScenario): Result<DrillScenario>;
  /** The product's of this name is back, where there is one. */
  remove(compound: string, id: string): Result<DrillScenario>;
}

const isScenario = Compile(DrillScenario);

/** `dir`: null brings none along. Throws where one of the product's own files is wrong. */
export function createScenarioBook(options: {
  readonly records: Records;
  readonly dir: string | null;
}): ScenarioBook {
  const { records, dir } = options;
  const product = dir === null ? [] : readFolder(dir);
  const all = records.db
    .prepare<[string], string>('SELECT record FROM drill_scenarios WHERE compound = ? ORDER BY id')
    .pluck();
  const known = new Map<string, readonly DrillScenario[]>();

  function ownOf(compound: string): readonly DrillScenario[] {
    const found = known.get(compound) ?? all.all(compound).map(parsed);
    known.set(compound, found);
    return found;
  }
  return {
    list(compound) {
      const own = new Map(ownOf(compound).map((one) => [one.id, one]));
      const isProduct = new Set(product.map(({ id }) => id));
      return [
        ...product.map((one): KnownDrill => {
          const instead = own.get(one.id);
          return instead ? { scenario: instead, origin: 'changed' } : { scenario: one, origin: 'product' };
        }),
        ...[...own.values()]
          .filter(({ id }) => !isProduct.has(id))
          .map((scenario): KnownDrill => ({ scenario, origin: 'own' })),
      ];
    },
    own: ownOf,
    replace(compound, scenarios) {
      known.set(compound, scenarios);
      records.write([
        { sql: 'DELETE FROM drill_scenarios WHERE compound = ?', params: [compound] },
        ...scenarios.map((scenario) => putStatement(compound, scenario)),
      ]);
    },
    keep(compound, scenario) {
      const others = ownOf(compound).filter(({ id }) => id !== scenario.id);
      if (others.length >= mostOwnDrills) return failure('drills-many', { most: mostOwnDrills });
      known.set(compound, [...others, scenario]);
      records.write([putStatement(compound, scenario)]);
      return success(scenario);
    },
    remove(compound, id) {
      const own = ownOf(compound);
      const removed = own.find((one) => one.id === id);
      if (!removed) return failure('no-drill');
      known.set(
        compound,
        own.filter((one) => one !== removed),
      );
      records.write([
        { sql: 'DELETE FROM drill_scenarios WHERE compound = ? AND id = ?', params: [compound, id] },
      ]);
      return success(removed);
    },
  };
}

const putStatement = (compound: string, scenario: DrillScenario): Statement => ({
  sql: 'INSERT OR REPLACE INTO drill_scenarios (compound, id, record) VALUES (?, ?, ?)',
  params: [compound, scenario.id, JSON.stringify(scenario)],
});

function parsed(text: string): DrillScenario {
  const value: unknown = JSON.parse(text);
  if (!isScenario.Check(value)) throw new Error('a drill scenario in linli.db is damaged');
  return value;
}

function readFolder(dir: string): readonly DrillScenario[] {
  return globSync('*.json', { cwd: dir })
    .sort()
    .map((name) => {
      const scenario: unknown = JSON.parse(readFileSync(join(dir, name), 'utf8'));
      if (!isScenario.Check(scenario) || `${scenario.id}.json` !== basename(name))
        throw new Error(`${name} is no drill scenario`);
      return scenario;
    });
}
