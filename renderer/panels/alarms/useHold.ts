/** Whether a pointer or the keyboard is in an element. Focus left behind by a click does not count once the pointer has gone. */
import { useRef, useState, type FocusEvent, type HTMLAttributes } from 'react';

export function useHold(): {
  readonly held: boolean;
  readonly handlers: Pick<
    HTMLAttributes<HTMLElement>,
    'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur' | 'onKeyDownCapture'
  >;
} {
  const [pointer, setPointer] = useState(false);
  const [keys, setKeys] = useState(false);
  const inside = useRef(false);
  return {
    held: pointer || keys,
    handlers: {
      onPointerEnter: () => setPointer(true),
      onPointerLeave: () => setPointer(false),
      onFocus: ({ target }) => {
        inside.current = true;
        if (target.matches(':focus-visible')) setKeys(true);
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
        if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
        inside.current = false;
        setKeys(false);
      },
      onKeyDownCapture: () => inside.current && setKeys(true),
    },
  };
}
