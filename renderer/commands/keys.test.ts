import { expect, it } from 'vitest';
import { commands } from './index.ts';
import { ariaShortcuts, keyName } from './keys.ts';

const press = (key: string, part: Partial<KeyboardEvent> = {}) =>
  keyName({
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    ...part,
  });

it.each([
  [press('a'), 'A'],
  [press('A', { shiftKey: true }), 'Shift+A'],
  [press('?', { shiftKey: true }), '?'],
  [press('/'), '/'],
  [press(' '), 'Space'],
  [press('k', { ctrlKey: true }), 'Ctrl+K'],
  [press('k', { metaKey: true }), 'Ctrl+K'],
  [press('ArrowLeft', { altKey: true }), 'Alt+ArrowLeft'],
  // With a Chinese input method switched on.
  [press('Process', { code: 'KeyA' }), 'A'],
])('%s is %s', (name, expected) => {
  expect(name).toBe(expected);
});

it('no key stands for two commands, no id for two', () => {
  const keys = commands.flatMap((command) => command.keys ?? []);
  expect(keys).toEqual([...new Set(keys)]);
  const ids = commands.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});

it('tells readers of screens the keys by their full names', () => {
  expect(ariaShortcuts(['/', 'Ctrl+K'])).toBe('/ Control+K');
  expect(ariaShortcuts(['Shift+W'])).toBe('Shift+W');
  expect(ariaShortcuts([])).toBe('');
});
