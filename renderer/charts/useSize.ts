/** The size of an element in CSS pixels, as it changes; a guess until it is known. */
import { useLayoutEffect, useState, type RefObject } from 'react';

export function useSize(element: RefObject<HTMLElement | null>): {
  readonly widthPx: number;
  readonly heightPx: number;
} {
  const [size, setSize] = useState({ widthPx: 800, heightPx: 240 });
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const read = () =>
      setSize((now) => {
        const [widthPx, heightPx] = [Math.max(1, current.clientWidth), Math.max(1, current.clientHeight)];
        return now.widthPx === widthPx && now.heightPx === heightPx ? now : { widthPx, heightPx };
      });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
