/**
 * What has the focus because it was clicked is marked until the focus leaves it: there the keys of the screen stay the
 * screen's. `:focus-visible` does not tell, it holds for whatever has the focus once any key was pressed.
 */

export function markClicked(element: HTMLElement): void {
  element.dataset['clicked'] = '';
  element.addEventListener('blur', () => delete element.dataset['clicked'], { once: true });
}

export const wasClicked = (element: Element): boolean => element.matches('[data-clicked]');

/** Follows the pointer of the whole page; returns what ends it. */
export function followClicks(): () => void {
  let pressed: EventTarget | null = null;
  const onPress = ({ target }: PointerEvent) => {
    pressed = target;
  };
  const onKey = () => {
    pressed = null;
  };
  const onFocus = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement && pressed instanceof Node && target.contains(pressed))
      markClicked(target);
  };
  document.addEventListener('pointerdown', onPress, { capture: true });
  document.addEventListener('keydown', onKey, { capture: true });
  document.addEventListener('focusin', onFocus);
  return () => {
    document.removeEventListener('pointerdown', onPress, { capture: true });
    document.removeEventListener('keydown', onKey, { capture: true });
    document.removeEventListener('focusin', onFocus);
  };
}
