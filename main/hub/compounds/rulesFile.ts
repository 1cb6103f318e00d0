/**
 * `rules.json` of a compound that was imported: the rules that people had set for it. The hub takes them over when it
 * serves the compound and keeps them in its database from then on.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readRules, type CompoundRules } from '#shared/alarms/compoundRules.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { CompoundTwin, Twin } from '../twin/index.ts';

export const rulesPath = (dir: string): string => join(dir, 'rules.json');

/** Null where there are none, or none that hold. */
export function readRulesFile(dir: string): CompoundRules | null {
  if (!existsSync(rulesPath(dir))) return null;
  try {
    const rules = readRules(JSON.parse(readFileSync(rulesPath(dir), 'utf8')), findSystem);
    return rules.ok ? rules.value : null;
  } catch {
    return null;
  }
}

export function adoptRules(twin: Twin, compound: CompoundTwin, dir: string): void {
  const rules = readRulesFile(dir);
  if (!rules) return;
  twin.setRules(compound, rules);
  rmSync(rulesPath(dir), { force: true });
}
