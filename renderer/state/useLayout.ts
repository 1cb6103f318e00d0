/** The layout for components: renders again when panels open, close or come to the front. */
import { useCallback, useSyncExternalStore } from 'react';
import type { LayoutControl } from './layout.ts';
import { useScreen } from './useScreen.tsx';

/** `read` gives a plain value, so that it can be compared. */
export function useLayout<T extends string | number | boolean>(
  read: (layout: LayoutControl) => T,
  without: T,
): T {
  const { layout } = useScreen();
  const subscribe = useCallback(
    (listener: () => void) => {
      let stop = layout.current()?.subscribe(listener);
      const stopMounting = layout.subscribe(() => {
        stop?.();
        stop = layout.current()?.subscribe(listener);
        listener();
      });
      return () => {
        stop?.();
        stopMounting();
      };
    },
    [layout],
  );
  return useSyncExternalStore(subscribe, () => {
    const control = layout.current();
    return control ? read(control) : without;
  });
}
