/** From a pressed key to the command that it stands for. */
import type { ScreenCommand } from './command.ts';

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
>;

/** `Shift+A`, `Ctrl+K`, `?`. A Chinese input method reports `Process` for letters: then the place of the key counts. */
export function keyName(event: Pressed): string {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const key =
    event.key.length === 1 && event.key !== ' '
      ? event.key.toUpperCase()
      : event.key === ' '
        ? 'Space'
        : event.key === 'Process' && letter
          ? letter
          : event.key;
  // With a symbol, shift only says where it lies on the keyboard.
  const shift = event.shiftKey && (key.length > 1 || /[A-Z0-9]/.test(key));
  return [
    ...(event.ctrlKey || event.metaKey ? ['Ctrl'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(shift ? ['Shift'] : []),
    key,
  ].join('+');
}

export function commandOfKey(commands: readonly ScreenCommand[], event: Pressed): ScreenCommand | undefined {
  const name = keyName(event);
  return commands.find(({ keys }) => keys?.includes(name));
}

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** As it is printed on a keyboard. */
export function keyLabel(name: string): string {
  return name
    .split('+')
    .map((part) => signs[part] ?? part)
    .join(' ');
}

/** For `aria-keyshortcuts`: keys by the names of UI Events, several apart by spaces. */
export const ariaShortcuts = (keys: readonly string[]): string =>
  keys.map((name) => name.replace(/^Ctrl\+/, 'Control+')).join(' ');
