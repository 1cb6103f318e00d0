import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { stepOf } from '#shared/incidents/procedure.ts';
import { checkProcedure, type Procedure } from '#shared/incidents/procedureBook.ts';
import { choicesOf, draftOf, linesOf, procedureOf } from './procedureDraft.ts';

const dir = fileURLToPath(new URL('../../../assets/procedures/', import.meta.url));

it('what is opened and saved again says the same, with a name for every step', () => {
  for (const name of globSync('*.json', { cwd: dir })) {
    const procedure = JSON.parse(readFileSync(dir + name, 'utf8')) as Procedure;
    const again = procedureOf(draftOf(procedure));
    expect(checkProcedure(again).ok).toBe(true);
    expect(again.steps.map((step) => ({ ...stepOf(step), id: '' }))).toEqual(
      procedure.steps.map((step) => ({ ...stepOf(step), id: '' })),
    );
  }
});

it('choices keep their names while their words are corrected, so that conditions on them hold', () => {
  const first = choicesOf('确认起火 | Fire\n误报 | False', []);
  expect(first.map(({ id }) => id)).toEqual(['c1', 'c2']);
  const corrected = choicesOf('确认起火 | Fire\n误报警 | False', first);
  expect(corrected.map(({ id, text }) => [id, text.zh])).toEqual([
    ['c1', '确认起火'],
    ['c2', '误报警'],
  ]);
  expect(choicesOf(linesOf(corrected), corrected)).toEqual(corrected);
  expect(choicesOf('好', [])[0]?.text).toEqual({ zh: '好', en: '好' });
});
