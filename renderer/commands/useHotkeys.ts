/** Keys of the screen, by the table of commands. Typing in a field is left alone, and so is a dialog. */
import { useEffect } from 'react';
import { commands, runCommand } from './index.ts';
import { whyNot } from './command.ts';
import { commandOfKey } from './keys.ts';
import { useScreen } from '#state/useScreen.tsx';
import { followClicks, wasClicked } from '#ui/clicked.ts';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && ['checkbox', 'radio', 'range', 'button'].includes(target.type))
  );
}

/** A button reached by keys keeps its own; one that was clicked does not. */
function isButtonsOwn({ key, target }: KeyboardEvent): boolean {
  return (
    (key === ' ' || key === 'Enter') &&
    target instanceof HTMLElement &&
    !wasClicked(target) &&
    target.matches('button:focus-visible, [role=button]:focus-visible, input:focus-visible')
  );
}

export function useHotkeys(): void {
  const screen = useScreen();
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector('[role=dialog], [role=menu]')) return;
      const command = commandOfKey(commands, event);
      if (!command || isButtonsOwn(event)) return;
      // In a field only what no field knows.
      if (isTyping(event.target) && !command.keys?.some((key) => key === 'Ctrl+K' && event.ctrlKey)) return;
      event.preventDefault();
      // A held key seeks on, but it presses nothing twice.
      if (!event.repeat || command.repeats) runCommand(screen, command.id);
    }
    /** Letters by which the scene drives mean their command where it can be done: an alarm is acknowledged wherever one clicked. */
    function onSceneKey(event: KeyboardEvent): void {
      if (!(event.target instanceof HTMLCanvasElement) || !/^Key[A-Z]$/.test(event.code)) return;
      const command = commandOfKey(commands, event);
      if (!command || whyNot(command, screen)) return;
      event.stopPropagation();
      onKey(event);
    }
    const stopClicks = followClicks();
    addEventListener('keydown', onKey);
    // Before the scene; who walks has taken the key already, on the window.
    document.addEventListener('keydown', onSceneKey, { capture: true });
    return () => {
      stopClicks();
      removeEventListener('keydown', onKey);
      document.removeEventListener('keydown', onSceneKey, { capture: true });
    };
  }, [screen]);
}
