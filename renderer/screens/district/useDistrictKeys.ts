/** Keys of the page: through the list, into a compound, back. Typing in a field is left alone, but for what leads out of it. */
import { useEffect, useRef } from 'react';

export interface DistrictKeys {
  step(by: 1 | -1): void;
  enter(): void;
  all(): void;
  search(): void;
  /** Takes back one thing: a flight, a filter, the choice. */
  back(): void;
  mute(): void;
  leave(): void;
}

const fields = 'input, select, textarea';

export function useDistrictKeys(keys: DistrictKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const { target, key } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return;
      const field = target instanceof HTMLElement && target.matches(fields) ? target : null;
      const isSearch = field?.matches('input[type=search]') ?? false;
      const isButton =
        target instanceof HTMLElement && target.matches('button:focus-visible, a:focus-visible');
      const does: Readonly<Record<string, () => void>> = {
        ArrowDown: () => latest.current.step(1),
        ArrowUp: () => latest.current.step(-1),
        Enter: () => latest.current.enter(),
        Escape: () => latest.current.back(),
        f: () => latest.current.all(),
        F: () => latest.current.all(),
        '/': () => latest.current.search(),
        m: () => latest.current.mute(),
        M: () => latest.current.mute(),
        D: () => latest.current.leave(),
      };
      const act = does[key];
      if (!act || (key === 'Enter' && isButton)) return;
      // In the search the arrows go through what it found; other fields keep their keys.
      if (field && !(isSearch && (key.startsWith('Arrow') || key === 'Enter')) && key !== 'Escape') return;
      event.preventDefault();
      act();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
