import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { DrillScenario } from '#shared/protocol/drill.ts';
import { draftOf, moved, newDrill, scenarioOf, withInjection } from './drillDraft.ts';

const dir = fileURLToPath(new URL('../../../assets/drills/', import.meta.url));

it('what is opened and saved again says the same', () => {
  const names = globSync('*.json', { cwd: dir });
  expect(names).toHaveLength(3);
  for (const name of names) {
    const scenario = JSON.parse(readFileSync(dir + name, 'utf8')) as DrillScenario;
    expect(scenarioOf(draftOf(scenario))).toEqual(scenario);
  }
});

it('moving an injection changes its turn and not the instants; it keeps its name', () => {
  const draft = withInjection(withInjection(newDrill(new Set(['own-1']))));
  expect(draft.id).toBe('own-2');
  const told = (of: typeof draft) => of.injections.map(({ key, afterS, kind }) => [key, afterS, kind]);
  expect(told(moved(draft, 0, 1))).toEqual([
    ['i2', 0, 'message'],
    ['i1', 30, 'alarm'],
    ['i3', 60, 'message'],
  ]);
  expect(moved(draft, 0, -1)).toBe(draft);
  expect(moved(draft, 2, 1)).toBe(draft);
});

it('words in one language stand for both, and it is played in the order of its instants', () => {
  const [one, two] = withInjection(newDrill(new Set())).injections;
  if (!one || !two) throw new Error('two were expected');
  const text = { zh: '有烟', en: ' ' };
  const { injections } = scenarioOf({
    ...newDrill(new Set()),
    injections: [
      { ...two, text, afterS: 50 },
      { ...one, afterS: 20 },
    ],
  });
  expect(injections).toEqual([
    { afterS: 20, what: { kind: 'alarm', rule: 'smoke/smoke', deviceKey: null } },
    { afterS: 50, what: { kind: 'message', text: { zh: '有烟', en: '有烟' } } },
  ]);
});
