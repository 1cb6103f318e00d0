/** Every panel can be found: those that no layout has to begin with, by search. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commands } from '#commands/index.ts';
import { TestScreen } from '#renderer/testing/TestScreen.ts';
import type { LayoutControl } from '#state/layout.ts';
import { panels } from './panels.ts';
import { presets } from './presets.ts';

let test: TestScreen;
beforeEach(() => {
  test = new TestScreen();
});
afterEach(() => test.dispose());

const atFirst = new Set(
  Object.values(presets).flatMap(({ left, right }) =>
    [...left, ...right].flatMap(({ stacks }) => stacks.flatMap(({ tabs }) => tabs)),
  ),
);
/** They show what was chosen elsewhere, and open with it. */
const opensWithSomething = ['scene', 'chart', 'system'];
const hidden = panels.filter(({ id }) => !atFirst.has(id) && !opensWithSomething.includes(id));

it.each(hidden.map((panel) => [panel.id, panel] as const))('%s', (id, panel) => {
  const shown: string[] = [];
  const layout: LayoutControl = {
    panels: [],
    isOpen: () => false,
    isVisible: () => false,
    show: (panelId) => shown.push(panelId),
    close: () => undefined,
    apply: () => undefined,
    reset: () => undefined,
    subscribe: () => () => undefined,
  };
  test.screen.layout.mount(layout);
  const found = commands.filter(
    ({ text, unlisted }) => !unlisted && (text === panel.title || text === 'ground.open'),
  );
  for (const command of found) void command.run(test.screen);
  expect(shown).toContain(id);
  const own = found.find(({ text }) => text === panel.title);
  if (own) expect(own.needs).toBe(panel.needs);
});
