/**
 * What people set for a compound beside its records: alarm rules, procedures and drills of its own. The hub keeps them in its
 * database; of a compound that was imported they lie as files in its folder until the hub serves it and takes them over.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRules, type CompoundRules } from '#shared/alarms/compoundRules.ts';
import { checkOwnDrills, checkOwnProcedures } from '#shared/compounds/check.ts';
import type { CompoundFault } from '#shared/compounds/faults.ts';
import type { Procedure } from '#shared/incidents/procedureBook.ts';
import type { DrillScenario } from '#shared/protocol/drill.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { CompoundTwin } from '../twin/index.ts';

/** Null: a file that was written before there were any says nothing of them. */
export interface CompoundOwn {
  readonly rules: CompoundRules | null;
  readonly procedures: readonly Procedure[] | null;
  readonly drills: readonly DrillScenario[] | null;
}

export type OwnKind = keyof CompoundOwn;

/** Keeps it in the database. `taken` hears, once they are on disk, which kinds were taken. */
export type OnOwn = (
  compound: CompoundTwin,
  own: CompoundOwn,
  taken: (kinds: readonly OwnKind[]) => void,
) => void;

export const ownNames = {
  rules: 'rules.json',
  procedures: 'procedures.json',
  drills: 'drills.json',
} as const satisfies Record<OwnKind, string>;
const kinds = Object.keys(ownNames) as OwnKind[];

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
  for (const [name, value] of ownEntries(own)) writeFileSync(join(dir, name), JSON.stringify(value));
}

/** Of a folder that no hub has served yet. Null where nothing lies there, or nothing that holds. */
export function readOwn(dir: string): CompoundOwn | null {
  if (ownFilesIn(dir).length === 0) return null;
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

/** What is not taken stays, to be tried by the next start. */
export function adoptOwn(compound: CompoundTwin, dir: string, onOwn: OnOwn): void {
  const own = readOwn(dir);
  if (own) onOwn(compound, own, (taken) => remove(dir, taken));
}

/** Names of those that lie there. */
export const ownFilesIn = (dir: string): string[] =>
  kinds.map((kind) => ownNames[kind]).filter((name) => existsSync(join(dir, name)));

export const dropOwn = (dir: string): void => remove(dir, kinds);

function remove(dir: string, which: readonly OwnKind[]): void {
  for (const kind of which) rmSync(join(dir, ownNames[kind]), { force: true });
}
