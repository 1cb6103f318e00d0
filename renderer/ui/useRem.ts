/** The root type size in pixels; it follows the window. */
import { useEffect, useState } from 'react';

const read = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

export function useRem(): number {
  const [rem, setRem] = useState(read);
  useEffect(() => {
    const update = () => setRem(read());
    addEventListener('resize', update);
    return () => removeEventListener('resize', update);
  }, []);
  return rem;
}
