/**
 * What people set for a compound beside its records: alarm rules, procedures and drills of its own. The hub keeps them in its
 * database; of a compound that was imported they lie as files in its folder until the hub serves it and takes them over.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noRules, readRules, type CompoundRules } from '#shared/alarms/compoundRules.ts';
import { checkOwnDrills, checkOwnProcedures } from '#shared/compounds/check.ts';
import type { CompoundFault } from '#shared/compounds/faults.ts';
import type { Procedure } from '#shared/incidents/procedureBook.ts';
import type { DrillScenario } from '#shared/protocol/drill.ts';
import { findSystem } from '#shared/systems/index.ts';

/** Null: a file that was written before there were any says nothing of them. */
export interface CompoundOwn {
  readonly rules: CompoundRules | null;
  readonly procedures: readonly Procedure[] | null;
  readonly drills: readonly DrillScenario[] | null;
}

export const ownNames = {
  rules: 'rules.json',
  procedures: 'procedures.json',
  drills: 'drills.json',
} as const satisfies Record<keyof CompoundOwn, string>;
const kinds = Object.keys(ownNames) as (keyof CompoundOwn)[];

/** As files, each under its name. */
export function ownEntries(own: CompoundOwn): (readonly [name: string, value: unknown])[] {
  return kinds.flatMap((kind) => (own[kind] === null ? [] : [[ownNames[kind], own[kind]] as const]));
}

/** `json`: what a file of this name holds; undefined where there is none. */
export function ownIn(
  json: (name: string) => unknown,
): CompoundOwn | { readonly faults: readonly CompoundFault[] } {
  const [rules, procedures, drills] = kinds.map((kind) => json(ownNames[kind]));
  const read = rules === undefined ? null : readRules(rules, findSystem);
  const faults: CompoundFault[] = [
    ...(read && !read.ok ? [{ ...read.error, file: ownNames.rules, at: '' }] : []),
    ...(procedures === undefined ? [] : checkOwnProcedures(procedures)),
    ...(drills === undefined ? [] : checkOwnDrills(drills)),
  ];
  if (faults.length > 0) return { faults };
  return {
    rules: read?.ok ? read.value : null,
    procedures: (procedures as readonly Procedure[] | undefined) ?? null,
    drills: (drills as readonly DrillScenario[] | undefined) ?? null,
  };
}

export function writeOwn(dir: string, own: CompoundOwn): void {
  for (const [name, value] of ownEntries({ ...own, rules: own.rules ?? noRules }))
    writeFileSync(join(dir, name), JSON.stringify(value));
}

/** Of a folder that no hub has served yet. Null where nothing lies there, or nothing that holds. */
export function readOwn(dir: string): CompoundOwn | null {
  if (!kinds.some((kind) => existsSync(join(dir, ownNames[kind])))) return null;
  try {
    const own = ownIn((name) => {
      const path = join(dir, name);
      return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : undefined;
    });
    return 'faults' in own ? null : own;
  } catch {
    return null;
  }
}

/** `keep`: into the database. */
export function adoptOwn(dir: string, keep: (own: CompoundOwn) => void): void {
  const own = readOwn(dir);
  if (!own) return;
  keep(own);
  for (const kind of kinds) rmSync(join(dir, ownNames[kind]), { force: true });
}
