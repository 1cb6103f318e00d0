/** How far a bar has to be folded so that nothing of it lies beyond its edge: `data-fold` on the bar, 0 for whole. */
import { useLayoutEffect, type RefObject } from 'react';

/** What each means stands in the styles of the bar. */
export const mostFolded = 6;

/** The least that fits. The element is left at what was found. */
export function fold(bar: Pick<HTMLElement, 'dataset' | 'scrollWidth' | 'clientWidth'>): void {
  for (let level = 0; level <= mostFolded; level++) {
    bar.dataset.fold = String(level);
    if (bar.scrollWidth <= bar.clientWidth) return;
  }
}

/** Found again when the bar or a part of it takes another size, and when parts come and go. */
export function useFolding(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current: bar } = element;
    if (!bar) return;
    const sizes = new ResizeObserver(() => fold(bar));
    const observeAll = () => {
      sizes.disconnect();
      for (const one of [bar, ...bar.children]) sizes.observe(one);
    };
    const parts = new MutationObserver(observeAll);
    observeAll();
    parts.observe(bar, { childList: true });
    return () => {
      sizes.disconnect();
      parts.disconnect();
    };
  }, [element]);
}
