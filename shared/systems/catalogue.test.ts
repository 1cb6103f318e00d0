/** The catalogue agrees with its folders and with itself; left alone, its simulation raises no alarm. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSystem } from './checkSystem.ts';
import type { SystemDeclaration } from './declaration.ts';
import { findSystem, systems } from './index.ts';
import { wrongInDays } from './simulatedDays.ts';
import { symbolForm } from './symbolForm.ts';

const here = new URL('./', import.meta.url);

describe('the registry', () => {
  it('has a folder with a declaration and a symbol for each system, and no other', () => {
    const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(systems.map(({ id }) => id).sort());
    for (const { id } of systems) {
      expect(existsSync(new URL(`${id}/index.ts`, here)), id).toBe(true);
      expect(readFileSync(new URL(`${id}/symbol.svg`, here), 'utf8'), id).toMatch(symbolForm);
    }
  });

  it('has no two systems of one id, no two figures of one id or rank, and knows each by its id', () => {
    const figures = systems.flatMap((system) => system.figures ?? []);
    expect(new Set(systems.map(({ id }) => id)).size).toBe(systems.length);
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
    expect(new Set(figures.map(({ rank }) => rank)).size).toBe(figures.length);
    expect(systems.filter((system) => findSystem(system.id) !== system)).toEqual([]);
  });

  it('has emergencies in simulation only where somebody asks for them', () => {
    const byChance = systems.flatMap(({ rules, simulate }) =>
      (simulate?.faults ?? [])
        .filter(({ perYear }) => perYear !== undefined)
        .map(({ rule }) => rules.find(({ id }) => id === rule)?.priority),
    );
    expect(byChance.length).toBeGreaterThan(20);
    expect(byChance.filter((priority) => priority !== 3 && priority !== 4)).toEqual([]);
  });

  it('shows what saves lives first', () => {
    const ranked = systems
      .flatMap(({ group, figures = [] }) => figures.map(({ rank }) => ({ group, rank })))
      .sort((a, b) => a.rank - b.rank);
    const first = ranked.findIndex(({ group }) => ['parking', 'energy', 'services'].includes(group));
    expect(ranked.slice(first).filter(({ group }) => group === 'fire')).toEqual([]);
  });
});

describe.each(systems.map((system) => [system.id, system] as const))('%s', (_id, system) => {
  it('owes its readers nothing', () => expect(checkSystem(system, systems)).toEqual([]));

  it('lives three days within its ranges and without an alarm', () => {
    for (const [seed, device] of ['a-1', 'fire-foul-in', 'hall-out'].entries())
      expect(wrongInDays(system, device, 3, seed + 7)).toEqual([]);
  });
});

describe('a declaration with faults', () => {
  const sound = findSystem('gas');
  if (!sound) throw new Error('There is no gas.');
  const changed = (change: Partial<SystemDeclaration>) => checkSystem({ ...sound, ...change }, systems);
  const [rule] = sound.rules;
  const { simulate } = sound;
  if (!rule || !simulate) throw new Error('Gas has neither rule nor simulation.');

  it.each([
    ['no English', { name: { zh: '燃气', en: ' ' } }, 'lacks a word'],
    ['a rule without a point', { rules: [{ ...rule, point: 'nothing' }] }, 'no point of its own'],
    ['a rule without a fault', { rules: [...sound.rules, { ...rule, id: 'new' }] }, 'nothing goes wrong'],
    ['a fire that can be put aside', { rules: [{ ...rule, shelvable: true }] }, 'put aside'],
    ['a grave alarm without steps', { rules: [{ ...rule, procedure: [] }] }, 'tells nobody'],
    ['a step without its command', { role: 'nothing', commands: [] }, 'waits for a command'],
    ['a headline of nothing', { headline: ['nothing'] }, 'no point'],
    [
      'a personal headline',
      { points: sound.points.map((point) => ({ ...point, personal: 'health' as const })) },
      'personal',
    ],
    [
      'a chart of two units',
      { charts: [{ id: 'x', name: rule.name, points: ['lel', 'valve'] }] },
      'mixes units',
    ],
    ['a count of what never is', { figures: [figureOf('valve', 'ajar')] }, 'never is'],
    [
      'a fault that breaks nothing',
      {
        simulate: {
          ...simulate,
          faults: simulate.faults.map((one) => ({ ...one, says: { state: { lel: 1 } } })),
        },
      },
      'does not break',
    ],
    [
      'a fault too short',
      {
        rules: sound.rules.map((one) => ({ ...one, onDelayMs: 1e9 })),
      },
      'before anybody hears',
    ],
  ] as const)('%s is told', (_name, change, told) => {
    expect(changed(change).join('\n')).toContain(told);
  });

  it('a day outside its range or with an alarm is told', () => {
    const step = (lel: number) => ({ ...simulate, step: () => ({ lel }) });
    expect(wrongInDays({ ...sound, simulate: step(120) }, 'a', 1, 1).join()).toContain('outside');
    expect(wrongInDays({ ...sound, simulate: step(40) }, 'a', 1, 1).join()).toContain('raises leak');
  });
});

function figureOf(point: string, equals: string) {
  return {
    id: 'x',
    name: { zh: '数', en: 'Count' },
    value: [{ of: 'count' as const, point, equals }],
    rank: 1000,
  };
}
