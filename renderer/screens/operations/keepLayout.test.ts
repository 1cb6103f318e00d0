import type { SerializedDockview } from 'dockview-react';
import { expect, it } from 'vitest';
import { keepLayouts } from './keepLayout.ts';

const layout = (id: string) => ({ activeGroup: id }) as unknown as SerializedDockview;

function browser(content: Record<string, string> = {}) {
  const kept = new Map(Object.entries(content));
  return keepLayouts({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  });
}

it('keeps one for each person and kind of window', () => {
  const kept = browser();
  kept.write('li', 'wall', layout('a'));
  kept.write('li', 'laptop', layout('b'));
  kept.write('wang', 'wall', layout('c'));
  expect(kept.here('li', 'wall')).toEqual(layout('a'));
  expect(kept.here('li', 'laptop')).toEqual(layout('b'));
  expect(kept.here('wang', 'wall')).toEqual(layout('c'));
  expect(kept.here('wang', 'day')).toBeNull();
  kept.write('li', 'wall', null);
  expect(kept.here('li', 'wall')).toBeNull();
  expect(kept.here('li', 'laptop')).toEqual(layout('b'));
});

it.each(['', '{', 'null', '{"version":1,"layout":{}}', '{"version":2,"layouts":7}', '[]'])(
  'forgets what it cannot read: %s',
  (text) => {
    expect(browser({ 'linli.layout.li': text }).here('li', 'day')).toBeNull();
  },
);
