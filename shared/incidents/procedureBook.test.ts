/** The product's procedures are well formed, and the right one is taken. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Value } from 'typebox/value';
import { expect, it } from 'vitest';
import { systems } from '#shared/systems/index.ts';
import type { IncidentStep } from '#shared/protocol/records.ts';
import { stepOf } from './procedure.ts';
import { checkProcedure, kindsLost, Procedure, procedureFor } from './procedureBook.ts';
import { askingOf, openSteps } from './steps.ts';

const dir = fileURLToPath(new URL('../../assets/procedures/', import.meta.url));
const product = globSync('*.json', { cwd: dir }).map(
  (name) => JSON.parse(readFileSync(dir + name, 'utf8')) as Procedure,
);

it('each of the product’s is one, with conditions that hold together, and names rules and commands that exist', () => {
  expect(product.length).toBeGreaterThan(5);
  for (const procedure of product) {
    expect([procedure.id, Value.Check(Procedure, procedure), checkProcedure(procedure).ok]).toEqual([
      procedure.id,
      true,
      true,
    ]);
    for (const key of procedure.for.rules) {
      const [system, rule] = key.split('/');
      expect([key, systems.find(({ id }) => id === system)?.rules.some(({ id }) => id === rule)]).toEqual([
        key,
        true,
      ]);
    }
    for (const { act, text } of procedure.steps.map(stepOf)) {
      if (act?.kind !== 'command') continue;
      const commands = systems.find(({ role }) => role === act.role)?.commands ?? [];
      expect([text.en, commands.some(({ id }) => id === act.command)]).toEqual([text.en, true]);
    }
  }
});

const one = (id: string, kinds: string[], rules: string[]): Procedure => ({
  version: 1,
  id,
  name: { zh: id, en: id },
  for: { kinds, rules },
  steps: [{ zh: '一', en: 'one' }],
});

it('a compound’s own goes first, a rule before a kind, and a rule’s own steps before what is meant for all of its kind', () => {
  const files = [one('smoke', ['fire'], ['smoke/alarm']), one('panel', [], ['fire-panel/fire'])];
  const opened = { kind: 'fire', hasSteps: true };
  expect(procedureFor([], files, { ...opened, rule: 'fire-panel/fire' })?.id).toBe('panel');
  expect(procedureFor([], files, { ...opened, rule: 'ebike-charger/hot' })).toBeNull();
  expect(procedureFor([], files, { ...opened, rule: 'ebike-charger/hot', hasSteps: false })?.id).toBe(
    'smoke',
  );
  expect(procedureFor([], files, { kind: 'fire', rule: null, hasSteps: false })?.id).toBe('smoke');
  // Changed here: it no longer is for the panel.
  const own = [one('panel', [], ['smoke/alarm'])];
  expect(procedureFor(own, files, { ...opened, rule: 'smoke/alarm' })).toBe(own[0]);
  expect(procedureFor(own, files, { ...opened, rule: 'fire-panel/fire' })).toBeNull();
});

const text = { zh: '步', en: 'step' };
const choices = [
  { id: 'yes', text },
  { id: 'no', text },
];

it.each([
  [
    'a name twice',
    [
      { id: 'a', text },
      { id: 'a', text },
    ],
    'procedure-twice',
  ],
  [
    'a later step',
    [
      { text, when: { step: 'b', choice: 'yes' } },
      { id: 'b', text, choices },
    ],
    'procedure-when',
  ],
  [
    'a choice nobody has',
    [
      { id: 'b', text, choices },
      { text, when: { step: 'b', choice: 'maybe' } },
    ],
    'procedure-when',
  ],
  ['choices without a name', [{ text, choices }], 'procedure-choices'],
])('%s is no procedure', (_, steps, code) => {
  const checked = checkProcedure({ ...one('x', [], []), steps });
  expect(checked.ok ? null : checked.error.code).toBe(code);
});

it('a choice decides what is asked for, along a chain; what is optional or decided otherwise is not open', () => {
  const undone = { doneAtMs: null, doneBy: null, result: null };
  const steps: readonly IncidentStep[] = [
    { id: 'a', text, choices, ...undone },
    { id: 'b', text, choices, when: { step: 'a', choice: 'yes' }, ...undone },
    { text, when: { step: 'b', choice: 'no' }, ...undone },
    { text, when: { step: 'a', choice: 'no' }, ...undone },
    { text, optional: true, ...undone },
  ];
  const asking = (all: readonly IncidentStep[]) => all.map((_, i) => askingOf(all, i));
  expect(asking(steps)).toEqual(['asked', 'waiting', 'waiting', 'waiting', 'asked']);
  const first = steps.map((step, i) => (i === 0 ? { ...step, doneAtMs: 1, choice: 'yes' } : step));
  expect(asking(first)).toEqual(['asked', 'asked', 'waiting', 'skipped', 'asked']);
  expect(openSteps(first)).toBe(2);
  const other = steps.map((step, i) => (i === 0 ? { ...step, doneAtMs: 1, choice: 'no' } : step));
  expect(asking(other)).toEqual(['asked', 'skipped', 'skipped', 'asked', 'asked']);
  expect(openSteps(other)).toBe(1);
});

it('nothing is blank, and what a step commands exists', () => {
  const text = { zh: '步', en: 'step' };
  const codeOf = (more: object) => {
    const result = checkProcedure({ ...one('x', [], []), ...more });
    return result.ok ? null : result.error.code;
  };
  const commands = (role: string, command: string) => ({
    steps: [{ text, act: { kind: 'command', role, command } }],
  });
  expect(codeOf({ name: { zh: ' ', en: 'x' } })).toBe('procedure-name');
  expect(codeOf({ steps: [{ zh: '一', en: ' ' }] })).toBe('procedure-blank');
  expect(codeOf(commands('nuke', 'fire'))).toBe('procedure-command');
  expect(codeOf(commands('unit-door', 'fire'))).toBe('procedure-command');
  expect(codeOf(commands('unit-door', 'release'))).toBe(null);
});

it('tells which kinds would have no procedure any more', () => {
  const files = [one('fire', ['fire'], []), one('other', ['other'], [])];
  expect(kindsLost([one('fire', ['other'], [])], files)).toEqual(['fire']);
  expect(kindsLost([one('fire', ['other'], []), one('own-1', ['fire'], [])], files)).toEqual([]);
  expect(kindsLost([], files)).toEqual([]);
});
